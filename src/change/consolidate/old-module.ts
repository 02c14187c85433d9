/** Removes a definition and its helpers from the old module, and leaves a deprecated re-export. */
import type { TextEdit } from "../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine } from "../../base/text/offsets.js";
import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { DefinitionOutline, Statement } from "../../read/languages/mover.js";
import { symbolKey } from "../../read/program/values.js";
import type { Definition } from "./consolidation.js";
import { removals } from "./gaps.js";
import { isTaken, servingOnly, topBinding } from "./names.js";
import type { Draft, Project } from "./project.js";

export interface OldModuleRequest {
  readonly target: Definition;
  readonly other: Definition;
  readonly outline: DefinitionOutline;
  readonly statements: readonly Statement[];
  /** The name under which the target's module gives it. */
  readonly given: string;
  /** Statements that moved with its members. */
  readonly helpers: readonly Statement[];
  /** A deprecated name stays. */
  readonly shim: boolean;
}

export interface OldModuleResult {
  readonly reasons: readonly string[];
  /** Something of the old module leads to the target. */
  readonly isShim: boolean;
}

export function rewriteOldModule(project: Project, draft: Draft, request: OldModuleRequest): OldModuleResult {
  const { target, other, outline, statements, given } = request;
  const { mover, writer } = project.language(other.file);
  const facts = draft.facts(other.file);
  const text = draft.text(other.file);
  const exported = request.shim ? exportedAs(project, other) : [];
  const serving = servingOnly(project, facts, statements, [outline.statement.range]);
  const going = [outline.statement, ...serving.filter((each) => !each.exported || request.helpers.includes(each))];
  const lists = mover.removeExport(other.file, text, other.name);
  const isListed = lists !== undefined;
  if (!isListed && !request.shim) {
    return {
      reasons: [`${other.file} exports \`${other.name}\` by an assignment, which cannot be removed on its own`],
      isShim: false,
    };
  }
  const used = isUsed(facts, other.name, [...going.map(({ range }) => range), ...(lists ?? [])], statements);
  const specifier = project.specifier(other.file, target.file);
  const passed = mover.reexport({
    facts,
    text,
    exported,
    local: other.name,
    target: { specifier, name: given },
    used: used || !isListed,
  });
  // A list of Python names what is bound, however it came to be; of TypeScript the statement says it anew.
  const exportEdits = request.shim && passed.statement === "" ? [] : (lists ?? []);
  const gone = [...going.map(({ range }) => range), ...exportEdits];
  const imports = writer.imports({
    facts,
    text,
    at: { start: 0, end: text.length },
    ...(passed.imported ? { wanted: { specifier, name: given }, local: other.name } : {}),
    replaced: gone,
    isTaken: (name) => isTaken(project, other.file, name),
  });
  draft.edit(other.file, [
    ...imports.edits,
    ...(passed.statement === "" ? [] : [{ ...outline.statement.whole, text: passed.statement }]),
    ...removals(
      text,
      going.filter((each) => passed.statement === "" || each !== outline.statement).map(({ whole }) => whole),
      imports.edits,
    ),
    ...exportEdits.filter((edit) => !going.some(({ whole }) => contains(whole, edit))),
  ]);
  if (passed.imported && passed.comment !== undefined) {
    draft.edit(other.file, commentEdits(draft, other.file, other.name, passed.comment));
  }
  draft.edit(other.file, fewerBlankLines(text, draft.text(other.file), mover.gap));
  return { reasons: [], isShim: exported.length > 0 };
}

/** The names under which the old module gives it to others. */
export function exportedAs({ program }: Project, { file, name }: Definition): readonly string[] {
  return program.modules.names(file).filter((each) => {
    const symbol = program.symbols.exported(file, [each]);
    return symbol !== undefined && symbolKey(symbol) === `${file}#${name}`;
  });
}

function isUsed(facts: FileFacts, name: string, gone: readonly Range[], statements: readonly Statement[]): boolean {
  const lists = statements.filter(({ kind }) => kind === "export").map(({ range }) => range);
  const references = topBinding(facts, name)?.references ?? [];
  return references.some((one) => ![...gone, ...lists].some((range) => contains(range, one)));
}

/** Where statements went, no more lines are left blank than the file had anywhere, and none at its ends. */
function fewerBlankLines(before: string, after: string, gap: number): readonly TextEdit[] {
  const run = new RegExp(`(?:\\r?\\n){${gap + 2},}`, "g");
  if (run.test(before)) return [];
  const newline = after.includes("\r\n") ? "\r\n" : "\n";
  const first = lineStart(after, 0);
  const leading = /^(?:\r?\n)*/.exec(after.slice(first))?.[0].length ?? 0;
  if (leading > 0 && !isBlank(before.slice(lineStart(before, 0), nextLine(before, 0)))) {
    return [{ start: first, end: first + leading, text: "" }];
  }
  const end = after.trimEnd().length;
  const trailing = after.slice(end);
  if (trailing !== newline && /\S\r?\n$/.test(before)) return [{ start: end, end: after.length, text: newline }];
  return [...after.matchAll(run)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
    text: newline.repeat(gap + 1),
  }));
}

/** A comment of Python stands behind the import, one of TypeScript above it. */
function commentEdits(draft: Draft, file: FilePath, name: string, comment: string): readonly TextEdit[] {
  const text = draft.text(file);
  const found = draft.facts(file).imports.find(({ names }) => names.some(({ local }) => local === name));
  const named = found?.names.find(({ local }) => local === name);
  if (found === undefined || named === undefined) return [];
  // Of several names in one statement the comment has to say which it speaks of.
  const said = found.names.length > 1 ? comment.replace("import it", `import ${name}`) : comment;
  const isBehind = comment.startsWith("#");
  const at = isBehind ? lineEnd(text, named.range.end) : lineStart(text, found.range.start);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return [{ start: at, end: at, text: isBehind ? `  ${said}` : `${said}${newline}` }];
}
