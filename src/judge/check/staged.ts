/**
 * The findings that a commit would add: those in staged files, and those that the staged changes cause elsewhere. The whole
 * program is read from the index, since that is what will be committed.
 */

import type { Diagnostic, Report } from "../../base/diagnostics/diagnostic.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { CONFIG_FILE } from "../../read/config/read.js";
import { EXTENSIONS } from "../../read/languages/index.js";
import { DOCUMENTS } from "../../read/project/documents.js";
import type { CheckRequest, CheckResult, FixableDiagnostic } from "./check.js";
import { newFindings } from "./compare.js";
import { checkEarlier } from "./earlier.js";
import { checkUnlessKept, type Judged, judgedNow } from "./kept.js";

export type StagedCheck =
  /** Without a result, an earlier run has found that there is nothing to report. */
  | { readonly kind: "checked"; readonly report: CheckResult["report"]; readonly result?: CheckResult }
  /** `staged`: nothing is. `read`: nothing of it has a say here. `named`: no path that was given is in the index. */
  | { readonly kind: "nothing"; readonly missing: "staged" | "read" | "named" };

/**
 * @param request whose paths may name what is not in the index, as hooks do that pass removed files too
 * @throws {GitError} where there is no repository, or a merge has left conflicts in the index
 * @throws {Fault} where the configuration or a rule's name is wrong
 */
export async function checkStaged(world: World, request: CheckRequest): Promise<StagedCheck> {
  const staged = await world.git.staged();
  if (staged.length === 0) return { kind: "nothing", missing: "staged" };
  if (!staged.some(({ file }) => isInput(file) || file === request.config)) return { kind: "nothing", missing: "read" };
  const files = await world.git.snapshot({ kind: "index" });
  const paths = request.paths?.filter((path) => isIn(files, path)) ?? [];
  if (paths.length === 0 && request.paths?.length) return { kind: "nothing", missing: "named" };
  const asked = { ...request, paths };
  const own = new Set(staged.map(({ file }) => file));
  const remarks = request.config === undefined ? unstagedConfiguration(world.files, files) : [];
  const brought = async (now: Judged): Promise<CheckResult["report"]> => {
    const report = await broughtBy(world, asked, now, own);
    return { ...report, assumptions: [...remarks, ...report.assumptions] };
  };
  const now = await checkUnlessKept({ ...world, files }, asked);
  const report = await brought(now);
  if (now.isKept && isEmpty(report)) return { kind: "checked", report };
  const made = await now.result();
  const result = { ...made, report: now.isKept ? await brought(judgedNow(made)) : report };
  return { kind: "checked", report: result.report, result };
}

export function isEmpty({ diagnostics, suppressed, known, problems }: Report): boolean {
  return [diagnostics, suppressed, known, problems].every((each) => each.length === 0);
}

/** Who has just written one would take what follows for its verdict. */
function unstagedConfiguration(written: FileSystem, index: FileSystem): readonly string[] {
  if (written.stat(CONFIG_FILE) === undefined || index.stat(CONFIG_FILE) !== undefined) return [];
  return [
    `the staged files were checked without ${CONFIG_FILE}, which is not in the index: \`git add ${CONFIG_FILE}\``,
  ];
}

function isIn(files: FileSystem, path: string): boolean {
  const leadsOut = path.startsWith("/") || path.startsWith("../") || /^[A-Za-z]:/.test(path);
  return !leadsOut && files.stat(path) !== undefined;
}

/**
 * What a commit would bring of all that was found in what is staged: files that are not staged are as they were, so that
 * what is new in one of them was caused elsewhere.
 */
export async function withCaused(
  world: World,
  request: CheckRequest,
  now: CheckResult,
  staged: ReadonlySet<FilePath>,
): Promise<Report<FixableDiagnostic>> {
  return broughtBy(world, request, judgedNow(now), staged);
}

async function broughtBy(
  world: World,
  request: CheckRequest,
  now: Judged,
  staged: ReadonlySet<FilePath>,
): Promise<Report<FixableDiagnostic>> {
  const { report } = now;
  const isOwn = (diagnostic: Diagnostic): boolean => staged.has(diagnostic.span.file);
  const elsewhere = report.diagnostics.filter((each) => !isOwn(each));
  const { caused, remarks } = await causedAmong(elsewhere, world, request, now);
  return {
    ...report,
    diagnostics: report.diagnostics.filter((each) => isOwn(each) || caused.has(each)),
    suppressed: report.suppressed.filter(({ diagnostic }) => isOwn(diagnostic)),
    known: report.known.filter(isOwn),
    problems: report.problems.filter(({ file }) => staged.has(file)),
    assumptions: [...remarks, ...report.assumptions],
  };
}

interface Caused {
  readonly caused: ReadonlySet<Diagnostic>;
  readonly remarks: readonly string[];
}

/** The last commit is judged only where there is something to compare it with. */
async function causedAmong(
  elsewhere: readonly Diagnostic[],
  world: World,
  request: CheckRequest,
  now: Judged,
): Promise<Caused> {
  const head = elsewhere.length === 0 ? undefined : await world.git.head();
  if (head === undefined) return { caused: new Set(elsewhere), remarks: [] };
  const earlier = await checkEarlier(world, { kind: "revision", name: head }, request, now);
  if (earlier.kind === "judged") {
    const touched = new Set(elsewhere.map(({ span }) => span.file));
    const before = earlier.report.diagnostics.filter(({ span }) => touched.has(span.file));
    return { caused: new Set(newFindings(before, elsewhere)), remarks: [] };
  }
  const remark = `findings in files that are not staged count as new, because the last commit could not be judged: ${earlier.reason}`;
  return { caused: new Set(elsewhere), remarks: [remark] };
}

/** Sources, and settings that say how they are read: a removed alias breaks imports in files that nobody touched. */
export function isInput(file: FilePath): boolean {
  return SETTINGS.test(file) || [...EXTENSIONS, ...DOCUMENTS].some((extension) => file.endsWith(extension));
}

const SETTINGS = /\.(jsonc?|jsonl|toml|cfg|ya?ml)$|(^|\/)(\.gitignore|requirements\.txt)$/;
