/** Findings as results: where, what, the way there through other files, how to fix it, and what they are known by. */
import type { Diagnostic, Note, Severity, Suppressed } from "../../../base/diagnostics/diagnostic.js";
import { editsByFile } from "../../../base/edits/apply.js";
import type { Fix } from "../../../base/edits/edit.js";
import type { Span } from "../../../base/text/span.js";
import { wellFormed } from "../../../base/text/well-formed.js";
import { visible } from "../../../base/text/width.js";
import { proseOf } from "../prose.js";
import type { Locations } from "./locations.js";

/** Why a finding does not count. */
export type Accepted =
  | { readonly kind: "suppressed"; readonly suppression: Suppressed["suppression"] }
  | { readonly kind: "known" };

export interface Run {
  /** In the order of the descriptors. */
  readonly rules: readonly string[];
  readonly fingerprints: ReadonlyMap<Diagnostic, string>;
  /** SARIF has a run say it of each result, or of none. */
  readonly isSuppressionReported: boolean;
  readonly isBaselineReported: boolean;
}

export type ResultOf = (diagnostic: Diagnostic, accepted?: Accepted) => object;

export function createResults(locations: Locations, run: Run): ResultOf {
  const ruleIndex = new Map(run.rules.map((id, index) => [id, index]));
  return (diagnostic, accepted) => {
    const { rule, severity, fix } = diagnostic;
    const index = ruleIndex.get(rule);
    const related = relatedNotes(diagnostic);
    return {
      ruleId: rule,
      ...(index !== undefined && { ruleIndex: index }),
      level: levelOf(severity),
      message: { text: messageOf(diagnostic, related, locations) },
      locations: [locationOf(diagnostic, locations)],
      ...(related.length > 0 && {
        relatedLocations: related.map((note, id) => relatedLocation(note, id + 1, locations)),
      }),
      ...codeFlows(diagnostic, related, locations),
      ...(isApplied(fix) && { fixes: [fixOf(fix, locations)] }),
      partialFingerprints: { "dbSsot/v1": run.fingerprints.get(diagnostic) ?? "" },
      ...(run.isSuppressionReported && { suppressions: suppressionsOf(accepted, locations) }),
      ...(run.isBaselineReported && { baselineState: accepted?.kind === "known" ? "unchanged" : "new" }),
      properties: propertiesOf(diagnostic),
    };
  };
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  return severity === "info" ? "note" : severity;
}

function locationOf({ span, identity }: Diagnostic, { physical }: Locations): object {
  const fullyQualifiedName = wellFormed(identity.within);
  const logical = fullyQualifiedName === "" ? {} : { logicalLocations: [{ fullyQualifiedName }] };
  return { physicalLocation: physical(span), ...logical };
}

type PlacedNote = Note & { readonly span: Span };

/** GitHub takes more, and shows so many. */
const MOST_RELATED = 100;

function relatedNotes({ notes }: Diagnostic): readonly PlacedNote[] {
  return notes.filter((note): note is PlacedNote => note.span !== undefined).slice(0, MOST_RELATED);
}

/** A note's place is a link to its related location. */
function messageOf(diagnostic: Diagnostic, related: readonly PlacedNote[], locations: Locations): string {
  const place = (span: Span): string => {
    const name = locations.name(span);
    const id = related.findIndex((note) => note.span === span) + 1;
    return id === 0 ? plain(name) : `[${name.replace(/[\\[\]]/g, "\\$&")}](${id})`;
  };
  return wellFormed(proseOf(diagnostic, { words: plain, place })) || diagnostic.rule;
}

/** Code such as `handlers[0](request)` would else be a link. */
function plain(text: string): string {
  return text.replaceAll("](", "\\](");
}

function relatedLocation({ message, span }: PlacedNote, id: number, { physical }: Locations): object {
  return { id, physicalLocation: physical(span), message: { text: plain(wellFormed(visible(message))) || "here" } };
}

/** From what other files say to the place that is wrong because of it. */
function codeFlows({ span, message }: Diagnostic, related: readonly PlacedNote[], { physical }: Locations): object {
  if (related.every((note) => note.span.file === span.file)) return {};
  const steps = [...related, { message, span }].map((step) => ({
    location: {
      physicalLocation: physical(step.span),
      message: { text: plain(wellFormed(visible(step.message))) || "here" },
    },
  }));
  return { codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}

function isApplied(fix: Fix | undefined): fix is Fix {
  return fix !== undefined && fix.applicability !== "suggestion" && fix.edits.length > 0;
}

function fixOf({ title, applicability, reason, edits }: Fix, { artifact, region }: Locations): object {
  const told = [title, applicability, ...(reason === undefined ? [] : [reason])].join("; ");
  const artifactChanges = [...editsByFile(edits)].map(([file, own]) => ({
    artifactLocation: artifact(file),
    replacements: own.map((edit) => ({
      deletedRegion: region(edit),
      insertedContent: { text: wellFormed(edit.text) },
    })),
  }));
  return { description: { text: plain(wellFormed(visible(told))) }, artifactChanges };
}

function suppressionsOf(accepted: Accepted | undefined, { physical }: Locations): readonly object[] {
  if (accepted === undefined) return [];
  if (accepted.kind === "known") return [{ kind: "external", status: "accepted", justification: "in the baseline" }];
  const { span, reason, until, owner } = accepted.suppression;
  const said = { reason, ...(until !== undefined && { until }), ...(owner !== undefined && { owner }) };
  return [
    {
      kind: "inSource",
      status: "accepted",
      justification: wellFormed(reason),
      location: { physicalLocation: physical(span) },
      properties: mapped(said),
    },
  ];
}

function propertiesOf({ symbol, source, package: owner }: Diagnostic): object {
  return mapped({ symbol, ...(source !== undefined && { source }), ...(owner !== undefined && { package: owner }) });
}

function mapped(properties: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, wellFormed(value)]));
}
