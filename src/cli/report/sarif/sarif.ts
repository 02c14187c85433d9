/**
 * SARIF 2.1.0, for code scanning and viewers of results. No date, no absolute path and no random id is in it, so that the same
 * findings are the same bytes.
 *
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0; what GitHub makes of it and the limits that it sets:
 * docs.github.com, "SARIF support for code scanning".
 */
import type { Diagnostic, Report, Severity } from "../../../base/diagnostics/diagnostic.js";
import { jsonWithoutCommands } from "../../../base/text/commands.js";
import { fingerprintsOf } from "../fingerprints.js";
import { readPlaces } from "../places.js";
import type { ReportContext, Reporter } from "../reporter.js";
import { createLocations } from "./locations.js";
import { notificationsOf } from "./notifications.js";
import { type Accepted, createResults } from "./results.js";
import { ruleDescriptors } from "./rules.js";

/** GitHub shows what has suppressions as open alerts, so what does not count has to stay out of what it is given. */
export const sarif: Reporter = {
  name: "sarif",
  countsFromTop: true,
  summary: "SARIF 2.1.0, for code scanning",
  render: (report, context) => textOf(report, context, []),
};

/** Viewers that know suppressions hide these results, and show them where they are asked to. */
export const sarifAll: Reporter = {
  name: "sarif-all",
  countsFromTop: true,
  summary: "the same with what comments and the baseline allow, marked as suppressed",
  render: (report, context) => textOf(report, context, acceptedIn(report)),
};

/** In one run; GitHub refuses a file with more. */
const MOST_RESULTS = 25_000;
/** GitHub keeps so many of a run. */
const KEPT_RESULTS = 5_000;

interface Entry {
  readonly diagnostic: Diagnostic;
  readonly accepted?: Accepted;
}

function acceptedIn({ suppressed, known }: Report): readonly Entry[] {
  return [
    ...suppressed.map(({ diagnostic, suppression }) => ({
      diagnostic,
      accepted: { kind: "suppressed", suppression } as const,
    })),
    ...known.map((diagnostic) => ({ diagnostic, accepted: { kind: "known" } as const })),
  ];
}

function textOf(report: Report, context: ReportContext, accepted: readonly Entry[]): string {
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(report, context, accepted)],
  };
  // Nested as deeply as this is, a wider indentation would be half of the file.
  return `${jsonWithoutCommands(JSON.stringify(log, null, 1))}\n`;
}

function runOf(report: Report, context: ReportContext, accepted: readonly Entry[]): object {
  const places = readPlaces(context);
  const locations = createLocations(places, context.prefix);
  const entries = ranked([...report.diagnostics.map((diagnostic): Entry => ({ diagnostic })), ...accepted]);
  const withAccepted = accepted.length > 0;
  const resultOf = createResults(locations, {
    rules: context.rules.map(({ id }) => id),
    fingerprints: fingerprintsOf(report),
    isSuppressionReported: withAccepted,
    isBaselineReported: withAccepted && report.known.length > 0,
  });
  const leftOut = Math.max(0, entries.length - MOST_RESULTS);
  return {
    tool: { driver: { name: "db-ssot", version: context.version, rules: ruleDescriptors(context) } },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: notificationsOf(report, locations, { leftOut, isAcceptedReported: withAccepted }),
      },
    ],
    originalUriBaseIds: {
      "%SRCROOT%": { description: { text: "the top of the repository, or the project where there is none" } },
    },
    columnKind: "utf16CodeUnits",
    results: entries.slice(0, MOST_RESULTS).map(({ diagnostic, accepted: by }) => resultOf(diagnostic, by)),
  };
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Where not all of it will be seen, what counts comes first, and of that what is worst. */
function ranked(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length <= KEPT_RESULTS) return entries;
  const rank = ({ diagnostic, accepted }: Entry): number =>
    RANKS[diagnostic.severity] + (accepted === undefined ? 0 : 3);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
