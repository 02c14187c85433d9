import { expect, it } from "vitest";
import { ALL_RULES } from "../../src/rules/index.js";
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

it("lists every rule where none is named", async () => {
  const { status, output } = await runCli("explain", {});
  expect(
    output
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual(ALL_RULES.map((rule) => rule.id));
  expect(status).toBe(0);
});

it("suggests the rule that was meant", async () => {
  const { status, output, errors } = await runCli("explain mising-member", {});
  expect(errors).toContain("there is no rule `mising-member`");
  expect(errors).toContain("help: write `missing-member`\n");
  expect({ status, output }).toEqual({ status: 2, output: "" });
});
