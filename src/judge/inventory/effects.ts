/**
 * The effects of each accessor, legacy accessor and handle-giving member of a manager, one row each, with their places.
 */

import { compareText, type FilePath, type Span } from "../../base/text/span.js";
import { accessorName, type Database, type LegacyAccessor, type Manager, managerValue } from "../databases/source.js";
import { describeWithPlaces } from "../handles/describe.js";
import { effectsOf } from "../handles/effects.js";
import { EFFECT_NAMES, type EffectName } from "../handles/words.js";
import type { RuleContext } from "../rules/rule.js";
import type { PatternKind } from "./inventory.js";

export interface EffectsRow {
  /** As one writes it: `getDb()`, `DatabaseManager.getSession()`. */
  readonly name: string;
  readonly kind: Extract<PatternKind, "accessor" | "allowed" | "legacy" | "manager">;
  readonly source: string;
  /** Where it is defined. */
  readonly place: Place;
  /** In one clause, with places, those of its own file as a line alone: `closes (:14); does not commit`. */
  readonly clause: string;
  readonly effects: readonly (Place & { readonly effect: string })[];
  readonly isolation: readonly (Place & { readonly level: string })[];
  /** Why not all of it is known. */
  readonly unknown: readonly (Place & { readonly reason: string })[];
  /** Where the clients are built that it stands on; absent where that is not known. */
  readonly clients?: readonly (Place & { readonly names: readonly string[] })[];
}

/** For people: a line from 1. */
export interface Place {
  readonly file: FilePath;
  readonly line: number;
}

/** The names of effects in JSON, where they differ. */
const PRINTED: Partial<Record<EffectName, string>> = {
  commitsOnError: "keeps",
  alwaysRollsBack: "discards",
  leaksOnError: "leaks",
};

/** Those of each source from its accessor to its managers. */
export function takeEffects(subject: RuleContext): readonly EffectsRow[] {
  return [...subject.sources].sort((a, b) => compareText(a.name, b.name)).flatMap((source) => rowsOf(subject, source));
}

type Definition = NonNullable<LegacyAccessor["definition"]>;

interface Entry {
  readonly name: string;
  readonly kind: EffectsRow["kind"];
  readonly span: Span;
  /** Absent for an object. */
  readonly definition?: Definition | undefined;
}

function rowsOf(subject: RuleContext, source: Database): readonly EffectsRow[] {
  const entries: readonly Entry[] = [
    ...(source.accessor
      ? [{ ...source.accessor, name: accessorName(source.accessor), kind: "accessor" as const }]
      : []),
    ...source.alsoAllowed.map((each) => ({ ...each, name: accessorName(each), kind: "allowed" as const })),
    ...source.legacy.flatMap(({ name, home, definition }) =>
      home.kind === "project" ? [{ name, definition, kind: "legacy" as const, span: home.span }] : [],
    ),
    ...source.managers.flatMap((manager) => membersOf(subject, manager)),
  ];
  return entries.map((entry) => rowOf(subject, source, entry));
}

/** ProjectWorkspaces that hand out a handle, on the class and on its instances. */
function membersOf(subject: RuleContext, manager: Manager): readonly Entry[] {
  const { file } = manager;
  const sides = manager.kind === "class" ? (["static", "instance"] as const) : (["static"] as const);
  const entries = sides.flatMap((side) => {
    const value = managerValue(manager, side);
    return subject.databaseModules.handleFactories(value).flatMap((name) => {
      const found = subject.program.members.lookUp(value, name, file);
      if (found.kind !== "found" || found.value.kind !== "function" || found.member === undefined) return [];
      // `__enter__` and `[Symbol.dispose]` are asked for by the language, not by people.
      if (/^(__|\[)/.test(name)) return [];
      const { member, owner } = found.member;
      const span = { file: owner.file, ...member.nameRange };
      return [{ name: `${manager.name}.${name}`, kind: "manager" as const, span, definition: found.value }];
    });
  });
  return [...new Map(entries.map((entry) => [`${entry.name} ${entry.span.file}:${entry.span.start}`, entry])).values()];
}

function rowOf(subject: RuleContext, source: Database, { name, kind, span, definition }: Entry): EffectsRow {
  const placeOf = (at: Span): Place => ({ file: at.file, line: subject.lineOf(at) });
  const row = { kind, source: source.name, place: placeOf(span) };
  if (definition === undefined) {
    return { ...row, name, clause: "an object without effects", effects: [], isolation: [], unknown: [] };
  }
  const found = effectsOf(subject.program, definition);
  const effects = EFFECT_NAMES.flatMap((effect) =>
    found[effect].map((at) => ({ effect: PRINTED[effect] ?? effect, ...placeOf(at) })),
  );
  const clients = found.clients?.map((at) => ({ ...placeOf(at), names: subject.databaseNames(at) }));
  return {
    ...row,
    name: `${name}()`,
    clause: describeWithPlaces(found, subject, span.file),
    effects,
    isolation: found.isolation.map((at) => ({ level: at.text, ...placeOf(at) })),
    unknown: found.unresolved.map((at) => ({ reason: at.text, ...placeOf(at) })),
    clients,
  };
}
