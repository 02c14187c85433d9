/** What a run has to say besides its results: files that were not read in full, what was assumed, what is not among them. */
import type { Problem, Report } from "../../../base/diagnostics/diagnostic.js";
import { wellFormed } from "../../../base/text/well-formed.js";
import { visible } from "../../../base/text/width.js";
import { counted } from "../summary.js";
import type { Locations } from "./locations.js";

export interface Cut {
  /** Results beyond what a platform takes. */
  readonly leftOut: number;
  /** What does not count is among the results. */
  readonly isAcceptedReported: boolean;
}

export function notificationsOf(
  report: Report,
  locations: Locations,
  { leftOut, isAcceptedReported }: Cut,
): readonly object[] {
  const most = `${counted(leftOut, "more result is", "more results are")} left out, the least severe: a run holds at most 25,000`;
  return [
    ...(leftOut === 0 ? [] : [{ level: "warning", ...messageOf(most) }]),
    ...report.problems.map((problem) => problemNotification(problem, locations)),
    ...(isAcceptedReported ? [] : leftOutNotes(report)),
    ...report.assumptions.map((assumption) => ({ level: "note", ...messageOf(assumption) })),
  ];
}

function leftOutNotes({ known, suppressed }: Report): readonly object[] {
  const parts = [
    ...(known.length === 0 ? [] : [`${counted(known.length, "finding")} that the baseline knows`]),
    ...(suppressed.length === 0 ? [] : [`${counted(suppressed.length, "finding")} that comments allow`]),
  ];
  return parts.length === 0 ? [] : [{ level: "note", ...messageOf(`not among the results: ${parts.join(", ")}`) }];
}

function problemNotification({ kind, file, span, message }: Problem, { artifact, physical }: Locations): object {
  const physicalLocation = span === undefined ? { artifactLocation: artifact(file) } : physical(span);
  return {
    descriptor: { id: kind },
    level: "warning",
    ...messageOf(message === "" ? kind : message),
    locations: [{ physicalLocation }],
  };
}

function messageOf(text: string): object {
  return { message: { text: wellFormed(visible(text)) } };
}
