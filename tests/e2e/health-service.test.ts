import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, removeProject } from "../fixtures/project.js";
import type { RunResult } from "../support/cli.js";
import { runOnDisk } from "../support/cli-on-disk.js";

// The outputs are the product: read their diff before you renew them with `npm test -- -u tests/e2e`.
describe.each([
  { language: "TypeScript", project: "health-service", expected: "expected" },
  { language: "Python", project: "health-service-python", expected: "expected/python" },
])("the service of the incident in $language, without a configuration, one command after the other", (story) => {
  let folder = "";
  beforeAll(async () => {
    folder = await copyProject(story.project);
  });
  afterAll(() => removeProject(folder));

  const run = (command: string) => runOnDisk(folder, command);

  /** Standard output, standard error and status in one text. */
  async function expectGolden(name: string, { output, errors, status }: RunResult): Promise<void> {
    const text = `${output}--- standard error\n${errors}--- exit status ${status}\n`;
    await expect(text).toMatchFileSnapshot(`${story.expected}/${name}.txt`);
  }

  it("check says what is wrong", async () => expectGolden("check", await run("check")));

  it("check says it in one line each, and for programs", async () => {
    await expectGolden("check-concise", await run("check --format concise"));
    await expectGolden("check-json", await run("check --format json"));
  });

  it("inventory counts the accessors", async () => expectGolden("inventory", await run("inventory")));

  it("fix --diff shows what would change, as a patch that git applies", async () => {
    const result = await run("fix --diff");
    await expectGolden("fix-diff", result);
    writeFileSync(join(folder, "fix.patch"), result.output);
    execFileSync("git", ["apply", "--check", "fix.patch"], { cwd: folder });
  });

  it("fix changes it", async () => expectGolden("fix", await run("fix")));

  it("fix has nothing to do the second time", async () => expectGolden("fix-again", await run("fix")));

  it("check shows what has no fix", async () => expectGolden("check-after-fix", await run("check")));

  it("inventory shows where it leads", async () => expectGolden("inventory-after-fix", await run("inventory")));

  it("init writes down what was assumed", async () => expectGolden("init", await run("init")));

  it("init refuses the second time", async () => expectGolden("init-again", await run("init")));

  it("check judges by what is written down", async () => expectGolden("check-after-init", await run("check")));
});
