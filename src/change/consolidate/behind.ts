/** The files in which the names that a file imports are defined, through the modules that pass them on. */

import type { FilePath } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";

/** As far as they were read: of a file that was not it is not known where else its names come from. */
export function filesBehindImports(program: Program, file: FilePath): readonly FilePath[] {
  const found = new Set<FilePath>();
  const seen = new Set<string>();
  const pending = (program.facts(file)?.imports ?? []).flatMap((each) =>
    [...each.names.map(({ imported }) => imported), "*"].map((name) => ({
      from: file,
      specifier: each.specifier,
      name,
    })),
  );
  for (const { from, specifier, name } of pending) {
    for (const at of homesOf(program, from, specifier, name)) {
      found.add(at);
      const facts = program.facts(at);
      const key = JSON.stringify([at, name]);
      if (facts === undefined || seen.has(key)) continue;
      seen.add(key);
      pending.push(...origins(facts, name).map((origin) => ({ ...origin, from: at })));
    }
  }
  return [...found];
}

function homesOf(program: Program, from: FilePath, specifier: string, name: string): readonly FilePath[] {
  const target = program.resolve(from, specifier);
  if (target.kind !== "file") return [];
  return [target.file, program.submodule(target.file, name) ?? target.file];
}

/** Where a module has a name from that it gives and does not define. */
function origins(facts: FileFacts, name: string): readonly { readonly specifier: string; readonly name: string }[] {
  return facts.exports.flatMap((each) => {
    if (each.kind === "star") return [{ specifier: each.specifier, name }];
    if (each.kind !== "name" || each.name !== name) return [];
    const root = importAt(facts, each.term);
    return root === undefined ? [] : [root];
  });
}

function importAt(facts: FileFacts, term: Term): Extract<Term, { kind: "import" }> | undefined {
  if (term.kind === "import") return term;
  if (term.kind === "member") return importAt(facts, term.of);
  const bound = term.kind === "binding" ? facts.bindings[term.id]?.term : undefined;
  return bound === undefined || bound.kind === "binding" ? undefined : importAt(facts, bound);
}
