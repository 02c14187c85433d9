/** `db-ssot explain`: what a rule is about. */
import type { Command } from "commander";
import { fault } from "../config/faults.js";
import { renderPage, ruleList } from "../report/page.js";
import { ALL_RULES, findRule } from "../rules/index.js";
import { nearest } from "../text/nearest.js";
import type { CommandContext } from "./command.js";
import type { ExitStatus, Invocation } from "./invocation.js";

export function addExplain(program: Command, { run }: CommandContext): void {
  program
    .command("explain")
    .summary("print a rule's page")
    .description("Prints what a rule reports, why that is bad, and how to mend it; without a rule, the list of rules.")
    .argument("[rule]", "the rule's id, as findings show it")
    .addHelpText("after", EXAMPLES)
    .action((rule: string | undefined) => run(async (invocation) => explain(invocation, rule)));
}

function explain({ world, pages }: Invocation, id: string | undefined): ExitStatus {
  const { terminal } = world;
  if (id === undefined) {
    terminal.write(ruleList(ALL_RULES, terminal));
    return 0;
  }
  const rule = findRule(id);
  const known = ALL_RULES.map((each) => each.id);
  if (rule === undefined) throw fault("unknown-rule", { value: id, known, nearest: nearest(id, known) });
  const bytes = pages.read(`${id}.md`);
  if (bytes === undefined) throw new Error(`the page of \`${id}\` is not in this package`);
  terminal.write(renderPage(new TextDecoder().decode(bytes), terminal));
  return 0;
}

const EXAMPLES = `
Examples:
  db-ssot explain                 the list of rules
  db-ssot explain missing-member  one rule's page`;
