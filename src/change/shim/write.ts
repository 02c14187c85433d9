/** Writes the member into its class, or says why it cannot. */

import { applyEdits } from "../../base/edits/apply.js";
import type { Analysis } from "../../judge/analysis/analyse.js";
import { type Accessor, accessorName, type Manager } from "../../judge/databases/source.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { Side } from "../../read/facts/terms.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import type { Delegation, NameParameter, Needed } from "../../read/languages/member.js";
import { createLoadOrder } from "../rewrite/load-order.js";
import { createSpecifiers, type Importable } from "../rewrite/specifiers.js";

export interface NewMember {
  readonly manager: Manager;
  readonly name: string;
  readonly sides: readonly Side[];
  readonly accessor: Accessor;
  readonly delegation: Delegation;
  readonly parameter?: NameParameter;
}

export type WrittenMember =
  | { readonly kind: "text"; readonly before: string; readonly after: string }
  | { readonly kind: "refused"; readonly reason: string };

export function writeMember(analysis: Pick<Analysis, "gathered" | "subject">, member: NewMember): WrittenMember {
  const { gathered } = analysis;
  const { file } = member.manager;
  const text = gathered.texts.get(file);
  const facts = gathered.program.facts(file);
  const language = gathered.language(file);
  if (text === undefined || facts === undefined || language === undefined) return refused("the class was not read");
  if (facts.problems.length > 0) return refused(`${file} does not parse`);
  if (facts.clientBundle) return refused(`${file} is marked \`"use client"\`, and the accessor belongs on the server`);
  return addTo({ analysis, language, member, before: text }, { text, facts });
}

function refused(reason: string): WrittenMember {
  return { kind: "refused", reason };
}

interface Writing {
  readonly analysis: Pick<Analysis, "gathered" | "subject">;
  readonly language: LoadedLanguage;
  readonly member: NewMember;
  readonly before: string;
}

/** A file between two steps: each import changes the text, and the next step counts from the new one. */
interface Draft {
  readonly text: string;
  readonly facts: FileFacts;
}

function addTo({ analysis, language, member, before }: Writing, start: Draft): WrittenMember {
  const { accessor, manager, delegation } = member;
  const reach = reachOf(analysis, start.facts, language, accessor);
  if (reach.kind === "none") return refused(reach.reason);
  let draft = start;
  const needed: string[] = [];
  const bring = (wanted: Needed): string => {
    const imported = importInto(language, draft, manager, wanted);
    draft = imported.draft;
    return imported.local;
  };
  for (const each of language.writer.member.needs(delegation)) needed.push(bring(each));
  const root = reach.kind === "import" ? bring(reach.wanted) : reach.kind === "late" ? reach.wanted.name : reach.name;
  const place = classIn(draft.facts, manager, start.facts);
  const edits = language.writer.member.add({
    ...draft,
    class: place,
    name: member.name,
    sides: member.sides,
    delegation,
    accessor: [root, ...accessor.path.slice(1)].join("."),
    needed,
    instead: insteadOf(accessor),
    ...(member.parameter ? { parameter: member.parameter } : {}),
    ...(reach.kind === "late" ? { late: reach.wanted } : {}),
  });
  if (edits.kind === "refused") return refused(edits.reason);
  return { kind: "text", before, after: applyEdits(draft.text, edits.edits).text };
}

function insteadOf(accessor: Accessor): string {
  const call = accessor.form === "object" ? "" : "()";
  return `${accessorName(accessor)}${call} of ${accessor.module}`;
}

type Reach =
  | { readonly kind: "here"; readonly name: string }
  | { readonly kind: "import"; readonly wanted: Needed }
  /** Its module imports this one, which therefore must not import it before it is called. */
  | { readonly kind: "late"; readonly wanted: Needed }
  | Extract<Importable, { kind: "none" }>;

function reachOf(
  { subject, gathered }: Writing["analysis"],
  facts: FileFacts,
  language: LoadedLanguage,
  accessor: Accessor,
): Reach {
  if (accessor.symbol.file === facts.file) return { kind: "here", name: accessor.symbol.name };
  const wanted = createSpecifiers(subject)(facts, language, accessor);
  if (wanted.kind === "none") return wanted;
  const order = createLoadOrder(gathered);
  const isCircle = !order.loads(facts, accessor.module) && order.mayLoad(accessor.module, facts.file);
  return { kind: isCircle ? "late" : "import", wanted };
}

function importInto(
  { writer, extract }: LoadedLanguage,
  { text, facts }: Draft,
  manager: Manager,
  wanted: Needed,
): { readonly draft: Draft; readonly local: string } {
  const at = facts.classes.find(({ name }) => name === manager.name)?.range ?? { start: 0, end: 0 };
  const { edits, local } = writer.imports({ facts, text, at, wanted, replaced: [] });
  const next = applyEdits(text, edits).text;
  return { draft: { text: next, facts: extract(facts.file, next) }, local };
}

/** Imports add no class, so it keeps its place among them. */
function classIn(now: FileFacts, { index }: Manager, before: FileFacts): number {
  return now.classes.length === before.classes.length ? index : -1;
}
