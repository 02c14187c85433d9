/** Which findings of a check are new compared with an earlier check of the same project, by counted identities. */

import type { Diagnostic, Problem, Report } from "../../base/diagnostics/diagnostic.js";
import { identityKey } from "../../base/diagnostics/fingerprint.js";

export type Findings = Pick<Report, "diagnostics" | "suppressed" | "known" | "problems">;

/** What the earlier report does not have. Assumptions and statistics stay those of the later one. */
export function newSince<Each extends Diagnostic>(before: Findings, now: Report<Each>): Report<Each> {
  const accepted: ReadonlySet<Diagnostic> = new Set(newFindings(acceptedIn(before), acceptedIn(now)));
  return {
    ...now,
    diagnostics: newFindings(before.diagnostics, now.diagnostics),
    suppressed: now.suppressed.filter(({ diagnostic }) => accepted.has(diagnostic)),
    known: now.known.filter((diagnostic) => accepted.has(diagnostic)),
    problems: newProblems(before.problems, now.problems),
  };
}

/**
 * Findings of the same file are matched first: where another file comes to have the same finding once more, it is that one
 * which is new. What is left is matched wherever it stands, since files are renamed and code moves.
 */
export function newFindings<Each extends Diagnostic>(
  before: readonly Diagnostic[],
  now: readonly Each[],
): readonly Each[] {
  const kept = matched<Diagnostic>(
    before,
    now,
    ({ span, ...diagnostic }) => `${span.file}\n${identityKey(diagnostic)}`,
  );
  const [beforeElsewhere, nowElsewhere] = [before, now].map((all) => all.filter((each) => !kept.has(each)));
  const moved = matched(beforeElsewhere ?? [], nowElsewhere ?? [], identityKey);
  return now.filter((each) => !kept.has(each) && !moved.has(each));
}

/** Those of both sides that have a partner of the same key on the other one. */
function matched<Each>(
  before: readonly Each[],
  now: readonly Each[],
  keyOf: (each: Each) => string,
): ReadonlySet<Each> {
  const waiting = new Map<string, Each[]>();
  for (const each of before) waiting.set(keyOf(each), [...(waiting.get(keyOf(each)) ?? []), each]);
  const found = new Set<Each>();
  for (const each of now) {
    const partner = waiting.get(keyOf(each))?.shift();
    if (partner !== undefined) found.add(each).add(partner);
  }
  return found;
}

/** A comment in the place of an entry, or the other way round, accepts nothing that was not accepted before. */
function acceptedIn({ suppressed, known }: Findings): readonly Diagnostic[] {
  return [...suppressed.map(({ diagnostic }) => diagnostic), ...known];
}

function newProblems(before: readonly Problem[], now: readonly Problem[]): readonly Problem[] {
  const keyOf = ({ kind, file, message }: Problem): string => `${kind}\n${file}\n${message}`;
  const earlier = new Set(before.map(keyOf));
  return now.filter((problem) => !earlier.has(keyOf(problem)));
}
