/** Findings about suppressions: unused ones, and malformed ones. */
import type { Note } from "../../base/diagnostics/diagnostic.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import { type FilePath, type Span, spanOf } from "../../base/text/span.js";
import type { Directive, RuleName } from "./directive.js";
import type { Malformed, Permission, Permissions } from "./permissions.js";
import { removeRules } from "./removal.js";

/** A diagnostic before its severity is decided. */
export interface SuppressionFinding {
  readonly rule: "unused-suppression" | "malformed-suppression";
  readonly span: Span;
  readonly message: string;
  readonly label: string;
  readonly notes: readonly Note[];
  readonly help?: string;
  /** The rules that the comment names, of which it is told. */
  readonly symbol: string;
  /** Those rules, and those that were meant. */
  readonly about: readonly string[];
  readonly fix?: Fix;
}

export interface Judging {
  readonly used: ReadonlySet<Permission>;
  /** Whether a rule was asked of a file; of what was not nothing is said. */
  readonly ran: (rule: string, file: FilePath) => boolean;
}

/** One for each comment. */
export function findUnused({ file, text, given }: Permissions, { used, ran }: Judging): readonly SuppressionFinding[] {
  const unused = new Map<Directive, readonly Permission[]>();
  for (const permission of given) {
    if (used.has(permission) || !ran(permission.rule.id, file)) continue;
    unused.set(permission.directive, [...(unused.get(permission.directive) ?? []), permission]);
  }
  return [...unused].map(([directive, permissions]) => reportUnused(file, text, directive, permissions));
}

function reportUnused(
  file: FilePath,
  text: string,
  directive: Directive,
  permissions: readonly Permission[],
): SuppressionFinding {
  const rules = permissions.map(({ rule }) => rule);
  const isWhole = rules.length === directive.rules.length;
  const [first = directive] = rules;
  const names = listed(rules);
  const isMany = rules.length > 1;
  return {
    rule: "unused-suppression",
    span: spanOf(file, isWhole ? directive : first),
    message: `${names} ${isMany ? "are" : "is"} allowed here, and ${isMany ? "find" : "finds"} nothing`,
    label: "allows nothing",
    notes: standsAlone(text, directive)
      ? [
          {
            message: "it is on its own line and applies to that line; `db-ssot-ignore-next-line` applies to the next",
          },
        ]
      : [],
    symbol: rules.map(({ id }) => id).join(", "),
    about: rules.map(({ id }) => id),
    fix: {
      title: isWhole ? "remove the comment" : `remove ${names} from the comment`,
      applicability: "safe",
      edits: removals(file, text, directive, permissions),
    },
  };
}

/** Its rules go, and those of the comments that end it. */
function removals(
  file: FilePath,
  text: string,
  directive: Directive,
  permissions: readonly Permission[],
): readonly Edit[] {
  const rules = permissions.map(({ rule }) => rule);
  const ends = [...new Set(permissions.flatMap(({ end }) => end ?? []))].filter(
    ({ rules: named }) => named.length > 0 || rules.length === directive.rules.length,
  );
  const own = removeRules(text, directive, rules);
  const others = ends.map((end) =>
    removeRules(
      text,
      end,
      permissions.filter((each) => each.end === end).map(({ rule }) => rule),
    ),
  );
  return [own, ...others].map((edit) => ({ file, ...edit }));
}

function standsAlone(text: string, { kind, start }: Directive): boolean {
  return kind === "line" && /(?:^|[\r\n])[ \t]*$/.test(text.slice(0, start));
}

/** One for each comment, with all that is wrong with it. */
export function findMalformed({ file, malformed }: Permissions): readonly SuppressionFinding[] {
  return malformed.map((each) => reportMalformed(file, each));
}

function reportMalformed(file: FilePath, { directive, flaws }: Malformed): SuppressionFinding {
  const [first, ...others] = flaws;
  if (first === undefined) throw new Error("a malformed suppression has no flaw");
  const fixes = flaws.flatMap(({ fix }) => fix ?? []);
  return {
    rule: "malformed-suppression",
    span: spanOf(file, first),
    message: first.message,
    label: first.label,
    notes: [
      ...others.map((flaw) => ({ message: flaw.message, span: spanOf(file, flaw) })),
      { message: "a malformed comment allows nothing" },
    ],
    help: [...new Set(flaws.map(({ help }) => help))].join("; "),
    symbol: directive.rules.map(({ id }) => id).join(", "),
    about: [...directive.rules.map(({ id }) => id), ...fixes.map(({ text }) => text)],
    ...(fixes.length === 0 || fixes.length < flaws.length ? {} : { fix: suggestion(file, fixes) }),
  };
}

function suggestion(file: FilePath, fixes: readonly Omit<Edit, "file">[]): Fix {
  return {
    title: `write ${fixes.map(({ text }) => `\`${text}\``).join(" and ")}`,
    applicability: "suggestion",
    edits: fixes.map((edit) => ({ file, ...edit })),
    reason: "only its author knows which finding was meant",
  };
}

function listed(rules: readonly RuleName[]): string {
  return rules.map(({ id }) => `\`${id}\``).join(rules.length === 2 ? " and " : ", ");
}
