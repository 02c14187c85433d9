/** The second proof: the finding of a fix is gone, and there is no new finding without a fix. */
import type { Diagnostic } from "../../../base/diagnostics/diagnostic.js";
import { sinceStart } from "../batch.js";
import { placeKey } from "../edit-history.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Proof, Texts } from "../proof.js";

/** Each test is a whole check, and few fixes cause a finding. */
const MOST_TESTS = 24;

export interface FindingsRequest {
  /** The findings of the project with these files changed from the originals. */
  readonly diagnose: (changed: Texts) => Promise<readonly Diagnostic[]>;
  /** Its fix is wanted as well, so that the next round applies it. */
  readonly isFixed: (diagnostic: Diagnostic) => boolean;
}

export function findingsProof({ diagnose, isFixed: isMended }: FindingsRequest): Proof {
  return async (batch) => {
    const { groups } = batch;
    const known = new Set((await diagnose(sinceStart(batch, []))).map((each) => placeKey(each, each.span.start)));
    const found = async (some: readonly Group[]): Promise<readonly Found[]> => {
      const origin = batch.sourceMap(some);
      return (await diagnose(sinceStart(batch, some))).map((diagnostic) => {
        const start = origin(diagnostic.span);
        return { diagnostic, start, identity: placeKey(diagnostic, start) };
      });
    };
    const after = await found(groups);
    const left = new Set(after.map(({ identity }) => identity));
    const vain = groups.filter(({ finding }) => left.has(placeKey(finding, finding.span.start)));
    if (vain.length > 0) return vain.map((group) => ({ group, reason: inVain(group) }));
    const isNew = ({ diagnostic, identity }: Found): boolean => !known.has(identity) && !isMended(diagnostic);
    const fresh = after.filter(isNew);
    const suspects = suspectsOf(groups, fresh);
    if (suspects.length === 0) return [];
    const passes = async (some: readonly Group[]): Promise<boolean> => !(await found(some)).some(isNew);
    const kept = suspects.length === 1 ? [] : (await isolate(suspects, passes, { mostTests: MOST_TESTS })).kept;
    return suspects.filter((group) => !kept.includes(group)).map((group) => ({ group, reason: brought(fresh, group) }));
  };
}

interface Found {
  readonly diagnostic: Diagnostic;
  /** Its offset before the round. */
  readonly start: number;
  readonly identity: string;
}

/** The groups that edit the file of a new finding; all of them if the file of one is not edited. */
function suspectsOf(groups: readonly Group[], fresh: readonly Found[]): readonly Group[] {
  const files = new Set(fresh.map(({ diagnostic }) => diagnostic.span.file));
  const edited = new Set(groups.flatMap(({ fix }) => fix.edits.map(({ file }) => file)));
  if ([...files].some((file) => !edited.has(file))) return groups;
  return groups.filter(({ fix }) => fix.edits.some(({ file }) => files.has(file)));
}

function inVain({ finding }: Group): string {
  return `it was applied, and \`${finding.rule}\` reports the same place again`;
}

/** Of several new findings, the one nearest to what the group edits. */
function brought(fresh: readonly Found[], { finding: { span } }: Group): string {
  const inFile = fresh.filter(({ diagnostic }) => diagnostic.span.file === span.file);
  const distance = ({ start }: Found): number => Math.abs(start - span.start);
  const [nearest] = [...inFile].sort((a, b) => distance(a) - distance(b));
  const { diagnostic } = nearest ?? fresh[0] ?? {};
  if (diagnostic === undefined) return "it would cause a new finding";
  const { rule, message } = diagnostic;
  return `it would cause a new finding, \`${rule}\` in ${diagnostic.span.file}: ${message}`;
}
