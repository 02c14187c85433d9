/** Two managers for one source: of one name, with the same members, or around the same client. */

import { spanOf } from "../../base/text/span.js";
import type { Database, Manager } from "../databases/source.js";
import { accessorNote, memberNames, whatItHas } from "./describe.js";
import { interfacesOf } from "./managed.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const duplicateManager: Rule = {
  id: "duplicate-manager",
  summary: "two managers for one source: of one name, with the same members, or around the same client",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "none",
  *check(subject) {
    for (const source of subject.sources) {
      const [first, ...others] = canonicalFirst(source);
      const seen: Manager[] = first ? [first] : [];
      for (const manager of others) {
        const twin = seen.find((earlier) => likeness(subject, source, earlier, manager) !== undefined);
        if (twin) yield report(subject, source, twin, manager);
        seen.push(manager);
      }
    }
  },
};

/** The manager beside the accessor is the one to keep. */
function canonicalFirst(source: Database): readonly Manager[] {
  const home = source.accessor?.module;
  const isHome = (manager: Manager): boolean => manager.file === home || manager.file === source.accessor?.symbol.file;
  return oneForEachName(source.managers).sort(
    (a, b) =>
      Number(isHome(b)) - Number(isHome(a)) || Number(source.isInternal(b.file)) - Number(source.isInternal(a.file)),
  );
}

function likeness(subject: RuleContext, source: Database, a: Manager, b: Manager): string | undefined {
  if (a.kind !== b.kind || a.kind !== "class" || isRelated(subject, a, b)) return undefined;
  const languageOf = ({ file }: Manager) => subject.program.facts(file)?.language;
  const together = !source.assumed || subject.packageOf(a.file) === subject.packageOf(b.file);
  if (
    !together ||
    languageOf(a) !== languageOf(b) ||
    [a, b].some((each) => isDeclaredOnly(each) || isStandIn(subject, each))
  )
    return undefined;
  if (a.name === b.name) return "of that name";
  return isOneKind(subject, a, b) || !sameMembers(subject, a, b) ? undefined : "with the same members";
}

/** A name that a file defines for several circumstances means one of the classes at a time: the first stands for all. */
function oneForEachName(managers: readonly Manager[]): Manager[] {
  const firsts = new Map<string, Manager>();
  for (const manager of managers) {
    const key = `${manager.file}#${manager.name}`;
    if (!firsts.has(key)) firsts.set(key, manager);
  }
  return [...firsts.values()];
}

/** One extends the other, or both extend one that holds what they share. */
function isRelated(subject: RuleContext, a: Manager, b: Manager): boolean {
  const line = (manager: Manager): readonly string[] =>
    [manager, ...subject.program.members.bases(manager).classes].map((ref) => `${ref.file}:${ref.index}`);
  const other = new Set(line(b));
  return line(a).some((key) => other.has(key));
}

/** Strategies behind one interface have the same members on purpose. */
function isOneKind({ program }: RuleContext, a: Manager, b: Manager): boolean {
  const other = interfacesOf(program, b);
  return interfacesOf(program, a).some((each) => other.includes(each));
}

function isDeclaredOnly(manager: Manager): boolean {
  return /\.d\.[cm]?ts$/.test(manager.file);
}

/** Takes the place of the one of that name that the same file imports, where that import fails. */
function isStandIn({ program }: RuleContext, { file, name }: Manager): boolean {
  const imports = program.facts(file)?.imports ?? [];
  return imports.some(({ kind, names }) => kind !== "reexport" && names.some(({ local }) => local === name));
}

const FEWEST_MEMBERS = 4;

function sameMembers(subject: RuleContext, a: Manager, b: Manager): boolean {
  const [own, other] = [a, b].map((manager) => new Set(allNames(subject, manager)));
  if (own === undefined || other === undefined || own.size < FEWEST_MEMBERS || own.size !== other.size) return false;
  return [...own].every((name) => other.has(name));
}

function allNames(subject: RuleContext, { file, index }: Manager): readonly string[] {
  return [
    ...memberNames(subject, { kind: "class", file, index }),
    ...memberNames(subject, { kind: "instance", file, index }),
  ];
}

function report(subject: RuleContext, source: Database, first: Manager, second: Manager): Finding {
  const how = likeness(subject, source, first, second) ?? "";
  return {
    span: spanOf(second.file, second.span),
    message:
      first.name === second.name
        ? `\`${second.name}\` is defined twice`
        : `\`${second.name}\` and \`${first.name}\` are the same manager twice`,
    label: `a second manager ${how}`,
    notes: [whatItHas(subject, first), whatItHas(subject, second), ...accessorNote(subject, source)],
    help: isSideBySide(subject, first, second) ? SIDE_BY_SIDE : merging(first),
    symbol: second.name,
    source,
    ...(first.detected || second.detected ? { atMost: "warning" as const } : {}),
  };
}

function merging({ file }: Manager): string {
  return `keep the one in ${file}: move missing members and all callers there, then delete this one`;
}

const SIDE_BY_SIDE =
  "one of them is asynchronous, the other is not: if code needs both, give them different names, so that an import says which";

/** Code awaits most of what one does, and nothing of what the other does. */
function isSideBySide(subject: RuleContext, a: Manager, b: Manager): boolean {
  const [most, least] = [asyncShare(subject, a), asyncShare(subject, b)].sort((one, other) => other - one);
  return most !== undefined && most > 0.5 && least === 0;
}

function asyncShare({ program }: RuleContext, { file, index }: Manager): number {
  const facts = program.facts(file);
  const methods = (facts?.classes[index]?.members ?? []).flatMap(({ kind, visibility, name, value }) =>
    kind === "method" && visibility === "public" && !name.startsWith("__") && value.kind === "function"
      ? (facts?.functions[value.index] ?? [])
      : [],
  );
  // Of few methods nothing follows.
  return methods.length < 3 ? Number.NaN : methods.filter(({ async }) => async).length / methods.length;
}
