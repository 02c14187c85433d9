import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { inSources } from "../../../../src/base/world/real/source-lines.js";
import { tempProject } from "../../../support/temp-project.js";

it("names the source of a line of the bundle", () => {
  const bundle = new URL("../../../../dist/start.js", import.meta.url);
  const lines = readFileSync(bundle, "utf8").split("\n");
  const line = lines.findIndex((text) => text.startsWith("async function main(")) + 1;
  const source = readFileSync(new URL("../../../../src/cli/main.ts", import.meta.url), "utf8").split("\n");
  const sourceLine = source.findIndex((text) => text.includes("async function main(")) + 1;
  expect(inSources(`    at main (${bundle.href}:${line}:1)`)).toMatch(
    new RegExp(`^ {4}at main \\(src/cli/main\\.ts:${sourceLine}:\\d+\\)$`),
  );
});

it("leaves a place alone that has no source map, or a damaged one", () => {
  const folder = pathToFileURL(tempProject({ "a.js": "", "b.js": "", "b.js.map": "{" })).href;
  const stack = `at a (${folder}/a.js:1:2)\n    at ${folder}/b.js:3:4\n    at node:internal/process:5:6`;
  expect(inSources(stack)).toBe(stack);
});
