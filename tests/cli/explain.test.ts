import { expect, it } from "vitest";
import { TOPICS } from "../../src/cli/pages/topics.js";
import { ALL_RULES } from "../../src/judge/rules/index.js";
import { runCli } from "../support/cli.js";

it("prints a rule's page as plain text", async () => {
  const { status, output } = await runCli("explain missing-member", {});
  expect(output).toBe(`missing-member

What it does

Reports a call of a member; see the rules.

Example

    await DatabaseManager.getAsyncSession();
`);
  expect(status).toBe(0);
});

it("lists every rule and topic where none is named", async () => {
  const { status, output } = await runCli("explain", {});
  const listed = [...output.matchAll(/^ {2}(\S+)/gm)].map(([, id]) => id);
  expect(listed).toEqual([...ALL_RULES, ...TOPICS].map(({ id }) => id));
  expect(status).toBe(0);
});

it("suggests the rule that was meant", async () => {
  const { status, output, errors } = await runCli("explain mising-member", {});
  expect(errors).toContain("there is no page `mising-member`");
  expect(errors).toContain("help: did you mean `missing-member`?\n");
  expect({ status, output }).toEqual({ status: 2, output: "" });
});
