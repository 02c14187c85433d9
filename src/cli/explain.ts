/** `db-ssot explain`: explains a rule, a topic, or a place in the code. */
import type { Command } from "commander";
import { nearest } from "../base/text/nearest.js";
import { ALL_RULES } from "../judge/rules/index.js";
import { fault } from "../read/config/faults.js";
import type { CommandContext } from "./command.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { TOPICS } from "./pages/topics.js";
import { readPlace } from "./place.js";
import { pageList, renderPage } from "./report/page.js";

export function addExplain(program: Command, { run }: CommandContext): void {
  program
    .command("explain")
    .summary("explain a finding, a rule or a topic")
    .description(
      "Prints what a rule reports, why that is bad and how to fix it, or a topic. For a place: the finding there with its evidence and its fix, or why there is none. Without a name: the list of pages.",
    )
    .argument("[page]", "a rule's id, a topic, or the place of a finding: file, line and, if wanted, column")
    .addHelpText("after", EXAMPLES)
    .action((page: string | undefined) => run(async (invocation) => explain(invocation, page)));
}

/** Everything that has a page to print. */
export const PAGES = [...ALL_RULES, ...TOPICS];

async function explain(invocation: CommandInvocation, id: string | undefined): Promise<ExitStatus> {
  const { world, pages } = invocation;
  const { terminal } = world;
  if (id === undefined) {
    terminal.write(pageList({ Rules: ALL_RULES, Topics: TOPICS }, terminal));
    return 0;
  }
  const place = readPlace(id);
  if (place !== undefined) {
    const { explainPlace } = await import("./explain-place.js");
    terminal.write(await explainPlace(invocation, place));
    return 0;
  }
  const known = PAGES.map((each) => each.id);
  if (!known.includes(id)) throw fault("unknown-page", { value: id, known, nearest: nearest(id, known) });
  const bytes = pages.read(`${id}.md`);
  if (bytes === undefined) throw new Error(`the page of \`${id}\` is not in this package`);
  terminal.write(renderPage(new TextDecoder().decode(bytes), terminal));
  return 0;
}

const EXAMPLES = `
Examples:
  db-ssot explain                 the list of rules and topics
  db-ssot explain missing-member  one rule's page
  db-ssot explain src/routes/health.ts:14:29
                                  a finding: its evidence, its fix, its rule
  db-ssot explain limits          what db-ssot cannot see

Exit status: 0 printed, 2 there is no such page or place.`;
