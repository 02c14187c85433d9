/** Whether a file may import the accessor, and where: at its top, or inside the function that uses it. */
import type { FileFacts, Site } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import type { Program } from "../program/program.js";
import { reachedFrom } from "../sources/link.js";
import type { Accessor } from "../sources/source.js";

/** What the place uses is imported inside its function, and what it will use is going to be too. */
export function isLocalImport(facts: FileFacts, { target }: Site): boolean {
  const root = rootOf(target);
  if (root.kind !== "binding") return false;
  return facts.imports.some(({ nested, names }) => nested && names.some(({ binding }) => binding === root.id));
}

/** The name at the beginning of an expression. */
function rootOf(term: Term): Term {
  return "of" in term && !Array.isArray(term.of) ? rootOf(term.of as Term) : term;
}

/** Why no import of the accessor may be added to the file; one that runs late may close a circle. */
export function refusalOf(program: Program, facts: FileFacts, accessor: Accessor, isLocal = false): string | undefined {
  if (facts.clientBundle) return `this file is marked \`"use client"\`, and ${accessor.module} belongs on the server`;
  const importsIt = facts.imports.some((each) => {
    const target = program.resolve(facts.file, each.specifier);
    return target.kind === "file" && target.file === accessor.module;
  });
  if (!importsIt && !isLocal && reachedFrom(program, [accessor.module]).has(facts.file)) {
    return `${accessor.module} imports this file, so that the two would import each other`;
  }
  return undefined;
}

/** Nothing in a function brings the accessor in, and nothing will. */
export function isAtTop(program: Program, facts: FileFacts, site: Site, accessor: Accessor): boolean {
  const isNear = facts.imports.some(({ nested, specifier }) => {
    const target = nested ? program.resolve(facts.file, specifier) : undefined;
    return target?.kind === "file" && target.file === accessor.module;
  });
  return !isNear && !isLocalImport(facts, site);
}
