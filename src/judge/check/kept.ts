/** Checks a whole state of the project, unless an earlier run did and nothing that it read has changed. */
import type { Report } from "../../base/diagnostics/diagnostic.js";
import { compareText } from "../../base/text/span.js";
import { type Asked, unlessUnchanged } from "../../base/world/unchanged.js";
import type { World } from "../../base/world/world.js";
import type { Analysis } from "../analysis/analyse.js";
import { answersAlike } from "../gather/texts.js";
import { type CheckRequest, type CheckResult, check } from "./check.js";

export interface Judged {
  readonly report: CheckResult["report"];
  /** The configuration that it was judged by, as a key. */
  readonly settings: string;
  /** The check itself; it is only made now where an earlier run has made the report. */
  result(): Promise<CheckResult>;
  /** An earlier run has made the report. */
  readonly isKept: boolean;
}

/** @throws as `check` */
export async function checkUnlessKept(world: World, request: CheckRequest): Promise<Judged> {
  let made: CheckResult | undefined;
  const result = async (): Promise<CheckResult> => {
    made ??= await check(world, request);
    return made;
  };
  const key = keyOf(request);
  if (key === undefined) return judgedNow(await check(world, request));
  const kept = await keptOf(world, ["state", key], async (asked) => {
    made = await check({ ...world, ...asked }, request);
    return { result: { report: withoutRewrites(made.report), settings: settingsOf(made.analysis) }, checked: made };
  });
  return { ...kept, report: made?.report ?? kept.report, result, isKept: made === undefined };
}

/**
 * What an earlier run has made of a check, if nothing has changed that the check depends on.
 *
 * @param key  all that the result depends on beside the files, the day and the program
 */
export function keptOf<Result>(
  world: World,
  key: readonly string[],
  make: (asked: Asked) => Promise<{ readonly result: Result; readonly checked: CheckResult }>,
): Promise<Result> {
  return unlessUnchanged(world, {
    key,
    async make(asked) {
      const { result, checked } = await make(asked);
      return { result, excerpts: checked.analysis.gathered.allTexts.excerpts() };
    },
    isAlike: answersAlike,
  });
}

export function judgedNow(made: CheckResult): Judged {
  return { report: made.report, settings: settingsOf(made.analysis), result: async () => made, isKept: false };
}

/** All that a report depends on beside the files; `undefined` where nothing may be kept. */
export function keyOf(request: CheckRequest): string | undefined {
  const { cached, paths = [], also, removed, loaded, measure: _, progress: __, known: ___, ...asked } = request;
  const isOfOneRun = also !== undefined || removed !== undefined || loaded !== undefined;
  if (cached === undefined || isOfOneRun) return undefined;
  const others = Object.entries(asked).filter(([, value]) => value !== undefined);
  return JSON.stringify([paths, others.sort(([a], [b]) => compareText(a, b))]);
}

/** Plain data: a rewrite refers to the program. */
export function withoutRewrites({ diagnostics, suppressed, known, ...report }: CheckResult["report"]): Report {
  const plain = ({ rewrite: _, ...diagnostic }: CheckResult["report"]["diagnostics"][number]) => diagnostic;
  return {
    ...report,
    diagnostics: diagnostics.map(plain),
    suppressed: suppressed.map((each) => ({ ...each, diagnostic: plain(each.diagnostic) })),
    known: known.map(plain),
  };
}

function settingsOf({ loaded: { config, nearer, apart } }: Pick<Analysis, "loaded">): string {
  // Rules are a map, which JSON would write as an empty object.
  const listed = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
  return JSON.stringify([config, nearer, apart], listed);
}
