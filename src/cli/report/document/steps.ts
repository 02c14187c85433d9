/** What to do next: what removes most problems comes first, errors before warnings. */
import type { Diagnostic } from "../../../base/diagnostics/diagnostic.js";
import { markdownSpan, markdownWords } from "../../../base/text/markdown.js";
import { type Cause, causesOf } from "../causes.js";
import { type Places, readPlaces } from "../places.js";
import type { ReportContext } from "../reporter.js";
import { counted } from "../summary.js";
import type { Account } from "./account.js";
import { adviceOf, byEffect, MOST_LINES, placesText, sentence } from "./words.js";

/** Causes that are fixed by hand; further ones are counted. */
const MOST_BY_HAND = 5;

export function stepsSection(account: Account, context: ReportContext): string {
  const { report, done, accessors } = account;
  const left = report.diagnostics;
  const places = readPlaces(context);
  const byHand = causesByHand(left);
  const steps = [
    ...reviewSteps(done),
    ...(accessors.length === 0 && left.length > 0
      ? ["Name the accessor, so that fixes have something to lead to: `db-ssot init --accessor FILE#NAME`."]
      : []),
    ...bySize([...fixSteps(left, done), ...byHand.shown.map((cause) => handStep(cause, places))]),
    ...(byHand.rest === 0
      ? []
      : [`Then the other ${counted(byHand.rest, "problem")} that no fix covers, listed above.`]),
    ...(accessors.some(({ assumed }) => assumed)
      ? ["Write down which accessor is meant: `db-ssot init`. Until then it is assumed anew in each run."]
      : []),
    ...(report.problems.length === 0
      ? []
      : [
          `Look at the ${counted(report.problems.length, "place")} that could not be read in full; more may be wrong there.`,
        ]),
    ...keepSteps(left),
  ];
  return ["## Next steps", steps.map((step, index) => `${index + 1}. ${step}`).join("\n")].join("\n\n");
}

function reviewSteps(done: Account["done"]): readonly string[] {
  if (done === undefined || done.result.applied.length === 0) return [];
  if (!done.written) return ["Read the changes above, then make them: the same command without `--diff`."];
  const isTested = done.result.verification !== undefined && done.result.verification.runs > 0;
  const test = isTested ? "" : ", run the tests";
  return [`Read the changes${test} and commit them. \`db-ssot undo\` takes them back.`];
}

/** A step with what it removes. */
interface Step {
  readonly text: string;
  readonly removes: readonly Diagnostic[];
}

function bySize(steps: readonly Step[]): readonly string[] {
  const errors = ({ removes }: Step): number => removes.filter(({ severity }) => severity === "error").length;
  return [...steps]
    .sort((a, b) => errors(b) - errors(a) || b.removes.length - a.removes.length)
    .map(({ text }) => text);
}

function fixSteps(left: readonly Diagnostic[], done: Account["done"]): readonly Step[] {
  const safe = left.filter(({ fix }) => fix?.applicability === "safe");
  const unsafe = left.filter(({ fix }) => fix?.applicability === "unsafe");
  return [
    ...(safe.length === 0 ? [] : [{ text: safeText(safe.length, done), removes: safe }]),
    ...(unsafe.length === 0
      ? []
      : [
          {
            text: `Look at the ${counted(unsafe.length, "fix", "fixes")} that may change behaviour: \`db-ssot fix --unsafe --diff\`.`,
            removes: unsafe,
          },
        ]),
  ];
}

/** What a fix has just left out is not fixed by asking again. */
function safeText(count: number, done: Account["done"]): string {
  const refused = done?.result.refused.length ?? 0;
  return refused > 0
    ? `Look at the ${counted(refused, "fix that was", "fixes that were")} left out; the reasons are above.`
    : `Run \`db-ssot fix\`: it fixes ${counted(count, "problem")} safely.`;
}

function causesByHand(left: readonly Diagnostic[]): { readonly shown: readonly Cause[]; readonly rest: number } {
  const isByHand = ({ fix }: Diagnostic): boolean => fix === undefined || fix.applicability === "suggestion";
  const causes = byEffect(causesOf(left.filter(isByHand)));
  const shown = causes.slice(0, MOST_BY_HAND);
  return { shown, rest: causes.slice(MOST_BY_HAND).reduce((sum, { others }) => sum + 1 + others.length, 0) };
}

function handStep(cause: Cause, places: Places): Step {
  return { text: handText(cause, places), removes: [cause.first, ...cause.others] };
}

function handText({ first, others }: Cause, places: Places): string {
  const all = [first, ...others];
  const where = placesText(all, places, { files: 2, lines: MOST_LINES });
  const merge = `merge the definitions: ${markdownSpan(`db-ssot consolidate ${first.symbol}`)}`;
  const advice = first.rule.startsWith("duplicate-") ? merge : markdownWords(adviceOf(first)?.text ?? "");
  return [
    `By hand: ${markdownWords(first.message)} (${where}).`,
    ...(advice === "" ? [] : [sentence(upper(advice))]),
  ].join(" ");
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function keepSteps(left: readonly Diagnostic[]): readonly string[] {
  const accept =
    left.length === 0 ? "" : "Accept what remains with `db-ssot baseline`, so that only new problems fail. ";
  return [
    `${accept}Keep it so: \`db-ssot hook install\` checks each commit, \`db-ssot init --ci github\` each pull request.`,
  ];
}
