/** Checks an earlier state of a project with the configuration of the later one, so that both can be compared. */

import type { Report } from "../../base/diagnostics/diagnostic.js";
import type { GitState } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import { Fault } from "../../read/config/fault.js";
import type { Analysis } from "../analysis/analyse.js";
import { type CheckRequest, check } from "./check.js";
import { checkUnlessKept, type Judged } from "./kept.js";

export type Earlier =
  | {
      readonly kind: "judged";
      readonly report: Report;
      /** Whose configuration. */
      readonly by: "later" | "own";
      /** Absent where an earlier run has judged it, and where there is no source. */
      readonly analysis?: Analysis;
    }
  /** Neither by the later configuration nor by its own. */
  | { readonly kind: "unjudged"; readonly reason: string };

/** @param request that of the later check; which paths and packages it asked for makes no difference to what was there */
export async function checkEarlier(
  world: World,
  state: GitState,
  { paths: _, projects: __, ...request }: CheckRequest,
  now: Pick<Judged, "settings" | "result">,
): Promise<Earlier> {
  const earlier = { ...world, files: await world.git.snapshot(state) };
  const report = await keptReport(earlier, request, now.settings);
  if (report !== undefined) return { kind: "judged", report, by: "later" };
  return checkLikeLater(earlier, request, (await now.result()).analysis);
}

/**
 * Where the later configuration faults, because it names what came later, the state is judged by its own.
 *
 * @param earlier  the world with the files of the earlier state
 */
export async function checkLikeLater(
  earlier: World,
  request: CheckRequest,
  { loaded, gathered }: Pick<Analysis, "loaded"> & { readonly gathered?: Analysis["gathered"] | undefined },
): Promise<Earlier> {
  let reason = "";
  for (const by of ["later", "own"] as const) {
    try {
      const configuration = by === "later" ? { loaded } : {};
      const { report, analysis } = await check(earlier, { ...request, known: gathered, ...configuration });
      return { kind: "judged", report, by, analysis };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.rows.some(({ code }) => code === "empty-project"))
        return { kind: "judged", report: NOTHING_FOUND, by: "later" };
      reason = error.rows.map(({ what }) => what).join("; ");
    }
  }
  return { kind: "unjudged", reason };
}

/** Mostly, both states have the same configuration: then one kept report serves as the earlier state, and was the later one before. */
async function keptReport(earlier: World, request: CheckRequest, settings: string): Promise<Report | undefined> {
  if (request.cached === undefined) return undefined;
  try {
    const judged = await checkUnlessKept(earlier, request);
    return judged.settings === settings ? judged.report : undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return undefined;
  }
}

/** The report of a state without any source. */
export const NOTHING_FOUND: Report = {
  diagnostics: [],
  suppressed: [],
  known: [],
  problems: [],
  assumptions: [],
  statistics: {
    files: 0,
    parsed: 0,
    sites: { known: 0, unknown: 0 },
    unknownReasons: [],
    canonical: { count: 0, total: 0 },
  },
};
