/** The suppressions in the comments of one file, rule by rule, and the malformed ones. */

import type { FilePath, Range } from "../../base/text/span.js";
import type { Comment, CommentRanges } from "../../read/languages/comments.js";
import { type Directive, type DirectiveFlaw, type KnownRules, type RuleName, readDirectives } from "./directive.js";
import { pairDirectives } from "./pairs.js";
import { type DirectivePlace, lineRanges, nextLineRanges } from "./scopes.js";

/** One rule of one comment. */
export interface Permission {
  readonly directive: Directive;
  readonly rule: RuleName;
  /** Where findings are allowed. */
  readonly covers: readonly Range[];
  /** The comment that ends it. */
  readonly end?: Directive;
}

export interface Permissions {
  readonly file: FilePath;
  readonly text: string;
  readonly given: readonly Permission[];
  readonly malformed: readonly Malformed[];
}

export interface Malformed {
  readonly directive: Directive;
  /** At least one. */
  readonly flaws: readonly DirectiveFlaw[];
}

/** What a loaded language tells of its comments. */
export interface CommentReader {
  comments(file: FilePath, text: string): readonly Comment[];
  readonly commentRanges: CommentRanges;
}

export function readPermissions(file: FilePath, text: string, reader: CommentReader, known: KnownRules): Permissions {
  const comments = reader.comments(file, text);
  const directives = comments.flatMap((comment) => readDirectives(text, comment, known));
  const pairs = pairDirectives(directives.filter(isOfPair));
  const first = reader.commentRanges.first(file, text);
  const flawsOf = (directive: Directive): readonly DirectiveFlaw[] => [
    ...directive.flaws,
    ...misplaced(directive, first),
    ...(pairs.flaws.get(directive) ?? []),
  ];
  const malformed = directives
    .map((directive) => ({ directive, flaws: flawsOf(directive) }))
    .filter(({ flaws }) => flaws.length > 0);
  const flawed = new Set(malformed.map(({ directive }) => directive));
  const alone = directives.filter((directive) => !isOfPair(directive) && !flawed.has(directive));
  const paired = pairs.permissions.filter(({ directive, end }) => !flawed.has(directive) && !flawed.has(end));
  const own = alone.flatMap((directive) => {
    const covers = coveredBy({ file, text, directive, comments, commentRanges: reader.commentRanges });
    return directive.rules.map((rule) => ({ directive, rule, covers }));
  });
  return { file, text, given: [...own, ...paired], malformed };
}

function isOfPair({ kind }: Directive): boolean {
  return kind === "start" || kind === "end";
}

function coveredBy(place: DirectivePlace): readonly Range[] {
  if (place.directive.kind === "file") return [{ start: 0, end: place.text.length }];
  return place.directive.kind === "line" ? lineRanges(place) : nextLineRanges(place);
}

function misplaced(directive: Directive, first: number): readonly DirectiveFlaw[] {
  const isLate = directive.kind === "file" && directive.flaws.length === 0 && directive.start >= first;
  return isLate ? [tooLate(directive)] : [];
}

function tooLate({ start, end }: Directive): DirectiveFlaw {
  return {
    start,
    end,
    message: "`db-ssot-ignore-file` is below the first statement",
    label: "too late",
    help: "put it before the first statement",
  };
}
