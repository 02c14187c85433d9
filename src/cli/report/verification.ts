/** What running the user's own command taught: for people in lines, for programs as data. */

import { visible } from "../../base/text/width.js";
import type { Culprit, Verification } from "../../change/fix/proofs/command.js";
import type { Palette } from "./palette.js";
import { counted } from "./summary.js";

/** @returns a block of lines for each thing to tell; none where nothing was verified */
export function verificationBlocks(
  verification: Verification | undefined,
  palette: Palette,
): readonly (readonly string[])[] {
  if (verification === undefined || verification.runs === 0) return [];
  return [
    ...verification.culprits.map((culprit) => culpritLines(culprit, verification, palette)),
    [sumUp(verification)],
  ];
}

/** Which fixes, and what the command printed last. */
function culpritLines({ groups, lastLines, timedOut }: Culprit, { command }: Verification, palette: Palette) {
  const names = groups.map(({ name }) => name).join(" together with ");
  const what = timedOut ? "does not end" : "fails";
  return [
    `${palette.place(visible(names))}  ${palette.bad(`\`${visible(command)}\` ${what} with ${groups.length > 1 ? "them" : "it"}`)}`,
    ...lastLines.map((line) => `  ${palette.dim("|")} ${visible(line)}`),
  ];
}

function sumUp({ command, runs, mostRuns, isFlaky, unjudged }: Verification): string {
  const flaky = isFlaky ? "; it is flaky, and what was kept passed twice" : "";
  const left =
    unjudged.length === 0 ? "" : `; ${counted(unjudged.length, "fix", "fixes")} not judged within ${mostRuns} runs`;
  return `verified by ${counted(runs, "run")} of \`${visible(command)}\` in a copy of the project${flaky}${left}`;
}

export interface JsonVerification {
  readonly command: string;
  readonly runs: number;
  readonly flaky: boolean;
  /** Groups with which the command fails, and without any one of which it does not. */
  readonly culprits: readonly {
    readonly groups: readonly string[];
    readonly timedOut: boolean;
    readonly lastLines: readonly string[];
  }[];
  /** Groups for which no runs were left. */
  readonly unjudged: readonly string[];
}

export function jsonVerification({ command, runs, isFlaky, culprits, unjudged }: Verification): JsonVerification {
  return {
    command,
    runs,
    flaky: isFlaky,
    culprits: culprits.map(({ groups, timedOut, lastLines }) => {
      return { groups: groups.map(({ name }) => name), timedOut, lastLines };
    }),
    unjudged: unjudged.map(({ name }) => name),
  };
}
