/** Fixtures of rules: small projects on the disk, beside what `check` says of them and what `fix` makes of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Report } from "../../src/base/diagnostics/diagnostic.js";
import { fix } from "../../src/change/fix/run.js";
import { planFixes } from "../../src/change/rewrite/fixes.js";
import { pretty } from "../../src/cli/report/pretty.js";
import { check } from "../../src/judge/check/check.js";
import { memoryWorld } from "./memory-world.js";

export interface Fixture {
  readonly rule: string;
  readonly name: string;
  /** Absolute path of what is expected of it. */
  readonly expected: string;
  readonly files: Readonly<Record<string, string>>;
}

const FOLDER = join(import.meta.dirname, "../../fixtures");

/** `fixtures/<rule>/<case>/`, in the order of their names. */
export function readFixtures(rule: string): readonly Fixture[] {
  return namesIn(join(FOLDER, rule)).map((name) => {
    const root = join(FOLDER, rule, name);
    const paths = filesBelow(root).filter((path) => !path.startsWith("expected/"));
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
    return { rule, name, files, expected: join(root, "expected") };
  });
}

export interface Checked {
  readonly report: Report;
  /** As a terminal without colour shows it. */
  readonly text: string;
}

export async function checkFixture(files: Fixture["files"]): Promise<Checked> {
  const { report } = planFixes(await check(memoryWorld(files)));
  const about = { rules: [], page: () => undefined, prefix: "", version: "0.0.0" };
  const text = pretty.render(report, { texts: (file) => files[file], colour: false, width: 100, ...about });
  return { report, text };
}

/** @returns the files that a fix changes, with their new texts */
export async function fixFixture(files: Fixture["files"], request: { readonly unsafe: boolean }) {
  const { changes } = await fix(memoryWorld(files), request);
  return Object.fromEntries(changes.map(({ file, after }) => [file, after]));
}

export function offers(
  { diagnostics }: Report,
  applicability: NonNullable<Diagnostic["fix"]>["applicability"],
): boolean {
  return diagnostics.some((diagnostic) => diagnostic.fix?.applicability === applicability);
}

/** Paths below a folder, with `/`, in the order of code units; none where there is no such folder. */
export function filesBelow(folder: string): readonly string[] {
  return namesIn(folder, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
}

function namesIn(folder: string, { recursive = false } = {}): readonly string[] {
  try {
    return readdirSync(folder, { recursive, withFileTypes: true })
      .filter((entry) => entry.isFile() === recursive)
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
