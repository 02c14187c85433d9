/** The arguments of a rewritten call: which can be dropped, and which prevent a call of the accessor. */
import type { Argument, FileFacts } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import { alternatives } from "../../read/program/values.js";

export type JudgedArguments =
  | { readonly kind: "fine"; readonly dropped: readonly string[]; readonly risks: readonly string[] }
  | { readonly kind: "manual"; readonly reason: string };

/** The accessor takes none: the name of the default database may go, another name is another database. */
export function judgeArguments(
  program: Program,
  { facts, text }: { readonly facts: FileFacts; readonly text: string },
  given: readonly Argument[],
  defaultNames: readonly string[],
): JudgedArguments {
  const dropped: string[] = [];
  const risks: string[] = [];
  for (const argument of given) {
    if (argument.callback !== undefined) continue;
    const written = text.slice(argument.range.start, argument.range.end);
    if (isFunction(program, facts, argument)) {
      return { kind: "manual", reason: `the function \`${written.replace(/\s+/g, " ")}\` would not be called` };
    }
    if (argument.text === undefined) {
      risks.push(`the argument \`${written.replace(/\s+/g, " ")}\` is lost`);
    } else if (defaultNames.includes(argument.text)) {
      dropped.push(`\`${written}\` names the default database and is dropped`);
    } else {
      return {
        kind: "manual",
        reason: `\`${written}\` may name another database; list it in \`defaultNames\` if it names this one`,
      };
    }
  }
  return { kind: "fine", dropped, risks };
}

/** A function handed on by name, which waits to be called with the handle. */
function isFunction(program: Program, facts: FileFacts, { term }: Argument): boolean {
  const isParameter =
    term.kind === "binding" &&
    /^(fn|func|cb|callback|work|operation|op|task|handler|next)$/.test(facts.bindings[term.id]?.name ?? "");
  return isParameter || alternatives(program.valueOf(facts.file, term)).some((part) => part.kind === "function");
}
