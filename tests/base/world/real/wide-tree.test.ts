import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { realFiles } from "../../../../src/base/world/real/files.js";
import { tempProject } from "../../../support/temp-project.js";

it("lists a tree of thousands of directories", async () => {
  const root = tempProject({ "package.json": "{}" });
  for (let index = 0; index < 4000; index += 1) {
    mkdirSync(join(root, `d${index}`));
    writeFileSync(join(root, `d${index}`, "a.ts"), "");
  }
  const { files } = await realFiles(root).list({ patterns: ["**/*.ts"], ignore: [] });
  expect(files).toHaveLength(4000);
});
