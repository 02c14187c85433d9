/** What a finding says is not there, and the definition or module that lacks it. */
import { compareSpans, type FilePath, type Span } from "../../base/text/span.js";
import type { Side } from "../../read/facts/terms.js";
import type { CheckResult, FixableDiagnostic } from "../check/check.js";
import type { ManagerAccess } from "../databases/accesses.js";
import type { RuleContext } from "../rules/rule.js";

export interface WhySubject {
  /** The finding that is explained. */
  readonly finding: FixableDiagnostic;
  /** What is missing: `getAsyncSession`. */
  readonly name: string;
  readonly owner: Owner;
  /** All places that use it, in the program and in tests, with that of the finding. */
  readonly callers: readonly FixableDiagnostic[];
  /** Mocks that put it there, so that tests pass. */
  readonly mocks: readonly FixableDiagnostic[];
}

export type Owner =
  /** A class, an interface or an object, with the classes that it extends. */
  | {
      readonly kind: "member";
      readonly of: string;
      readonly file: FilePath;
      readonly span: Span;
      /** The side of the class that is asked; absent for what has but one. */
      readonly side?: Side;
      readonly bases: readonly Base[];
    }
  | { readonly kind: "export"; readonly file: FilePath }
  /** No file at any of these paths. */
  | { readonly kind: "module"; readonly specifier: string; readonly tried: readonly FilePath[] };

export interface Base {
  readonly name: string;
  readonly file: FilePath;
}

/** Rules whose findings say that something is not there. */
export const EXPLAINED = ["missing-member", "missing-export", "stale-mock"];

export function findingsIn({ report }: CheckResult): readonly FixableDiagnostic[] {
  return [...report.diagnostics, ...report.known, ...report.suppressed.map(({ diagnostic }) => diagnostic)].sort(
    (a, b) => compareSpans(a.span, b.span),
  );
}

/** @returns `undefined` where the finding is about something else, or what it misses is not known */
export function subjectOf(checked: CheckResult, finding: FixableDiagnostic): WhySubject | undefined {
  if (!EXPLAINED.includes(finding.rule)) return undefined;
  const same = findingsIn(checked).filter(({ symbol, rule }) => symbol === finding.symbol && EXPLAINED.includes(rule));
  const callers = same.filter(({ rule }) => rule !== "stale-mock");
  const asked = finding.rule === "stale-mock" ? (callers[0] ?? finding) : finding;
  const owner = ownerOf(checked.analysis.subject, asked);
  if (owner === undefined) return undefined;
  return { finding, ...owner, callers, mocks: same.filter(({ rule }) => rule === "stale-mock") };
}

type Owned = Pick<WhySubject, "name" | "owner">;

function ownerOf(context: RuleContext, { span, symbol, rule }: FixableDiagnostic): Owned | undefined {
  const access = context.accesses.find(({ file, site }) => file === span.file && site.nameRange.start === span.start);
  if (rule === "missing-member" && access?.kind === "manager") {
    return memberOwner(context, access.manager, access.name, access.manager.kind === "class" ? access.side : undefined);
  }
  if (rule === "stale-mock") return mockedOwner(context, symbol);
  const [file, name] = splitSymbol(symbol);
  if (name !== undefined) return { name, owner: { kind: "export", file } };
  const target = context.program.resolve(span.file, symbol);
  if (target.kind !== "missing") return undefined;
  return { name: symbol, owner: { kind: "module", specifier: symbol, tried: target.tried } };
}

function memberOwner({ program }: RuleContext, manager: ManagerAccess["manager"], name: string, side?: Side): Owned {
  const bases = manager.kind === "class" ? program.members.bases(manager).classes : [];
  return {
    name,
    owner: {
      kind: "member",
      of: manager.name,
      file: manager.file,
      span: manager.span,
      side,
      bases: bases.flatMap(({ file, index }) => {
        const base = program.facts(file)?.classes[index];
        return base === undefined ? [] : [{ name: base.name, file }];
      }),
    },
  };
}

/** `DatabaseManager.getSession` of a mock, or `src/db/index.ts#getDb`; nothing where several managers have the name. */
function mockedOwner(context: RuleContext, symbol: string): Owned | undefined {
  const [file, exported] = splitSymbol(symbol);
  if (exported !== undefined) return { name: exported, owner: { kind: "export", file } };
  const end = symbol.lastIndexOf(".");
  const [manager, ...others] = context.sources
    .flatMap(({ managers }) => managers)
    .filter(({ name }) => name === symbol.slice(0, end));
  return manager === undefined || others.length > 0 ? undefined : memberOwner(context, manager, symbol.slice(end + 1));
}

function splitSymbol(symbol: string): readonly [FilePath, string | undefined] {
  const at = symbol.lastIndexOf("#");
  return at < 0 ? [symbol, undefined] : [symbol.slice(0, at), symbol.slice(at + 1)];
}
