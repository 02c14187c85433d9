/** Redirects the callers of the old definition to the target: imports by name, through a namespace, and in mocks of tests. */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { FileFacts, Import, ImportedName } from "../../read/facts/facts.js";
import type { Definition } from "./consolidation.js";
import { moveMentions } from "./mentions.js";
import { leadsTo } from "./names.js";
import { findNamespaceUses } from "./namespaces.js";
import type { Draft, Project } from "./project.js";

export interface Move {
  readonly target: Definition;
  readonly other: Definition;
  /** Names under which the old module gives it, and the one under which the target's module does. */
  readonly exported: readonly string[];
  readonly given: string;
}

/** @returns notes for the user */
export function moveCallers(project: Project, draft: Draft, move: Move): readonly string[] {
  const notes: string[] = [];
  for (const { file } of project.program.files) {
    if (file === move.other.file) continue;
    moveNamespaces(project, draft, move, file);
    if (file !== move.target.file) moveNames(project, draft, move, file);
    moveBareCalls(project, draft, move, file);
    notes.push(...moveMentions(project, draft, move, file));
  }
  return notes;
}

/** One after the other, since each edit moves what is below it. */
function moveNames(project: Project, draft: Draft, move: Move, file: FilePath): void {
  const count = draft.facts(file).imports.flatMap(({ names }) => names).length;
  for (let turn = 0; turn <= count; turn++) {
    const found = nextName(project, draft.facts(file), move);
    if (found === undefined) return;
    const target = { specifier: project.specifier(file, move.target.file), name: move.given };
    const request = { facts: draft.facts(file), text: draft.text(file), import: found.each, name: found.name, target };
    const edits = project.language(file).mover.retarget(request);
    if (edits.length === 0) return;
    draft.edit(file, edits);
  }
}

function nextName(
  project: Project,
  facts: FileFacts,
  { other, exported }: Move,
): { readonly each: Import; readonly name: ImportedName } | undefined {
  for (const each of facts.imports) {
    if (!leadsTo(project, facts.file, each.specifier, other.file)) continue;
    const name = each.names.find(({ imported }) => exported.includes(imported));
    if (name !== undefined) return { each, name };
  }
  return undefined;
}

/** `old.Manager` of `import * as old`: imports the name directly, and removes the namespace import if nothing else uses it. */
function moveNamespaces(project: Project, draft: Draft, move: Move, file: FilePath): void {
  const facts = draft.facts(file);
  const uses = findNamespaceUses(project, facts, draft.text(file), move);
  const [first] = uses;
  if (first === undefined) return;
  const { writer } = project.language(file);
  const wanted = { specifier: project.specifier(file, move.target.file), name: move.given };
  const replaced: readonly Range[] = uses.map(({ range }) => range);
  const text = draft.text(file);
  const { edits, local } = writer.imports({ facts, text, at: first.range, wanted, replaced });
  const renamed = replaced.map((range): TextEdit => ({ ...range, text: local }));
  draft.edit(file, [...edits, ...renamed]);
}

/** `require("./old").Manager`, `(await import("./old")).Manager`, `import("./old").Manager` */
function moveBareCalls(project: Project, draft: Draft, move: Move, file: FilePath): void {
  const { given, other, target } = move;
  const text = draft.text(file);
  const calls = draft.facts(file).imports.filter(({ specifier, names, specifierRange }) => {
    const asked = /^["'`]\s*\)\s*\)?\s*\??\.\s*([\w$]+)/.exec(text.slice(specifierRange.end))?.[1];
    return names.length === 0 && asked === given && leadsTo(project, file, specifier, other.file);
  });
  const specifier = project.specifier(file, target.file);
  draft.edit(
    file,
    calls.map(({ specifierRange }) => ({ ...specifierRange, text: specifier })),
  );
}
