/**
 * For GitLab: a Code Quality report, which it compares between the branches of a merge request by fingerprints.
 * Source: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
 */
import type { Severity } from "../../base/diagnostics/diagnostic.js";
import { fingerprints, type Identified } from "../../base/diagnostics/fingerprint.js";
import { jsonWithoutCommands } from "../../base/text/commands.js";
import { helpText } from "./help.js";
import { type Remark, remarksOf } from "./remarks.js";
import type { Reporter } from "./reporter.js";

export const gitlab: Reporter = {
  name: "gitlab",
  countsFromTop: true,
  summary: "a Code Quality report for GitLab",
  render(report, context) {
    const remarks = remarksOf(report, context).map((remark) => ({ remark, identified: identifiedOf(remark) }));
    const prints = fingerprints(remarks.map(({ identified }) => identified));
    const entries = remarks.map(({ remark, identified }) => entryOf(remark, prints.get(identified)));
    return `${jsonWithoutCommands(JSON.stringify(entries, null, 2))}\n`;
  },
};

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "major", warning: "minor", info: "info" };

/** A problem is known by its file and by what it says. */
function identifiedOf({ diagnostic, rule, file, message }: Remark): Identified {
  return diagnostic ?? { rule, symbol: file, identity: { within: "", code: message } };
}

function entryOf({ rule, severity, file, start, end, message, diagnostic }: Remark, fingerprint: string | undefined) {
  const help = diagnostic && helpText(diagnostic);
  return {
    description: help === undefined ? message : `${message}: ${help}`,
    check_name: rule,
    fingerprint,
    severity: SEVERITIES[severity],
    // A line is required: what concerns a whole file stands at its first.
    location: { path: file, lines: { begin: start?.line ?? 1, end: end?.line ?? 1 } },
  };
}
