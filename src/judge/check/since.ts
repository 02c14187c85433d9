/** The findings that a branch adds, in all files, since its merge base with a revision. */
import { GitError } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "./check.js";
import { newSince } from "./compare.js";
import { checkEarlier, type Earlier } from "./earlier.js";
import { judgedNow } from "./kept.js";
import { isEmpty } from "./staged.js";

/**
 * @throws {GitError} where the revision, or the place where the histories parted, is not there
 * @throws {Fault} where the configuration, a path or a rule's name is wrong
 */
export async function checkSince(world: World, revision: string, request: CheckRequest): Promise<CheckResult> {
  // Resolved first, so that a mistyped branch fails before the check.
  const base = await world.git.mergeBase(revision);
  const now = await check(world, request);
  const { report } = now;
  const earlier = await earlierIfThere(world, base, request, now);
  if (earlier === undefined) return now;
  if (earlier.kind === "judged") {
    const { statistics } = earlier.report;
    // By two configurations, the shares say nothing of each other.
    const before = earlier.by === "later" ? { before: statistics.canonical } : {};
    const canonical = { ...report.statistics.canonical, ...before };
    return { ...now, report: { ...newSince(earlier.report, report), statistics: { ...report.statistics, canonical } } };
  }
  if (isEmpty(report)) return now;
  const remark = `all findings count as new, because the state at \`${revision}\` could not be judged: ${earlier.reason}`;
  return { ...now, report: { ...report, assumptions: [remark, ...report.assumptions] } };
}

/** Where nothing is found, the earlier state serves only the trend: then nothing is amiss if its contents were not fetched. */
async function earlierIfThere(
  world: World,
  base: string,
  request: CheckRequest,
  now: CheckResult,
): Promise<Earlier | undefined> {
  try {
    return await checkEarlier(world, { kind: "revision", name: base }, request, judgedNow(now));
  } catch (error) {
    if (error instanceof GitError && isEmpty(now.report)) return undefined;
    throw error;
  }
}
