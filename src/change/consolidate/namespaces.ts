/** References to a definition through its module: `old.Manager`, `app.db.old.Manager`. */

import type { FilePath, Range } from "../../base/text/span.js";
import type { FileFacts, Import, ImportedName } from "../../read/facts/facts.js";
import { moduleIn } from "../../read/program/values.js";
import type { Definition } from "./consolidation.js";
import type { Project } from "./project.js";

export interface NamespaceUse {
  /** The module's name, the dot and the name. */
  readonly range: Range;
}

export function findNamespaceUses(
  project: Project,
  facts: FileFacts,
  text: string,
  { other, exported }: { readonly other: Definition; readonly exported: readonly string[] },
): readonly NamespaceUse[] {
  return facts.imports.flatMap((each) =>
    each.names.flatMap((name) => {
      const binding = name.binding === undefined ? undefined : facts.bindings[name.binding];
      const module = moduleOf(project, facts, text, each, name);
      if (binding === undefined || module === undefined) return [];
      return binding.references.flatMap((reference) => {
        const range = chainTo(project, text, reference, module, other.file, exported);
        return range ? [{ range }] : [];
      });
    }),
  );
}

interface Module {
  /** As the code writes it: `old`, `app.db.old`. */
  readonly written: string;
  readonly file: FilePath;
}

function moduleOf(
  { program }: Project,
  facts: FileFacts,
  text: string,
  each: Import,
  name: ImportedName,
): Module | undefined {
  const isPlain = text.slice(name.range.start, name.range.end) === each.specifier && each.specifier.includes(".");
  const value = program.modules.imported(facts.file, each.specifier, name.imported);
  const file = moduleIn(value);
  return file === undefined ? undefined : { written: isPlain ? each.specifier : name.local, file };
}

const MEMBER = /^\s*\??\.\s*([\p{L}_$][\p{L}\p{N}_$]*)/u;

/** Follows the dots after a module's name until the definition, through modules in modules. */
function chainTo(
  { program }: Project,
  text: string,
  { start }: Range,
  { written, file }: Module,
  wanted: FilePath,
  exported: readonly string[],
): Range | undefined {
  if (!text.startsWith(written, start)) return undefined;
  let end = start + written.length;
  let module: FilePath | undefined = file;
  while (module !== undefined) {
    const member = MEMBER.exec(text.slice(end, end + 200));
    const name = member?.[1];
    if (member === null || name === undefined) return undefined;
    end += member[0].length;
    if (module === wanted && exported.includes(name)) return { start, end };
    const found = program.modules.exported(module, name);
    module = found.kind === "found" ? moduleIn(found.value) : undefined;
  }
  return undefined;
}
