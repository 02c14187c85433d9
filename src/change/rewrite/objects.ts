/**
 * Compares the object of the current call with that of the accessor: whether they may be connected to different databases.
 */

import { type Accessor, accessorName } from "../../judge/databases/source.js";
import type { CurrentCall } from "../../judge/rules/rewrite.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, symbolKey } from "../../read/program/values.js";

export function objectRisk(
  program: Program,
  facts: FileFacts,
  { site, from, accessor }: { readonly site: Site; readonly from: CurrentCall; readonly accessor: Accessor },
): string | undefined {
  const receiver = site.target.kind === "member" ? site.target.of : undefined;
  if (receiver === undefined || !isObject(program, facts, receiver)) return undefined;
  if (isMadeHere(program, facts, receiver) && isSetUpHere(facts, receiver, site))
    return "the object is set up here, and the accessor's object is not";
  if (from.kind === "absent" || accessor.symbol.path.length === 0) return undefined;
  const symbol = program.symbols.of(facts.file, receiver);
  const own = { ...accessor.symbol, path: accessor.symbol.path.slice(0, -1) };
  if (symbol !== undefined && symbolKey(symbol) === symbolKey(own)) return undefined;
  return `the object may not be the one behind \`${accessorName(accessor)}\``;
}

function isObject(program: Program, { file }: FileFacts, receiver: Term): boolean {
  return alternatives(program.valueOf(file, receiver)).some((part) => part.kind === "instance");
}

/** `x = Manager()`: what a function gives may be an object that all share. */
function isMadeHere(program: Program, facts: FileFacts, receiver: Term): boolean {
  const term = receiver.kind === "binding" ? facts.bindings[receiver.id]?.term : receiver;
  if (term?.kind === "construct") return true;
  return term?.kind === "call" && program.valueOf(facts.file, term.of).kind === "class";
}

/** Constructed with arguments, or connected explicitly: the code chooses which database the object reaches. */
function isSetUpHere(facts: FileFacts, receiver: Term, { target }: Site): boolean {
  if (receiver.kind !== "binding") return false;
  const { id } = receiver;
  const asked = target.kind === "member" ? target.name : "";
  return facts.sites.some(({ kind, usage, target: other, arguments: given }) => {
    const isMadeWith = usage.declaration?.binding === id && given.length > 0;
    const isCalled = kind === "call" && other.kind === "member" && other.of.kind === "binding" && other.of.id === id;
    return isMadeWith || (isCalled && other.name !== asked && SETS_UP.test(other.name));
  });
}

const SETS_UP = /^(init|initiali[sz]e|configure|connect|open|set_?up|start)(_|[A-Z]|$)/;
