/** Whether a function that takes a callback waits for it and returns what it returns. */
import type { FileFacts } from "../../read/facts/facts.js";
import type { BindingId, Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import type { DefinitionRef } from "../../read/program/values.js";
import { effectsOf } from "./effects.js";
import type { Answer } from "./profile.js";

export function givesBack(program: Program, definition: DefinitionRef): Answer {
  const body = program.functionAt(definition);
  const facts = program.facts(definition.file);
  const callback = body?.parameters.at(-1)?.binding;
  if (body === undefined || facts === undefined || callback === undefined) return "unknown";
  if (body.returns.length === 0) return "no";
  // What closes its handle before the callback is done breaks the code in it.
  const mustWait = body.async && effectsOf(program, definition).closes.length > 0;
  return body.returns.every((term) => isResultOf(facts, callback, term, !mustWait)) ? "yes" : "unknown";
}

/** `work(db)`, `await work(db)`, and a variable that holds one. */
function isResultOf(facts: FileFacts, callback: BindingId, term: Term, waited: boolean): boolean {
  if (term.kind === "await") return isResultOf(facts, callback, term.of, true);
  if (term.kind === "call") return waited && term.of.kind === "binding" && term.of.id === callback;
  const binding = term.kind === "binding" ? facts.bindings[term.id] : undefined;
  return binding !== undefined && binding.assigned.length === 0 && isResultOf(facts, callback, binding.term, waited);
}
