/** What was verified, how, and with which result; also what was not. */
import { markdownSpan, markdownWords } from "../../../base/text/markdown.js";
import type { Verification } from "../../../change/fix/proofs/command.js";
import { counted } from "../summary.js";
import type { Account, Done } from "./account.js";
import { sentence } from "./words.js";

export function verifiedSection({ done, report }: Pick<Account, "done" | "report">): string {
  const rows = done === undefined ? checkRows(report) : fixRows(done);
  return ["## What was verified", rows.map((row) => `- ${row}`).join("\n")].join("\n\n");
}

function checkRows({ statistics: { sites, unknownReasons } }: Account["report"]): readonly string[] {
  const total = sites.known + sites.unknown;
  const reasons = unknownReasons.map(({ reason, count }) => `${reason} (${count})`).join(", ");
  return [
    "Nothing was changed, and no code of the project was run: the files were read.",
    sites.unknown === 0
      ? `Of ${counted(total, "access", "accesses")} none is unknown: the findings cover all of them.`
      : `Of ${counted(total, "access", "accesses")} ${sites.unknown} could not be followed, and nothing is claimed of them: ${markdownWords(reasons)}.`,
  ];
}

function fixRows({ result, written }: Done): readonly string[] {
  const { applied, changes, notes, verification, compiled } = result;
  if (applied.length === 0) return ["Nothing was changed.", ...commandRows(verification)];
  return [
    `Syntax: ${changes.length === 1 ? "the changed file parses" : `each of the ${changes.length} changed files parses`}.`,
    `Findings: the project was checked again with the changes. ${counted(applied.length, "finding is", "findings are")} gone, and the fixes brought no new one.`,
    compiled.length === 0
      ? "Types: not compared, because no compiler configuration covers the changed files."
      : `Types: the compiler reports no new error in ${counted(compiled.length, "file")}: changed ones, and files that import them.`,
    ...commandRows(verification),
    ...notes.map((note) => sentence(markdownWords(note))),
    ...(written ? [] : ["Nothing was written: this is a preview."]),
  ];
}

function commandRows(verification: Verification | undefined): readonly string[] {
  if (verification === undefined || verification.runs === 0) {
    return ['Tests: not run. `db-ssot fix --verify "npm test"`, or another command, keeps only fixes that pass it.'];
  }
  const { command, runs, culprits, unjudged, isFlaky } = verification;
  const what = markdownSpan(command);
  const culprit = culprits.map(({ groups, timedOut }) => {
    const names = groups.map(({ name }) => markdownSpan(name)).join(" together with ");
    return `${what} ${timedOut ? "does not end" : "fails"} with the fix of ${names}, which was left out.`;
  });
  const flaky = isFlaky ? " It is flaky: what was kept passed twice." : "";
  const left =
    unjudged.length === 0 ? "" : ` ${counted(unjudged.length, "fix was", "fixes were")} not judged and left out.`;
  return [
    `Tests: ${what} passes with the changes, in a copy of the project (${counted(runs, "run")}).${flaky}${left}`,
    ...culprit,
  ];
}
