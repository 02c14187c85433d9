/** The findings that a branch adds, in all files, since its merge base with a revision. */
import type { World } from "../../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "./check.js";
import { newSince } from "./compare.js";
import { checkEarlier } from "./earlier.js";
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
  if (isEmpty(now.report)) return now;
  const earlier = await checkEarlier(world, { kind: "revision", name: base }, request, judgedNow(now));
  const { report } = now;
  if (earlier.kind === "judged") return { ...now, report: newSince(earlier.report, report) };
  const remark = `all findings count as new, because the state at \`${revision}\` could not be judged: ${earlier.reason}`;
  return { ...now, report: { ...report, assumptions: [remark, ...report.assumptions] } };
}
