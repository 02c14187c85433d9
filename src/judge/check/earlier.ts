/** Checks an earlier state of a project with the configuration of the later one, so that both can be compared. */

import type { GitState } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import { Fault } from "../../read/config/fault.js";
import { type CheckRequest, type CheckResult, check } from "./check.js";
import type { Findings } from "./compare.js";

export type Earlier =
  | { readonly kind: "judged"; readonly report: Findings }
  /** Neither by the later configuration nor by its own. */
  | { readonly kind: "unjudged"; readonly reason: string };

/**
 * Where the later configuration faults, because it names what came later, the state is judged by its own.
 *
 * @param request that of the later check; which paths and packages it asked for makes no difference to what was there
 */
export async function checkEarlier(
  world: World,
  state: GitState,
  { paths: _, projects: __, ...request }: CheckRequest,
  { analysis: { gathered, loaded } }: CheckResult,
): Promise<Earlier> {
  const earlier = { ...world, files: await world.git.snapshot(state) };
  let reason = "";
  for (const configuration of [{ loaded }, {}]) {
    try {
      const { report } = await check(earlier, { ...request, known: gathered, ...configuration });
      return { kind: "judged", report };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (error.rows.some(({ code }) => code === "empty-project")) return NOTHING;
      reason = error.rows.map(({ what }) => what).join("; ");
    }
  }
  return { kind: "unjudged", reason };
}

/** A state without any source had no findings. */
const NOTHING: Earlier = { kind: "judged", report: { diagnostics: [], suppressed: [], known: [], problems: [] } };
