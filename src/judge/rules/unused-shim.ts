/** A shim, a deprecated member that wraps the accessor, without callers. */

import { contains, spanOf } from "../../base/text/span.js";
import type { FileFacts, Member, Site } from "../../read/facts/facts.js";
import { alternatives, isSameDefinition } from "../../read/program/values.js";
import { accessorName, type Database, type Manager } from "../databases/source.js";
import type { Finding, Rule, RuleContext, WordMention } from "./rule.js";
import { isStandIn } from "./stand-ins.js";

export const unusedShim: Rule = {
  id: "unused-shim",
  summary: "a deprecated member that wraps the accessor and has no callers left",
  severity: "warning",
  severityWhenAssumed: "warning",
  fix: "none",
  followUp: true,
  *check(subject) {
    const seen = new Set<string>();
    for (const source of subject.sources) {
      for (const manager of source.managers) {
        const key = `${manager.file} ${manager.index}`;
        if (manager.kind !== "class" || seen.has(key)) continue;
        seen.add(key);
        for (const member of standIns(subject, source, manager)) yield* report(subject, source, manager, member);
      }
    }
  },
};

function standIns({ program }: RuleContext, { accessor }: Database, manager: Manager): readonly Member[] {
  const members = program.facts(manager.file)?.classes[manager.index]?.members ?? [];
  return accessor === undefined ? [] : members.filter((member) => isStandIn(program, accessor, manager, member));
}

function* report(
  subject: RuleContext,
  source: Database,
  manager: Manager,
  { name, nameRange }: Member,
): Iterable<Finding> {
  const isCalled = subject.accesses.some((access) => {
    if (access.kind !== "manager" || access.name !== name) return false;
    return isSameDefinition(access.manager, manager);
  });
  if (isCalled) return;
  const uses = subject.mentions(name).map((mention) => ({ mention, use: useOf(subject, manager, mention) }));
  if (uses.some(({ use }) => use === "call")) return;
  const named = uses.filter(({ use }) => use === "name").map(({ mention }) => placeOf(subject, mention));
  const accessor = source.accessor ? `\`${accessorName(source.accessor)}\`` : "the accessor";
  yield {
    span: spanOf(manager.file, nameRange),
    message: `\`${manager.name}.${name}\` wraps ${accessor} and has no callers left`,
    label: "0 callers left",
    notes: named.length === 0 ? [] : [{ message: `it is still mentioned in ${named.join(", ")}` }],
    help: "remove it",
    symbol: `${manager.name}.${name}`,
    source,
  };
}

function placeOf(subject: RuleContext, { file, offset }: WordMention): string {
  return `${file}:${subject.lineOf({ file, start: offset, end: offset })}`;
}

/**
 * What else names it: something else of the name; a test that replaces it by a mock; or what may be a call, where
 * nobody knows of what, or a name that is looked up at run time.
 */
function useOf(
  subject: RuleContext,
  manager: Manager,
  { file, offset, called }: WordMention,
): "other" | "name" | "call" {
  const facts = subject.program.facts(file);
  const at = { start: offset, end: offset };
  const site = facts?.sites.find(({ nameRange }) => contains(nameRange, at));
  if (facts !== undefined && isDeclared(facts, offset)) return "other";
  if (facts !== undefined && site !== undefined && isOfAnother(subject, facts, site, manager)) return "other";
  return subject.kinds.isTest(file) && !called ? "name" : "call";
}

function isDeclared({ classes, interfaces }: FileFacts, offset: number): boolean {
  return [...classes, ...interfaces].some(({ members }) => members.some(({ nameRange }) => nameRange.start === offset));
}

/** What it is asked of is wholly known, and is not the manager. */
function isOfAnother({ program }: RuleContext, { file }: FileFacts, { target }: Site, manager: Manager): boolean {
  if (target.kind !== "member") return false;
  return alternatives(program.valueOf(file, target.of)).every((part) => {
    if (part.kind === "unknown" || part.kind === "missing" || part.kind === "nothing") return false;
    if (part.kind !== "class" && part.kind !== "instance") return true;
    const lineage = [part, ...program.members.bases(part).classes];
    return !lineage.some((ref) => isSameDefinition(ref, manager));
  });
}
