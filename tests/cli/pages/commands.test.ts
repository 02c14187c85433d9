/** The pages of the commands stand beside the others, are made of what `--help` is made of, and cannot go stale. */
import { describe, expect, it } from "vitest";
import { commandPage, leafCommands, pageName } from "../../../src/cli/command-page.js";
import { createProgram } from "../../../src/cli/program.js";
import { memoryWorld } from "../../support/memory-world.js";

const circumstances = { version: "1.2.3", node: "20.19.0", platform: "linux x64", command: "db-ssot" };
const program = await createProgram({ world: memoryWorld({}), circumstances }, { run: async () => {} });
const commands = leafCommands(program);

describe("the page of", () => {
  it.each(commands.map((command) => [pageName(command), command] as const))(
    "%s says what its help says",
    async (name, command) => {
      await expect(commandPage(command)).toMatchFileSnapshot(`../../../src/cli/pages/commands/${name}.md`);
    },
  );
});

it("shows examples and exit statuses in the help of every command", () => {
  const pages = new Map(commands.map((command) => [pageName(command), commandPage(command)]));
  expect([...pages].filter(([, page]) => !page.includes("## Examples")).map(([name]) => name)).toEqual([]);
  expect([...pages].filter(([, page]) => !/^Exit status: 0 /m.test(page)).map(([name]) => name)).toEqual([]);
});
