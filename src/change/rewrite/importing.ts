/** Whether a file may import the accessor, and where: at its top, or inside the function that uses it. */
import type { Edit } from "../../base/edits/edit.js";
import type { Accessor } from "../../judge/databases/source.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import { rootOf } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { isInFunction, type LoadOrder } from "./load-order.js";

/** Why no import of the accessor may be added to the file at all. */
export function refusalOf(facts: FileFacts, { module }: Accessor): string | undefined {
  return facts.clientBundle ? `this file is marked \`"use client"\`, and ${module} belongs on the server` : undefined;
}

/**
 * Why the edits may not add an import: each module would want the other to be loaded first. An import inside a function
 * runs late enough.
 */
export function circleOf(
  order: LoadOrder,
  facts: FileFacts,
  { module }: Accessor,
  edits: readonly Edit[],
): string | undefined {
  const isLate = edits.every(({ file, text, ...range }) => text === "" || isInFunction(facts, range));
  if (isLate || order.loads(facts, module) || !order.mayLoad(module, facts.file)) return undefined;
  return `${module} imports this file, so the two would import each other`;
}

/** Nothing in a function brings the accessor in, and nothing will. */
export function isAtTop(program: Program, facts: FileFacts, site: Site, accessor: Accessor): boolean {
  const isNear = facts.imports.some(({ nested, specifier }) => {
    const target = nested ? program.resolve(facts.file, specifier) : undefined;
    return target?.kind === "file" && target.file === accessor.module;
  });
  return !isNear && !isLocalImport(facts, site);
}

/** What the place uses is imported inside its function, and what it will use is going to be too. */
function isLocalImport(facts: FileFacts, { target }: Site): boolean {
  const root = rootOf(target);
  if (root.kind !== "binding") return false;
  return facts.imports.some(({ nested, names }) => nested && names.some(({ binding }) => binding === root.id));
}

/** `from app.tools import *` brings something else under the name that the fix imports; most such modules are not parsed. */
export function starRisk(
  { program, allTexts }: Pick<Gathered, "program" | "allTexts">,
  { file, exports, imports }: FileFacts,
  name: string,
  { module }: Accessor,
): string | undefined {
  const binds = new RegExp(`^(?:(?:async +)?def +|class +|.*\\bimport\\b.*\\b)?${name}\\b`, "m");
  for (const star of exports) {
    const own = imports.find(({ kind, range }) => kind === "static" && range.start === star.range.start);
    const target = star.kind === "star" && own ? program.resolve(file, star.specifier) : undefined;
    if (star.kind !== "star" || target?.kind !== "file" || target.file === module) continue;
    if (binds.test(allTexts.get(target.file) ?? ""))
      return `\`${star.specifier}\`, from which all names are imported, may have another \`${name}\``;
  }
  return undefined;
}
