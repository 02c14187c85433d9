/** Applies suppressions to findings: which findings remain, which are suppressed, and which suppressions are used. */
import type { Diagnostic, Note, Suppressed } from "../../base/diagnostics/diagnostic.js";
import { type FilePath, type Range, spanOf } from "../../base/text/span.js";
import type { Permission, Permissions } from "./permissions.js";

export interface Applied<Each extends Diagnostic> {
  /** What no comment allows, and what one has allowed until it expired, with a note of it. */
  readonly diagnostics: readonly Each[];
  readonly suppressed: readonly Suppressed<Each>[];
  readonly used: ReadonlySet<Permission>;
}

/** @param today asked only where a permission ends on a day: `2027-03-01` */
export function applyPermissions<Each extends Diagnostic>(
  diagnostics: readonly Each[],
  permissions: readonly Permissions[],
  today: () => string,
): Applied<Each> {
  const byFile = new Map(permissions.map(({ file, given }) => [file, given]));
  const kept: Each[] = [];
  const suppressed: Suppressed<Each>[] = [];
  const used = new Set<Permission>();
  for (const diagnostic of diagnostics) {
    const permission = findPermission(diagnostic, byFile.get(diagnostic.span.file) ?? [], today);
    if (permission === undefined) {
      kept.push(diagnostic);
      continue;
    }
    used.add(permission);
    if (isExpired(permission, today))
      kept.push({ ...diagnostic, notes: [...diagnostic.notes, expiry(diagnostic, permission)] });
    else suppressed.push({ diagnostic, suppression: suppressionOf(diagnostic.span.file, permission) });
  }
  return { diagnostics: kept, suppressed, used };
}

/** Of several the one that holds for least: what holds for a whole file is still there for the others. */
function findPermission(
  { rule, span }: Diagnostic,
  given: readonly Permission[],
  today: () => string,
): Permission | undefined {
  const isWithin = ({ start, end }: Range): boolean => start <= span.start && span.start < end;
  const fitting = given.filter((each) => each.rule.id === rule && each.covers.some(isWithin));
  const isLate = (each: Permission): number => (isExpired(each, today) ? 1 : 0);
  return fitting.sort((a, b) => isLate(a) - isLate(b) || extent(a) - extent(b))[0];
}

function extent({ covers }: Permission): number {
  return covers.reduce((sum, { start, end }) => sum + end - start, 0);
}

function isExpired({ directive: { reason } }: Permission, today: () => string): boolean {
  return reason.until !== undefined && reason.until < today();
}

function suppressionOf(file: FilePath, { directive }: Permission): Suppressed["suppression"] {
  const { text, until, owner } = directive.reason;
  return {
    span: spanOf(file, directive),
    reason: text,
    until,
    owner,
  };
}

function expiry({ span }: Diagnostic, { directive }: Permission): Note {
  const { text, until = "", owner } = directive.reason;
  const whose = owner === undefined ? "" : `, owner ${owner}`;
  return { message: `it was allowed until ${until} (${text}${whose})`, span: spanOf(span.file, directive) };
}
