/** What the comments of one file allow, rule by rule, and which of them allow nothing because of how they are written. */
import type { Comment, Stretches } from "../languages/comments.js";
import type { FilePath, Range } from "../text/span.js";
import { type Directive, type Flaw, type KnownRules, type RuleName, readDirectives } from "./directive.js";
import { pairDirectives } from "./pairs.js";
import { lineStretches, nextLineStretches } from "./scopes.js";

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
  readonly flaws: readonly Flaw[];
}

/** What a loaded language tells of its comments. */
export interface CommentReader {
  comments(file: FilePath, text: string): readonly Comment[];
  readonly stretches: Stretches;
}

export function readPermissions(file: FilePath, text: string, reader: CommentReader, known: KnownRules): Permissions {
  const comments = reader.comments(file, text);
  const directives = comments.flatMap((comment) => readDirectives(text, comment, known));
  const first = reader.stretches.first(file, text);
  const misplaced = (each: Directive): readonly Flaw[] =>
    each.kind === "file" && each.flaws.length === 0 && each.start >= first ? [tooLate(each)] : [];
  const pairs = pairDirectives(directives.filter(({ kind }) => kind === "start" || kind === "end"));
  const malformed = directives
    .map((directive) => ({
      directive,
      flaws: [...directive.flaws, ...misplaced(directive), ...(pairs.flaws.get(directive) ?? [])],
    }))
    .filter(({ flaws }) => flaws.length > 0);
  const isSound = (directive: Directive): boolean => !malformed.some((each) => each.directive === directive);
  const stretchesOf = (directive: Directive): readonly Range[] => {
    const place = { file, text, directive, comments, stretches: reader.stretches };
    if (directive.kind === "file") return [{ start: 0, end: text.length }];
    return directive.kind === "line" ? lineStretches(place) : nextLineStretches(place);
  };
  const alone = directives.filter(({ kind }) => kind === "next-line" || kind === "line" || kind === "file");
  return {
    file,
    text,
    given: [
      ...alone.filter(isSound).flatMap((directive) => {
        const covers = stretchesOf(directive);
        return directive.rules.map((rule) => ({ directive, rule, covers }));
      }),
      ...pairs.permissions.filter(({ directive, end }) => isSound(directive) && isSound(end)),
    ],
    malformed,
  };
}

function tooLate({ start, end }: Directive): Flaw {
  return {
    start,
    end,
    message: "`db-ssot-ignore-file` stands below the first statement",
    label: "too late",
    help: "put it before the first statement",
  };
}
