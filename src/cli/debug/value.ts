/** Evaluates the name or expression at a place, step by step. */
import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives } from "../../read/program/values.js";
import type { Places } from "../report/places.js";
import { termText, valueText } from "./words.js";

export interface Evaluation {
  /** What the code says: `DatabaseManager.getSession()`. */
  readonly term: string;
  /** What that is: `instance of class Session (src/db/session.ts:1:1)`. */
  readonly value: string;
  /** How this step follows from the one before: `returned in src/db/index.ts`. */
  readonly step?: string;
  /** What the value was derived from. */
  readonly from: readonly Evaluation[];
}

interface Place {
  readonly range: Range;
  readonly term: Term;
}

/** What the facts of a file say about places in it, the most telling first. */
export function placesIn(facts: FileFacts): readonly Place[] {
  return [
    ...facts.sites.flatMap((site) => sitePlaces(site)),
    ...facts.bindings.flatMap(({ nameRange, references }, id) =>
      [nameRange, ...references].map((range): Place => ({ range, term: { kind: "binding", id } })),
    ),
    ...facts.classes.flatMap(({ members }) =>
      members.map(({ nameRange, value }) => ({ range: nameRange, term: value })),
    ),
    ...facts.imports.flatMap(({ specifier, names }) =>
      names.map(({ nameRange, imported }): Place => {
        return { range: nameRange, term: { kind: "import", specifier, name: imported } };
      }),
    ),
  ];
}

/** The smallest place around the offset; of several that are equal the first. */
export function placeAt(facts: FileFacts, offset: number): Place | undefined {
  const around = placesIn(facts).filter(({ range }) => contains(range, { start: offset, end: offset }));
  const size = ({ range }: Place): number => range.end - range.start;
  return around.reduce<Place | undefined>((best, each) => (best && size(best) <= size(each) ? best : each), undefined);
}

function sitePlaces({ kind, target, nameRange, range, receiverRange, usage }: Site): readonly Place[] {
  const result: Term =
    kind === "call" || kind === "construct"
      ? { kind, of: target }
      : kind === "type"
        ? { kind: "instance", of: target }
        : target;
  const receiver = receiverRange && target.kind === "member" ? [{ range: receiverRange, term: target.of }] : [];
  const awaited: readonly Place[] = usage.awaited
    ? [{ range: usage.expression, term: { kind: "await", of: result } }]
    : [];
  return [{ range: nameRange, term: result }, ...receiver, { range, term: result }, ...awaited];
}

/** A longer chain is not read by people. */
const MOST_DEPTH = 25;

export function evaluation(program: Program, places: Places, file: FilePath, term: Term): Evaluation {
  const shown = new Set<string>();

  function explain(file: FilePath, term: Term, step: string | undefined, depth: number): Evaluation {
    const facts = program.facts(file);
    const value = program.valueOf(file, term);
    const key = `${file} ${JSON.stringify(term)}`;
    const isKnown = shown.has(key) || depth > MOST_DEPTH;
    shown.add(key);
    return {
      term: facts === undefined ? term.kind : termText(facts, term),
      value: valueText(program, places, value),
      ...(step === undefined ? {} : { step }),
      from: isKnown ? [] : derived(file, term).map((each) => explain(each.file, each.term, each.step, depth + 1)),
    };
  }

  function derived(file: FilePath, term: Term): readonly Derived[] {
    switch (term.kind) {
      case "binding":
        return ofBinding(file, term.id);
      case "import":
        return ofImport(file, term.specifier, term.name);
      case "member":
        return [{ file, term: term.of }, ...ofMember(file, term)];
      case "call":
        return [{ file, term: term.of }, ...ofCall(file, term.of)];
      case "union":
        return term.of.map((each) => ({ file, term: each }));
      default:
        return "of" in term ? [{ file, term: term.of }] : [];
    }
  }

  function ofBinding(file: FilePath, id: number): readonly Derived[] {
    const binding = program.facts(file)?.bindings[id];
    if (binding === undefined) return [];
    const place = places.name({ file, ...binding.nameRange });
    return [
      ...(binding.type === undefined ? [] : [{ file, term: binding.type, step: `annotated at ${place}` }]),
      { file, term: binding.term, step: `declared at ${place}` },
      ...binding.assigned.map((term) => ({ file, term, step: "assigned later" })),
    ];
  }

  function ofImport(file: FilePath, specifier: string, name: string): readonly Derived[] {
    const target = program.resolve(file, specifier);
    if (target.kind !== "file" || name === "*") return [];
    const origin = program.modules.origin(target.file, name) ?? { file: target.file, name };
    const exported = program
      .facts(origin.file)
      ?.exports.find((each) => each.kind === "name" && each.name === origin.name);
    if (exported?.kind !== "name") return [];
    return [
      {
        file: origin.file,
        term: exported.term,
        step: `exported at ${places.name({ file: origin.file, ...exported.range })}`,
      },
    ];
  }

  function ofMember(file: FilePath, { of, name }: Extract<Term, { kind: "member" }>): readonly Derived[] {
    const found = program.members.lookUp(program.valueOf(file, of), name, file);
    if (found.kind !== "found" || found.member === undefined) return [];
    const { member, owner } = found.member;
    const place = places.name({ file: owner.file, ...member.nameRange });
    return [{ file: owner.file, term: member.value, step: `member at ${place}` }];
  }

  function ofCall(file: FilePath, callee: Term): readonly Derived[] {
    return alternatives(program.valueOf(file, callee)).flatMap((value): readonly Derived[] => {
      const called = value.kind === "function" ? program.functionAt(value) : undefined;
      if (value.kind !== "function" || called === undefined) return [];
      const place = places.file(value.file);
      return [
        ...(called.returnType === undefined
          ? []
          : [{ file: value.file, term: called.returnType, step: `result type in ${place}` }]),
        ...called.returns.map((term) => ({ file: value.file, term, step: `returned in ${place}` })),
        ...called.yields.map((term) => ({ file: value.file, term, step: `yielded in ${place}` })),
      ];
    });
  }

  return explain(file, term, undefined, 0);
}

interface Derived {
  readonly file: FilePath;
  readonly term: Term;
  readonly step?: string;
}

/** One line a step, each below what it explains. */
export function evaluationText({ term, value, step, from }: Evaluation, depth = 0): string {
  const note = step === undefined ? "" : `  (${step})`;
  return `${"  ".repeat(depth)}${term}  =  ${value}${note}\n${from.map((each) => evaluationText(each, depth + 1)).join("")}`;
}
