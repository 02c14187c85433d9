/** The official schema of SARIF 2.1.0, as the package of its authors for tests ships it. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Draft4 from "ajv-draft-04";
import formats from "ajv-formats";

const require = createRequire(import.meta.url);
const FOLDER = dirname(require.resolve("@microsoft/jest-sarif"));

export function sarifFaults(text: string): readonly unknown[] {
  isSarif(JSON.parse(text));
  return isSarif.errors ?? [];
}

// A pattern of the schema is none with the flag `u`.
const validator = new Draft4.default({ strict: false, unicodeRegExp: false });
formats.default(validator);
const isSarif = validator.compile(JSON.parse(readFileSync(join(FOLDER, "schemas/sarif-2.1.0-rtm.5.json"), "utf8")));
