/**
 * Imports and constants that several fixes together leave without use: each took only one of the uses, so none could take
 * the name. Takes texts before and after the fixes, gives the edits of the latter that remove those names.
 */

import type { TextEdit } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import { hasCommentBeside, isBlank, lineStart, nextLine } from "../../base/text/offsets.js";
import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { Binding, FileFacts } from "../../read/facts/facts.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import type { Tidy } from "./batch.js";

export interface TidyRequest {
  readonly language: (file: FilePath) => LoadedLanguage | undefined;
  /** Whether another file takes a name from this one. */
  readonly isTakenFrom: (file: FilePath) => (name: string) => boolean;
}

type IsTaken = (name: string) => boolean;

/** What nothing used before the fixes is not theirs to remove: an import may be there for its side effects. */
export function tidyUnused({ language, isTakenFrom }: TidyRequest): Tidy {
  // Isolating a culprit asks about the same texts again and again, and each answer parses two of them.
  const known = new Map<string, readonly Edit[]>();
  const editsOf = (file: FilePath, before: string, after: string): readonly Edit[] => {
    const loaded = language(file);
    if (loaded === undefined) return [];
    const used = usedNames(loaded.extract(file, before));
    const facts = loaded.extract(file, after);
    const isTaken = isTakenFrom(file);
    const statements = unusedConstants(loaded, facts, after, used, isTaken);
    const rest = withoutCode(facts, statements);
    const removals = statements.flatMap((statement) => {
      return loaded.writer.withoutStatement({ facts, text: after, statement }) ?? [];
    });
    const imports = loaded.writer.removeUnused(rest, after, used, isTaken);
    return [...imports, ...inOneGap(after, removals).map((edit) => ({ file, ...edit }))];
  };
  return (before, after) =>
    [...after].flatMap(([file, text]) => {
      const old = before.get(file) ?? "";
      const key = JSON.stringify([file, old, text]);
      const edits = known.get(key) ?? editsOf(file, old, text);
      known.set(key, edits);
      return edits;
    });
}

/** Names at the top of the module that something refers to; of a name that is bound twice nothing is said. */
function usedNames({ imports, bindings }: FileFacts): ReadonlySet<string> {
  const imported = new Set(imports.flatMap((each) => each.names.flatMap(({ binding }) => binding ?? [])));
  const named = bindings.filter(({ topLevel }, id) => topLevel || imported.has(id));
  const isSingle = ({ name }: Binding): boolean => named.filter((other) => other.name === name).length === 1;
  return new Set(named.filter((each) => each.references.length > 0 && isSingle(each)).map(({ name }) => name));
}

/** Statements like `const url = process.env.DATABASE_URL;` whose name is only used in each other. */
function unusedConstants(
  { mover, writer }: LoadedLanguage,
  facts: FileFacts,
  text: string,
  usedBefore: ReadonlySet<string>,
  isTaken: IsTaken,
): readonly Range[] {
  const constants = mover.statements(facts.file, text).flatMap(({ kind, names, exported, range }) => {
    const [name = "", ...others] = names;
    if (kind !== "definition" || exported || others.length > 0 || !usedBefore.has(name)) return [];
    const [binding, ...rest] = facts.bindings.filter((each) => each.topLevel && each.name === name);
    if (binding === undefined || rest.length > 0 || binding.assigned.length > 0) return [];
    if (!isConstant(text, range) || hasCommentBeside(text, range) || isListed(facts, binding) || isTaken(name))
      return [];
    return writer.isPlain(writtenValue(text, range)) ? [{ binding, range }] : [];
  });
  let gone: readonly Range[] = [];
  for (;;) {
    const next = constants
      .filter(({ binding }) => binding.references.every((each) => gone.some((range) => contains(range, each))))
      .map(({ range }) => range);
    if (next.length === gone.length) return gone;
    gone = next;
  }
}

/** One name and its value; `let` and `var` may be assigned from elsewhere. */
function isConstant(text: string, { start, end }: Range): boolean {
  return /^(?:const\s+)?(?:[\w$]+|\{\s*[\w$]+\s*\})\s*(?::[^=]*)?=(?!=)/.test(text.slice(start, end));
}

function writtenValue(text: string, { start, end }: Range): string {
  const code = text.slice(start, end);
  return code.slice(code.indexOf("=") + 1).replace(/;\s*$/, "");
}

/** Statements below each other leave one gap together, and of the blank lines around it only those above. */
function inOneGap(text: string, removals: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of removals) {
    const last = joined.at(-1);
    if (last?.end !== edit.start) joined.push(edit);
    else joined[joined.length - 1] = { ...last, end: blankLinesAfter(text, last, edit) };
  }
  return joined;
}

function blankLinesAfter(text: string, first: TextEdit, last: TextEdit): number {
  const above = first.start === 0 || isBlank(text.slice(lineStart(text, first.start - 1), first.start));
  const below = nextLine(text, last.end);
  return above && isBlank(text.slice(last.end, below)) ? below : last.end;
}

function isListed({ exports }: FileFacts, { name, nameRange }: Binding): boolean {
  return exports.some((each) => each.kind === "name" && each.name === name && !contains(each.range, nameRange));
}

/** The facts as they will be: what only such code refers to is not used any more. */
function withoutCode(facts: FileFacts, gone: readonly Range[]): FileFacts {
  if (gone.length === 0) return facts;
  const isLeft = (reference: Range): boolean => !gone.some((range) => contains(range, reference));
  return {
    ...facts,
    bindings: facts.bindings.map((each) => ({ ...each, references: each.references.filter(isLeft) })),
  };
}
