/** Prints the changes of `fix`: for people, as a patch, and as JSON. */

import { type FileChange, gitPatch } from "../../base/text/patch.js";
import { visible } from "../../base/text/width.js";
import type { Group } from "../../change/fix/group.js";
import type { Refusal } from "../../change/fix/proof.js";
import type { FixOutcome } from "../../change/fix/run.js";
import type { StagedFixOutcome, StagedFixResult } from "../../change/staging/fix-staged.js";
import { JSON_VERSION, type JsonReport, jsonReport } from "./json.js";
import { paletteFor } from "./palette.js";
import { readPlaces } from "./places.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { counted, summarize } from "./summary.js";
import { type JsonVerification, jsonVerification, verificationBlocks } from "./verification.js";

/** Of what is staged, or of the work tree alone. */
export type ChangesResult = FixOutcome & Partial<Pick<StagedFixResult, "workTree">>;

/**
 * What was done, then the report of what is left. Formats whose readers know nothing of changes get the report alone.
 *
 * @param written  false where it was only to be seen
 */
export function changesReport(
  result: ChangesResult,
  written: boolean,
  reporter: Reporter,
  context: ReportContext,
): string {
  const left = reporter.render(result.after.report, context);
  if (reporter.name === "json") return changesJson(result, written, context);
  if (reporter.name === "concise") return changesConcise(result) + left;
  return reporter.name === "pretty" ? `${changesForPeople(result, context)}\n${left}` : left;
}

/** Each file with its fixes, what was refused and why, and what it comes to. */
export function changesForPeople(result: ChangesResult, { colour }: Pick<ReportContext, "colour">): string {
  const palette = paletteFor(colour);
  const { applied, refused, changes } = result;
  const shown = [...applied, ...refused.map(({ group }) => group)];
  const width = Math.max(0, ...shown.map(({ line }) => String(line).length));
  const fixLine = ({ line, fix, diagnostic }: Group): string =>
    `  ${palette.dim(String(line).padStart(width))}  ${visible(fix.title)}  ${palette.dim(diagnostic.rule)}${riskOf(fix)}`;
  const done = changes.map(({ file }) => [
    palette.place(visible(file)) + palette.dim(whereOf(result, file)),
    ...applied.filter((each) => isIn(each, file)).map((each) => fixLine(each) + waitOf(result, each)),
  ]);
  const left = refused.map(({ group, reason }) => [
    `${palette.place(visible(group.diagnostic.span.file))}  ${palette.bad("not applied")}`,
    fixLine(group),
    `  ${" ".repeat(width)}  ${visible(reason)}`,
  ]);
  const verified = verificationBlocks(result.verification, palette);
  const blocks = [...done, ...left, ...verified, [...notesOf(result), sentence(result, "fixed")]];
  return blocks.map((block) => `${block.join("\n")}\n`).join("\n");
}

/** What stands beside a patch: its size, and what is not in it. */
export function patchSummary(result: FixOutcome): string {
  const refused = result.refused.map(
    ({ group, reason }) => `not applied: ${group.name} ${group.diagnostic.rule}: ${reason}`,
  );
  const verified = verificationBlocks(result.verification, paletteFor(false)).flat();
  const lines = [...refused, ...verified, ...notesOf(result), `${sentence(result, "would fix")}; nothing was written`];
  return lines.map((line) => `${visible(line)}\n`).join("");
}

/** Where a fix of what is staged has gone. */
function whereOf(result: ChangesResult, file: string): string {
  const outcome = result.workTree?.find((each) => fileOf(each) === file);
  if (outcome === undefined) return "";
  if (outcome.kind === "absent") return "  into the index; the work tree has no such file";
  return outcome.beside
    ? "  into the index, and into the work tree next to unstaged changes"
    : "  into the index and the work tree";
}

function fileOf(outcome: StagedFixOutcome): string {
  return outcome.kind === "absent" ? outcome.file : outcome.change.file;
}

function notesOf({ notes }: FixOutcome): readonly string[] {
  return notes.map((note) => `note: ${visible(note)}`);
}

/** `fixed 6 findings in 6 files, 1 not applied` */
function sentence({ applied, refused, changes, after }: FixOutcome, verb: "fixed" | "would fix"): string {
  const left = refused.length === 0 ? "" : `, ${refused.length} not applied`;
  const { unsafeFixes } = summarize(after.report);
  if (applied.length === 0 && left === "" && unsafeFixes > 0) {
    return `nothing to fix safely, ${counted(unsafeFixes, "fix is", "fixes are")} unsafe (see \`db-ssot fix --unsafe --diff\`)`;
  }
  if (applied.length === 0) return `nothing to fix${left}`;
  return `${verb} ${counted(applied.length, "finding")} in ${counted(changes.length, "file")}${left}`;
}

export function changesConcise({ applied, refused }: FixOutcome): string {
  const line = (each: Group, what: string) =>
    `${visible(each.diagnostic.span.file)}:${each.line} ${what} ${each.diagnostic.rule} ${visible(each.fix.title)}`;
  const lines = [
    ...applied.map((each) => line(each, "fixed")),
    ...refused.map(({ group, reason }) => `${line(group, "not applied")}: ${visible(reason)}`),
  ];
  return lines.map((each) => `${each}\n`).join("");
}

/** With colours it is for eyes only: `git apply` wants it without. */
export function changesPatch(
  { changes }: { readonly changes: readonly FileChange[] },
  { colour }: Pick<ReportContext, "colour">,
): string {
  const patch = gitPatch(changes);
  if (!colour) return patch;
  const palette = paletteFor(colour);
  const paint = (line: string): string => {
    if (/^(?:diff |--- |\+\+\+ )/.test(line)) return palette.strong(line);
    if (line.startsWith("@@")) return palette.place(line);
    if (line.startsWith("+")) return palette.good(line);
    return line.startsWith("-") ? palette.bad(line) : line;
  };
  return patch.split("\n").map(paint).join("\n");
}

export interface JsonFixes {
  readonly version: typeof JSON_VERSION;
  readonly tool: JsonReport["tool"];
  /** False for `--diff`. */
  readonly written: boolean;
  readonly files: readonly string[];
  /** Where the files are those of the index: what became of each in the work tree. */
  readonly workTree?: readonly {
    readonly file: string;
    /** `merged`: beside changes that are not staged; `absent`: there is no such file. */
    readonly did: "written" | "merged" | "absent";
  }[];
  readonly applied: readonly JsonAppliedFix[];
  readonly refused: readonly (JsonAppliedFix & { readonly reason: string })[];
  /** Where a command was run. */
  readonly verification?: JsonVerification;
  /** What was not compared, and why. */
  readonly notes: readonly string[];
  /** As `git apply` takes it. */
  readonly patch: string;
  /** The report of the files as they are with these changes. */
  readonly report: JsonReport;
}

export interface JsonAppliedFix {
  /** What `fix --only` takes: `src/routes/health.ts:14:29`. */
  readonly group: string;
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly symbol: string;
  readonly message: string;
  readonly title: string;
  readonly applicability: "safe" | "unsafe" | "suggestion";
}

export function changesJson(result: ChangesResult, written: boolean, context: ReportContext): string {
  const fixes: JsonFixes = {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version: context.version },
    written,
    files: result.changes.map((change) => change.file),
    workTree: result.workTree?.map(jsonOutcome),
    applied: result.applied.map(jsonFix),
    refused: result.refused.map(({ group, reason }: Refusal) => ({ ...jsonFix(group), reason })),
    ...(result.verification ? { verification: jsonVerification(result.verification) } : {}),
    notes: result.notes,
    patch: gitPatch(result.changes),
    report: jsonReport(result.after.report, readPlaces(context), context.version),
  };
  return `${JSON.stringify(fixes, null, 2)}\n`;
}

function jsonOutcome(outcome: StagedFixOutcome): NonNullable<JsonFixes["workTree"]>[number] {
  if (outcome.kind === "absent") return { file: outcome.file, did: "absent" };
  return { file: outcome.change.file, did: outcome.beside ? "merged" : "written" };
}

/** What was asked for with `--unsafe` is to be looked at. */
export function riskOf({ applicability, reason }: Group["fix"]): string {
  if (applicability !== "unsafe") return "";
  return visible(reason === undefined ? "  unsafe" : `  unsafe: ${reason}`);
}

function jsonFix({ name, diagnostic, fix, line }: Group): JsonAppliedFix {
  const { rule, span, symbol, message } = diagnostic;
  return {
    group: name,
    rule,
    file: span.file,
    line,
    symbol,
    message,
    title: fix.title,
    applicability: fix.applicability,
  };
}

/** It overlapped another fix, and was made from the text that the other one left. */
function waitOf({ waited }: FixOutcome, { name, diagnostic }: Group): string {
  const wait = waited.find(({ group }) => group.name === name && group.diagnostic.rule === diagnostic.rule);
  return wait === undefined ? "" : visible(`  after ${wait.winner.name}`);
}

function isIn({ fix }: Group, file: string): boolean {
  return fix.edits[0]?.file === file;
}
