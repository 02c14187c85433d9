/** Explains why a file was parsed or not: its outline, its importers, and the round of gathering that parsed it. */
import type { FilePath } from "../../base/text/span.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { Resolution } from "../../read/languages/resolver.js";
import type { Places } from "../report/places.js";
import { columns } from "./words.js";

export interface ReadReport {
  readonly file: FilePath;
  /** Absent for a file that was not parsed. */
  readonly parsed?: { readonly round: number; readonly because: string };
  readonly imports: readonly ReadImport[];
  readonly importers: readonly {
    readonly file: FilePath;
    readonly names?: readonly string[];
    readonly parsed: boolean;
  }[];
  /** How many files each round parsed. */
  readonly rounds: readonly number[];
  /** Of the project. */
  readonly files: number;
}

interface ReadImport {
  readonly specifier: string;
  readonly names?: readonly string[];
  readonly target: Resolution;
  /** Files that import a database module are parsed. */
  readonly isDatabaseModule: boolean;
}

export function readReport(
  { reasons, outlined, importers, allTexts, program, databaseModules }: Gathered,
  file: FilePath,
): ReadReport {
  const rounds: number[] = [];
  for (const { round } of reasons.values()) rounds[round - 1] = (rounds[round - 1] ?? 0) + 1;
  return {
    file,
    parsed: reasons.get(file),
    imports: (outlined.get(file) ?? [])
      .filter(({ guess }) => !guess)
      .map(({ specifier, names }) => {
        const target = program.resolve(file, specifier);
        const facts = target.kind === "file" ? program.facts(target.file) : undefined;
        return {
          specifier,
          names,
          target,
          isDatabaseModule: facts !== undefined && databaseModules.isDatabaseModule(facts),
        };
      }),
    importers: importers.of(file).map((each) => ({ ...each, parsed: reasons.has(each.file) })),
    rounds,
    files: allTexts.size,
  };
}

export function readText({ file, parsed, imports, importers, rounds, files }: ReadReport, places: Places): string {
  const total = rounds.reduce((sum, count) => sum + count, 0);
  const verdict = parsed === undefined ? NOT_PARSED : `parsed in round ${parsed.round}: ${parsed.because}`;
  return [
    `${places.file(file)}: ${verdict}\n`,
    section(
      "imports, by its text",
      imports.map(({ specifier, names, target, isDatabaseModule }) => [
        `"${specifier}"`,
        namesText(names),
        targetText(target, places) + (isDatabaseModule ? " (a database module)" : ""),
      ]),
    ),
    section(
      "imported by",
      importers.map((each) => [places.file(each.file), namesText(each.names), each.parsed ? "parsed" : "not parsed"]),
    ),
    section(
      `rounds: ${total} of ${files} files were parsed`,
      rounds.map((count, index) => [`round ${index + 1}`, count === 1 ? "1 file" : `${count} files`]),
    ),
  ].join("");
}

const NOT_PARSED =
  "not parsed: it imports no driver and no database module and declares no manager, so no rule can report it";

function namesText(names: readonly string[] | undefined): string {
  return names === undefined ? "(names known only after parsing)" : names.join(", ");
}

function targetText(target: Resolution, places: Places): string {
  switch (target.kind) {
    case "file":
      return places.file(target.file);
    case "external":
      return `package ${target.package}`;
    case "namespace":
      return `namespace package ${target.directory}`;
    case "missing":
      return `missing; tried ${target.tried.join(", ")}`;
    default:
      return `${target.kind} ${target.path}`;
  }
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? "" : `\n${title}\n${columns(rows)}`;
}
