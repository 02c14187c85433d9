/** The tree that runs are killed in: what it holds, what a run changes in it, and what it looks like at a moment. */
import { chmodSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileChange } from "../../../src/base/text/patch.js";

/** Large enough that writing takes a while in which it can be killed. */
const LARGE = 150_000;

function text(name: string, side: string, length: number): string {
  const line = `${name} as it is ${side} the run, é\r\n`;
  return line.repeat(Math.ceil(length / line.length));
}

const REWRITTEN: Readonly<Record<string, number>> = {
  "src/a.ts": 100,
  "src/deep/er/b.ts": 5000,
  "src/large-1.ts": LARGE,
  "src/large-2.ts": 2 * LARGE,
  "src/run.py": 900,
  "z.ts": 3000,
};

export const CHANGES: readonly FileChange[] = [
  ...Object.entries(REWRITTEN).map(([file, length]) => ({
    file,
    before: text(file, "before", length),
    after: `\uFEFF${text(file, "after", length + 7)}`,
  })),
  { file: "src/made.ts", after: text("made", "after", 700) },
  { file: "src/new/folder/large-made.ts", after: text("large-made", "after", LARGE) },
  { file: "src/gone.ts", before: text("gone", "before", 800) },
  { file: "old/folder/gone.py", before: text("gone", "before", LARGE) },
];

/** They are not in the run, and must stay; one has the name and the bytes that a leftover could have. */
const BYSTANDERS: Readonly<Record<string, string>> = {
  "src/same.ts": "same\n",
  "src/a.ts.12345678": text("src/a.ts", "before", 100).slice(0, 20),
};

const EXECUTABLE = ["src/run.py", "old/folder/gone.py"];

export const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(CHANGES.flatMap(({ file, before }) => (before === undefined ? [] : [[file, before]]))),
  ...BYSTANDERS,
};

export function makeExecutable(root: string): void {
  for (const file of EXECUTABLE) chmodSync(join(root, file), 0o755);
}

/** Every path with its mode and, for a file, its text. */
export type Snapshot = ReadonlyMap<string, string>;

export function snapshot(root: string): Snapshot {
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  return new Map(
    paths
      .filter((path) => path !== ".db-ssot" && !path.startsWith(".db-ssot/"))
      .sort()
      .map((path) => {
        const found = lstatSync(join(root, path));
        const held = found.isDirectory() ? "a directory" : readFileSync(join(root, path), "utf8");
        return [path, `${(found.mode & 0o777).toString(8)} ${held}`];
      }),
  );
}

export function isSame(a: Snapshot, b: Snapshot): boolean {
  return a.size === b.size && [...a].every(([path, held]) => b.get(path) === held);
}

export type Outcome = "old" | "new" | "mixture";

/**
 * @returns what a killed process left, and whether temporary files lie beside
 * @throws where a file of the run holds neither of its texts, or another file is not as it was
 */
export function outcomeOf(now: Snapshot, old: Snapshot, landed: Snapshot): { outcome: Outcome; leftovers: number } {
  const sides = CHANGES.map(({ file }) => {
    if (now.get(file) === old.get(file)) return "old";
    if (now.get(file) === landed.get(file)) return "new";
    throw new Error(`${file} holds neither of its texts`);
  });
  for (const file of Object.keys(BYSTANDERS)) if (now.get(file) !== old.get(file)) throw new Error(`${file} changed`);
  const outcome = sides.every((side) => side === sides[0]) ? sides[0] : "mixture";
  const leftovers = [...now.keys()].filter((path) => /\.\d+$/.test(path) && !old.has(path)).length;
  return { outcome: outcome ?? "mixture", leftovers };
}
