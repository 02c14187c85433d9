/** Adds to the target module what the other definition has: imports, helpers before the class, fields and methods in it. */
import type { TextEdit } from "../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine } from "../../base/text/offsets.js";
import { contains, type Range } from "../../base/text/span.js";
import type { DefinitionOutline, MemberPart, Statement } from "../../read/languages/mover.js";
import type { Definition } from "./consolidation.js";
import { topBinding } from "./names.js";
import type { Needs } from "./needs.js";
import type { Draft, Project } from "./project.js";

export interface TargetRequest {
  readonly target: Definition;
  readonly other: Definition;
  /** Of the old definition. */
  readonly outline: DefinitionOutline;
  readonly united: readonly MemberPart[];
  readonly needs: Needs;
}

/** @returns why it cannot be done */
export function extendTarget(project: Project, draft: Draft, request: TargetRequest): readonly string[] {
  const { target, united, needs } = request;
  if (united.length === 0) return [];
  for (const wanted of needs.imports) addImport(project, draft, target, wanted);
  insertCode(project, draft, request);
  return capturedNames(project, draft, request);
}

function addImport(project: Project, draft: Draft, target: Definition, wanted: Needs["imports"][number]): void {
  const { writer, mover } = project.language(target.file);
  const text = draft.text(target.file);
  const facts = draft.facts(target.file);
  const at = mover.outline(target.file, text, target.name)?.statement.range ?? { start: 0, end: 0 };
  const { local, ...what } = wanted;
  draft.edit(target.file, writer.imports({ facts, text, at, wanted: what, replaced: [], local }).edits);
}

function insertCode(project: Project, draft: Draft, request: TargetRequest): void {
  const { target, other, united, needs } = request;
  const text = draft.text(target.file);
  const { mover } = project.language(target.file);
  const outline = mover.outline(target.file, text, target.name);
  if (outline === undefined) return;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const taken = takenFrom(project.textOf(other.file), request, outline, newline);
  const fields = united.filter(({ role }) => role === "field" || role === "documentation").map(taken);
  const makers = united.filter(({ role }) => role === "constructor").map(taken);
  const rest = united.filter(({ role }) => role === "method" || role === "code").map(taken);
  const gap = newline + newline;
  const hasMembers = outline.members.length > 0;
  const isFirst = outline.members.every(({ range }) => range.end > outline.fieldsAt);
  const top = [
    ...(fields.length > 0 ? [`${newline}${fields.join(newline)}`] : []),
    ...(makers.length > 0 ? [`${isFirst && fields.length === 0 ? newline : gap}${makers.join(gap)}`] : []),
  ];
  const after = isBlank(text.slice(nextLine(text, outline.fieldsAt), nextLine(text, nextLine(text, outline.fieldsAt))));
  const isLast = outline.fieldsAt === outline.methodsAt;
  const topTail = top.length > 0 && !isLast && !after ? newline : "";
  const isEmpty = !hasMembers && top.length === 0;
  const bottom = rest.length > 0 ? `${isEmpty ? newline : gap}${rest.join(gap)}` : "";
  const helpers = helperText(project, other, needs.helpers, mover.gap, newline);
  const before = outline.statement.whole.start;
  const edits: readonly TextEdit[] = [
    ...(helpers === "" ? [] : [{ start: before, end: before, text: helpers }]),
    ...(outline.filler ? [{ ...outline.filler, text: "" }] : []),
    insertion(outline.fieldsAt, `${top.join("")}${topTail}`),
    insertion(outline.methodsAt, `${bottom}${outline.closing}`),
  ];
  draft.edit(
    target.file,
    edits.filter(({ start, end, text: added }) => end > start || added !== ""),
  );
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** A member as whole lines, with the target's indentation and its name for itself. */
function takenFrom(text: string, { target, other, outline }: TargetRequest, home: DefinitionOutline, newline: string) {
  return (part: MemberPart): string => {
    const lead = text.slice(lineStart(text, part.whole.start), part.whole.start);
    const start = isBlank(lead) ? lineStart(text, part.whole.start) : part.whole.start;
    const lines: string[] = [];
    for (let at = start; at < part.whole.end; at = nextLine(text, at)) {
      const line = text.slice(at, Math.min(lineEnd(text, at), part.whole.end));
      const isFrozen = part.strings.some((string) => string.start < at && at < string.end);
      lines.push(isFrozen ? line : reindented(line, outline.indent, home.indent, at === start));
    }
    const whole = lines.join(newline);
    return target.name === other.name ? whole : whole.replaceAll(wordOf(other.name), target.name);
  };
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`, "g");
}

function reindented(line: string, from: string, to: string, isFirst: boolean): string {
  if (isBlank(line)) return "";
  if (line.startsWith(from)) return to + line.slice(from.length);
  return isFirst ? to + line.trimStart() : line;
}

function helperText(
  project: Project,
  other: Definition,
  helpers: readonly Statement[],
  gap: number,
  newline: string,
): string {
  const text = project.textOf(other.file);
  const written = helpers.map(({ whole }) => text.slice(whole.start, whole.end).replace(/(?:\r?\n)+$/, ""));
  const pieces = written.map((each, index) => {
    const next = written[index + 1];
    const isClose = next !== undefined && [each, next].every((one) => !one.includes("\n"));
    return `${each}${newline.repeat(isClose ? 1 : gap + 1)}`;
  });
  return pieces.join("");
}

/** A word that was a global where it came from, and is a name of the target's module. */
function capturedNames(
  project: Project,
  draft: Draft,
  { target, other, united, needs }: TargetRequest,
): readonly string[] {
  const facts = draft.facts(target.file);
  const old = project.program.facts(other.file);
  const text = draft.text(target.file);
  const outline = project.language(target.file).mover.outline(target.file, text, target.name);
  if (outline === undefined || old === undefined)
    return [`${target.file} cannot be parsed after the members are added`];
  const keys = new Set(united.map(({ key }) => key));
  const arrived: Range[] = outline.members.filter(({ key }) => keys.has(key)).map(({ range }) => range);
  const known = new Set([target.name, ...needs.imports.map(({ local }) => local.split(".")[0] ?? local)]);
  return facts.bindings
    .filter((binding) => binding.topLevel && !known.has(binding.name) && topBinding(old, binding.name) === undefined)
    .filter((binding) => binding.references.some((one) => arrived.some((range) => contains(range, one))))
    .map(({ name }) => `\`${name}\` is a name in ${target.file}, but not in ${other.file}`);
}
