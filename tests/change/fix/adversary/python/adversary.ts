/** Fixes generated programs, runs them before and after, and says where a safe fix made one quieter. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { fix } from "../../../../../src/change/fix/run.js";
import { type MemoryFiles, memoryWorld } from "../../../../support/memory-world.js";
import { createDraw } from "../draw.js";
import { TOGETHER } from "../seeds.js";
import { createProgram, type Program } from "./programs.js";
import { createWorld, type Driver, type World } from "./world.js";

export interface Outcome {
  readonly result: string | null;
  readonly error: string | null;
  readonly log: readonly string[];
  readonly late: readonly string[];
  readonly kept: readonly (readonly string[])[];
}

type Outcomes = Readonly<Record<"found" | "failing", Outcome>>;

const SCRIPT = fileURLToPath(new URL("run_programs.py", import.meta.url));

/** One process of Python for all projects. */
export class Runner {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor(python: string) {
    this.#process = spawn(python, ["-B", SCRIPT], { stdio: ["pipe", "pipe", "inherit"] });
    if (this.#process.stdout === null) throw new Error("no output");
    this.#lines = createInterface(this.#process.stdout);
    this.#lines.on("line", (line) => this.#waiting.shift()?.(line));
  }

  async run(files: MemoryFiles): Promise<Readonly<Record<string, Outcomes>>> {
    const line = await new Promise<string>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin?.write(`${JSON.stringify(files)}\n`);
    });
    return JSON.parse(line) as Readonly<Record<string, Outcomes>>;
  }

  end(): void {
    this.#process.stdin?.end();
  }
}

export interface Counterexample {
  readonly kind: string;
  readonly seed: number;
  readonly title: string;
  readonly shown: string;
}

export interface Round {
  readonly programs: number;
  readonly fixed: number;
  readonly counterexamples: readonly Counterexample[];
}

export async function attack(runner: Runner, seed: number, drivers: readonly Driver[]): Promise<Round> {
  const draw = createDraw(seed);
  const world = createWorld(draw, drivers);
  const programs = Array.from({ length: TOGETHER }, () => createProgram(draw, world));
  const files = { ...world.files, ...filesOf(programs.map(({ text }) => text)) };
  const { changes } = await fix(memoryWorld(files));
  const fixed = new Map(changes.map(({ file, after = "" }) => [file, after]));
  const changed = [...fixed.keys()].filter((file) => file.startsWith("app/row_"));
  const after = await runner.run({ ...files, ...Object.fromEntries(fixed), ...only(fixed, changed) });
  const ideals = programs.flatMap(({ ideal }, index) => {
    const file = `app/row_${index}.py`;
    return fixed.has(file) ? [[file, ideal] as const] : [];
  });
  const expected = await runner.run({ ...world.ideal, ...Object.fromEntries(ideals) });
  const counterexamples = changed.flatMap((file) => {
    const index = Number(/\d+/.exec(file)?.[0]);
    const program = programs[index];
    const name = file.slice(4, -3);
    const [wanted, got] = [expected[name], after[name]];
    if (program === undefined || wanted === undefined || got === undefined) return [];
    return compare(world, program, { wanted, got, seed, text: fixed.get(file) ?? "" });
  });
  return { programs: TOGETHER, fixed: changed.length, counterexamples };
}

/** Only the programs that changed are run. */
function only(fixed: ReadonlyMap<string, string>, changed: readonly string[]): MemoryFiles {
  return Object.fromEntries(changed.map((file) => [file, fixed.get(file) ?? ""]));
}

function filesOf(texts: readonly string[]): MemoryFiles {
  return Object.fromEntries(texts.map((text, index) => [`app/row_${index}.py`, text]));
}

interface Ran {
  readonly wanted: Outcomes;
  readonly got: Outcomes;
  readonly seed: number;
  readonly text: string;
}

function compare(world: World, program: Program, { wanted, got, seed, text }: Ran): readonly Counterexample[] {
  for (const query of ["found", "failing"] as const) {
    const kind = differenceOf(world, program, wanted[query], got[query]);
    if (kind === undefined) continue;
    const shown = [
      `# ${program.title} (seed ${seed}, ${query})`,
      `# wanted ${JSON.stringify(wanted[query])}`,
      `# got    ${JSON.stringify(got[query])}`,
      program.text,
      "# --- after",
      text,
      "# --- database",
      String(world.ideal["app/database.py"]),
      String(world.ideal["app/manager.py"]),
      String(world.ideal["app/legacy.py"]),
    ].join("\n");
    return [{ kind, seed, title: program.title, shown }];
  }
  return [];
}

/** A program that failed on its own use may not do more than its ideal does; the others do what they did. */
function differenceOf(world: World, { fails, way }: Program, wanted: Outcome, got: Outcome): string | undefined {
  // Another place of the program is not fixed, and says so.
  if (fails && /has no attribute|cannot import/.test(got.error ?? "") && got.error !== wanted.error) return undefined;
  // What the current call leaves open locks the database; the accessor closes it.
  if (wanted.error?.includes("database is locked")) return undefined;
  const accessor = world.members[0]?.effects;
  const ends = world.form !== "object" && accessor?.closes === "always";
  // Code that leaves it open whether its work is kept gets what the accessor does for all.
  const isKept = fails && way === "handle" && accessor?.commits !== "no" && got.kept.length > wanted.kept.length;
  if (isKept && got.error === wanted.error) return undefined;
  if (JSON.stringify(got.kept) !== JSON.stringify(wanted.kept)) return "kept";
  if (got.error !== wanted.error) return got.error === null ? "quieter" : "error";
  if (got.result !== wanted.result) return "result";
  if ((ends || !fails) && leaked(got.log) > leaked(wanted.log)) return "leak";
  if (fails) return undefined;
  if (count(got.log, "open") !== count(wanted.log, "open")) return "opened";
  return undefined;
}

function leaked(log: readonly string[]): number {
  return count(log, "open") - count(log, "close");
}

function count(log: readonly string[], word: string): number {
  return log.filter((each) => each === word).length;
}
