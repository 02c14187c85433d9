/** The lines in the instructions of agents that say how a project reaches its databases, made from the configuration. */
import type { Range } from "../../base/text/span.js";
import { type Accessor, accessorName, type Database } from "../databases/source.js";

export interface AgentBlock {
  /** Of the lines between the marks. */
  readonly range: Range;
  readonly lines: string;
}

const START = "<!-- db-ssot: written by `db-ssot init --agents` -->";
const END = "<!-- /db-ssot -->";

/** What a document that has the block contains. */
export const AGENT_MARK = "<!-- db-ssot: written by";

/** @returns the lines without their marks; `undefined` where no accessor is configured */
export function agentLines(sources: readonly Database[]): string | undefined {
  const configured = sources.filter(({ assumed, accessor }) => !assumed && accessor !== undefined);
  const ways = configured.flatMap(({ name, accessor }) => (accessor ? [wayTo(name, accessor, configured.length)] : []));
  return ways.length === 0 ? undefined : [...ways, ...RULES].map((line) => `${line}\n`).join("");
}

function wayTo(name: string, accessor: Accessor, count: number): string {
  const database = count === 1 ? "the database" : `the database \`${name}\``;
  return `- Code reaches ${database} through \`${accessorName(accessor)}\` of \`${accessor.module}\`, and in no other way.`;
}

const RULES = [
  "- Open no client, pool or session of your own, and call no member of a manager that its class does not have.",
  "- `npx db-ssot check` finds code that does, and `npx db-ssot fix` rewrites it.",
];

/** A text with the block at its end. */
export function withAgentLines(text: string, lines: string): string {
  const before = text === "" ? "" : `${text.trimEnd()}\n\n`;
  return `${before}${START}\n${lines}${END}\n`;
}

export function agentBlockIn(text: string): AgentBlock | undefined {
  const mark = text.indexOf(AGENT_MARK);
  const end = mark < 0 ? -1 : text.indexOf(END, mark);
  if (end < 0) return undefined;
  const start = text.indexOf("\n", mark) + 1;
  return { range: { start, end }, lines: text.slice(start, end).replaceAll("\r\n", "\n") };
}
