/** Pairs each `db-ssot-ignore-end` with its `db-ssot-ignore-start`: by rule, the innermost first. */
import type { Range } from "../../base/text/span.js";
import type { Directive, DirectiveFlaw, RuleName } from "./directive.js";

export interface Pairs {
  readonly permissions: readonly Paired[];
  readonly flaws: ReadonlyMap<Directive, readonly DirectiveFlaw[]>;
}

interface Paired {
  readonly directive: Directive;
  readonly rule: RuleName;
  readonly covers: readonly Range[];
  readonly end: Directive;
}

/** A `start` whose rules are not all ended yet. */
interface Open {
  readonly directive: Directive;
  rules: readonly RuleName[];
}

/** @param directives  in the order of the text; one with a flaw of its own still takes part, so that its partner has none */
export function pairDirectives(directives: readonly Directive[]): Pairs {
  const open: Open[] = [];
  const permissions: Paired[] = [];
  const flaws = new Map<Directive, readonly DirectiveFlaw[]>();
  const close = (entry: Open, rules: readonly RuleName[], end: Directive): void => {
    const { directive } = entry;
    const covers = [{ start: directive.end, end: end.start }];
    permissions.push(...rules.map((rule) => ({ directive, rule, covers, end })));
    entry.rules = entry.rules.filter((rule) => !rules.includes(rule));
    if (entry.rules.length === 0) open.splice(open.indexOf(entry), 1);
  };
  for (const directive of directives) {
    if (directive.kind === "start") {
      open.push({ directive, rules: directive.rules });
      continue;
    }
    // What an `end` with a flaw means to end is not known; the innermost is the best guess.
    const named = directive.flaws.length > 0 ? [] : directive.rules;
    const innermost = open.at(-1);
    if (named.length === 0 && innermost !== undefined) close(innermost, innermost.rules, directive);
    const missing = named.filter(({ id }) => !open.some(({ rules }) => rules.some((rule) => rule.id === id)));
    for (const { id } of named) {
      const entry = open.findLast(({ rules }) => rules.some((rule) => rule.id === id));
      if (entry)
        close(
          entry,
          entry.rules.filter((rule) => rule.id === id),
          directive,
        );
    }
    const isLost = named.length === 0 && innermost === undefined && directive.flaws.length === 0;
    if (isLost || missing.length > 0) flaws.set(directive, [withoutStart(directive, missing)]);
  }
  for (const { directive, rules } of open) {
    if (directive.flaws.length === 0) flaws.set(directive, [withoutEnd(directive, rules)]);
  }
  return { permissions, flaws };
}

function withoutStart({ start, end }: Directive, rules: readonly RuleName[]): DirectiveFlaw {
  const [range = { start, end }] = rules;
  return {
    start: range.start,
    end: range.end,
    message: `\`db-ssot-ignore-end\`${of(rules)} has no \`db-ssot-ignore-start\` before it`,
    label: "ends nothing",
    help: "remove it, or put the start before it",
  };
}

function withoutEnd({ start, end }: Directive, rules: readonly RuleName[]): DirectiveFlaw {
  return {
    start,
    end,
    message: `\`db-ssot-ignore-start\`${of(rules)} has no \`db-ssot-ignore-end\` after it`,
    label: "never ends",
    help: "add `db-ssot-ignore-end` at the end of the range, or use `db-ssot-ignore-file`",
  };
}

function of(rules: readonly RuleName[]): string {
  return rules.length === 0 ? "" : ` of ${rules.map(({ id }) => `\`${id}\``).join(", ")}`;
}
