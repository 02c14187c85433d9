import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realOutputs } from "../../../../src/base/world/real/files.js";
import { UnwritableError } from "../../../../src/base/world/world.js";
import { tempProject } from "../../../support/temp-project.js";

test("writes where the user says, outside the project too", () => {
  const [root, elsewhere] = [tempProject({}), tempProject({ "log.txt": "old\n" })];
  const outputs = realOutputs(root);
  outputs.write("reports/a.json", "{}");
  outputs.write(join(elsewhere, "a.json"), "{}");
  outputs.append(join(elsewhere, "log.txt"), "new\n");
  expect(readFileSync(join(root, "reports/a.json"), "utf8")).toBe("{}");
  expect(readdirSync(elsewhere)).toEqual(["a.json", "log.txt"]);
  expect(readFileSync(join(elsewhere, "log.txt"), "utf8")).toBe("old\nnew\n");
});

test("follows no link of the project out of it, or into a directory of git", () => {
  const elsewhere = tempProject({ keys: "old" });
  const root = tempProject({ ".git/config": "old" });
  symlinkSync(join(elsewhere, "keys"), join(root, "db-ssot.sarif"));
  symlinkSync(elsewhere, join(root, "reports"));
  symlinkSync(".git/config", join(root, "a.json"));
  const outputs = realOutputs(root);
  for (const path of ["db-ssot.sarif", "reports/new.json", "a.json", join(root, "a.json")]) {
    expect(() => outputs.write(path, "new")).toThrow(UnwritableError);
    expect(() => outputs.append(path, "new")).toThrow(UnwritableError);
  }
  expect([readdirSync(elsewhere), readFileSync(join(elsewhere, "keys"), "utf8")]).toEqual([["keys"], "old"]);
  expect(readFileSync(join(root, ".git/config"), "utf8")).toBe("old");
});

test("follows a link that stays in the project", () => {
  const root = tempProject({});
  mkdirSync(join(root, "build"));
  symlinkSync("build", join(root, "reports"));
  realOutputs(root).write("reports/a.json", "{}");
  expect(readdirSync(join(root, "build"))).toEqual(["a.json"]);
});
