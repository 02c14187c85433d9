/**
 * What is known of two handles, the one that a place gets now and the accessor's: which of them is one for all, what can be
 * asked of the accessor's, and what the place does with its own.
 */

import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { Accessor } from "../../judge/sources/source.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import { awaited, mapValue } from "../../read/program/derived.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, symbolKey, unknownValue, type Value } from "../../read/program/values.js";
import type { CellRequest } from "./cells.js";
import { definitionOf } from "./given.js";
import { isShared, opensAlways } from "./shared.js";

export function handleFacts(
  program: Program,
  { site, accessor, former }: Extract<Rewrite, { kind: "obtain" }>,
  { facts, text, language: { writer } }: Place,
): Pick<CellRequest, "uses" | "gaveShared" | "same" | "opens" | "has"> {
  const definition = definitionOf(former);
  return {
    ...(writer.uses ? { uses: writer.uses({ facts, text, expression: site.usage.expression }) } : {}),
    gaveShared: definition !== undefined && isShared(program, { ...accessor, definition, form: "value" }),
    same: definition !== undefined && callsAccessor(program, definition, accessor),
    opens: accessor.definition !== undefined && opensAlways(program, accessor.definition),
    has: membersOf(program, accessor),
  };
}

/** The file that a fix changes. */
export interface Place {
  readonly facts: FileFacts;
  readonly text: string;
  readonly language: LoadedLanguage;
}

/** Whether what the accessor gives has a method of this name; of what comes out of a package nobody knows. */
function membersOf(program: Program, accessor: Accessor): (name: string) => "yes" | "no" | "unknown" {
  const parts = alternatives(handleOf(program, accessor));
  const from = accessor.definition?.file ?? accessor.module;
  return (name) => {
    const found = parts.map((part) =>
      part.kind === "external" ? "unknown" : program.members.lookUp(part, name, from).kind,
    );
    if (found.every((kind) => kind === "found")) return "yes";
    return found.every((kind) => kind === "absent") ? "no" : "unknown";
  };
}

function handleOf(program: Program, { definition, module, path }: Accessor): Value {
  if (definition !== undefined) return mapValue(program.resultOf(definition), awaited);
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? found.value : unknownValue("not followed");
}

/** The former way in does nothing but call the accessor, so that the two are one. */
function callsAccessor(program: Program, definition: DefinitionRef, { symbol }: Accessor): boolean {
  const facts = program.facts(definition.file)?.functions[definition.index];
  if (facts === undefined || facts.returns.length === 0) return false;
  return facts.returns.every((term) => {
    const call = term.kind === "await" || term.kind === "promise" ? term.of : term;
    const found = call.kind === "call" ? program.symbols.of(definition.file, call.of) : undefined;
    return found !== undefined && symbolKey(found) === symbolKey(symbol);
  });
}
