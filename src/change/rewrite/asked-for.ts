/**
 * What a missing member was asked for, by its name and by members of the same name, and what of it the accessor does not
 * provide. The call never ran, so nothing that it did can be lost.
 */

import { type Accessor, accessorName } from "../../judge/databases/source.js";
import { effectsDifference, lossAgainstObject } from "../../judge/handles/compare.js";
import { type Effects, effectsOf, effectsOfAccessor } from "../../judge/handles/effects.js";
import type { HandleProfile } from "../../judge/handles/profile.js";
import type { CurrentCall, Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";

type Obtain = Pick<Extract<Rewrite, { kind: "obtain" }>, "from" | "accessor" | "source">;

/** Why the accessor may not give what was asked for; `undefined` where name and namesakes ask for a plain handle. */
export function askedRisk(
  subject: RuleContext,
  { from, accessor, source }: Obtain,
  { shared }: Pick<HandleProfile, "shared">,
): string | undefined {
  if (from.kind !== "absent") return undefined;
  const its = effectsOfAccessor(subject.program, accessor);
  if (from.namesakes.length > 0) return namesakeRisk(subject, from, accessor, its);
  const name = from.path.at(-1) ?? "";
  const words = wordsOf(name);
  const place = `${accessor.span.file}:${subject.lineOf(accessor.span)}`;
  const own = [...from.path.slice(0, -1), ...accessor.path, ...source.engines, ...source.drivers].flatMap(wordsOf);
  if (words.some(isTransaction) && !keepsWork(its)) {
    const [risk] = its.unresolved;
    const commits = risk === undefined ? "does not commit" : "is not known to commit";
    return `\`${name}\` asks for a transaction; \`${accessorName(accessor)}\` ${commits} (${place})`;
  }
  const others = words.filter((word) => !isTransaction(word) && !isPlain(accessor, shared, own, word));
  if (others.length === 0) return undefined;
  return `\`${name}\` asks for \`${others.join(" ")}\`, and \`${accessorName(accessor)}\` is not known to give that (${place})`;
}

/** The accessor sees to it that what is written lasts. */
export function keepsWork({ commits, isolation }: Effects): boolean {
  return commits.length > 0 || isolation.some(({ text }) => text === "autocommit");
}

/** The author may have meant the member of that name, on the other side of the class. */
function namesakeRisk(
  subject: RuleContext,
  { path, namesakes }: Extract<CurrentCall, { kind: "absent" }>,
  accessor: Accessor,
  its: Effects,
): string | undefined {
  const compare = accessor.definition ? effectsDifference : lossAgainstObject;
  for (const definition of namesakes) {
    const difference = compare(effectsOf(subject.program, definition), its, subject);
    const name = subject.program.functionAt(definition)?.nameRange;
    const line = subject.lineOf({ file: definition.file, start: name?.start ?? 0, end: name?.end ?? 0 });
    if (difference !== undefined) return `\`${path.at(-1)}\` of ${definition.file}:${line} may be meant: ${difference}`;
  }
  return undefined;
}

/** `getDBConnection` → `get`, `db`, `connection`. */
function wordsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

function isTransaction(word: string): boolean {
  return /transaction|atomic|scope$|^(?:tx|trx|txn|begin|uow|unit|work)$/.test(word);
}

/** Says no more than that a handle is wanted, or says what this accessor is called or built on. */
function isPlain(accessor: Accessor, shared: boolean, own: readonly string[], word: string): boolean {
  if (own.some((each) => each.startsWith(word) || each.endsWith(word))) return true;
  if (word === "sync") return !accessor.async && accessor.form !== "promise";
  // What is shared is a pool or stands for one; of a pool itself no connection has to be given back.
  if (word === "pool") return shared;
  if (ITS_OWN.test(word)) return !shared;
  return PLAIN.test(word);
}

const ITS_OWN = /^(?:new|fresh|own|dedicated|separate)$/;

const PLAIN =
  /^(?:get|fetch|open|create|make|acquire|obtain|use|with|connect|checkout|provide|take|ensure|of|to|from|the|default|main|app|current|shared|async|context|dependency|dep|generator|database|db|sessions?|connections?|conn|cnx|clients?|handle|data|source|orm|sql|local)+$/;
