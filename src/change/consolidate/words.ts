/** Reports the comments of a removed definition that the kept one lacks, so that they are not lost silently. */
import type { DefinitionOutline, MemberPart } from "../../read/languages/mover.js";
import type { Definition } from "./consolidation.js";
import type { Project } from "./project.js";

export interface SpokenSide {
  readonly definition: Definition;
  readonly outline: DefinitionOutline;
}

/** @returns a note for the definition itself, and one for each member that both have */
export function lostWords(project: Project, own: SpokenSide, other: SpokenSide): readonly string[] {
  const [ownText, otherText] = [own, other].map(({ definition }) => project.textOf(definition.file));
  if (ownText === undefined || otherText === undefined) return [];
  const { name, file } = other.definition;
  const note = (what: string, kept: string, gone: string): readonly string[] =>
    saysMore(kept, gone) ? [`what ${file} says of ${what} is dropped: ${gone}`] : [];
  const members = other.outline.members.filter(({ role }) => role !== "documentation");
  const twins = members.flatMap((member) => {
    const twin = own.outline.members.find(({ key }) => key === member.key);
    return twin === undefined ? [] : [{ member, twin }];
  });
  // Where the one that stays has no docstring, that of the other one comes with its members.
  const docstrings = documentationOf(own.outline).length > 0 ? documentationOf(other.outline) : [];
  const kept = spokenOf(ownText, own.outline, documentationOf(own.outline));
  return [
    ...note(`\`${name}\``, kept, spokenOf(otherText, other.outline, docstrings)),
    ...twins.flatMap(({ member, twin }) =>
      note(`\`${name}.${member.name}\``, commentOf(ownText, twin), commentOf(otherText, member)),
    ),
  ];
}

function documentationOf({ members }: DefinitionOutline): readonly MemberPart[] {
  return members.filter(({ role }) => role === "documentation");
}

function spokenOf(text: string, { statement }: DefinitionOutline, docstrings: readonly MemberPart[]): string {
  return [commentOf(text, statement), ...docstrings.map(({ range }) => plain(text.slice(range.start, range.end)))]
    .filter((part) => part !== "")
    .join(" ");
}

/** The comments above, on one line and without their marks. */
function commentOf(text: string, { whole, range }: Pick<MemberPart, "whole" | "range">): string {
  return plain(text.slice(whole.start, range.start));
}

const MARKS = /^[ \t]*(?:\/\*+|\*+\/|\*+|\/{2,}|#+|[rRuU]?(?:"""|'''))|(?:\*+\/|"""|''')[ \t]*$/gm;

function plain(comment: string): string {
  return comment.replace(MARKS, "").replace(MARKS, "").replace(/\s+/g, " ").trim();
}

/** Words that stand in the one and not in the other; case and marks say nothing. */
function saysMore(kept: string, gone: string): boolean {
  const known = new Set(wordsOf(kept));
  return wordsOf(gone).some((word) => !known.has(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
