/** Fixes generated programs, runs them before and after, and says where a safe fix made one quieter. */
import { fix } from "../../../../../src/change/fix/run.js";
import { memoryWorld } from "../../../../support/memory-world.js";
import { createDraw } from "../draw.js";
import { TOGETHER } from "../seeds.js";
import { createProgram, type Program } from "./programs.js";
import { createProject, type Outcome, type Outcomes } from "./run-program.js";
import { createWorld, type World } from "./world.js";

export interface Counterexample {
  readonly kind: string;
  readonly title: string;
  readonly shown: string;
}

export interface Round {
  readonly programs: number;
  readonly fixed: number;
  readonly counterexamples: readonly Counterexample[];
}

export async function attack(seed: number): Promise<Round> {
  const draw = createDraw(seed);
  const world = createWorld(draw);
  const programs = Array.from({ length: TOGETHER }, () => createProgram(draw, world));
  const named = (text: (program: Program) => string) =>
    Object.fromEntries(programs.map((program, index) => [`src/row-${index}.ts`, text(program)]));
  const files = { ...world.files, ...named(({ text }) => text) };
  const { changes } = await fix(memoryWorld(files));
  const fixed = new Map(changes.map(({ file, after = "" }) => [file, after]));
  const after = createProject({ ...files, ...Object.fromEntries(fixed) });
  const ideal = createProject({ ...world.ideal, ...named((program) => program.ideal) });
  const counterexamples: Counterexample[] = [];
  let count = 0;
  for (const [index, program] of programs.entries()) {
    const file = `src/row-${index}.ts`;
    const text = fixed.get(file);
    if (text === undefined) continue;
    count += 1;
    counterexamples.push(
      ...compare(world, program, { wanted: await ideal.run(file), got: await after.run(file), seed, text }),
    );
  }
  return { programs: TOGETHER, fixed: count, counterexamples };
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
      ...["src/db.ts", "src/manager.ts", "src/legacy.ts"].map((file) => String(world.ideal[file])),
    ].join("\n");
    return [{ kind, title: program.title, shown }];
  }
  return [];
}

/** A program that failed on its own use may not do more than its ideal does; the others do what they did. */
function differenceOf(world: World, { fails, way }: Program, wanted: Outcome, got: Outcome): string | undefined {
  const { form, effects } = world;
  // Another place of the program is not fixed, and says so.
  const isLoud = [got.error, got.result].some((text) => text?.includes("is not a function"));
  if (fails && isLoud && got.error !== wanted.error) return undefined;
  if (fails && isLoud && got.result !== wanted.result) return undefined;
  // Code that asks for a handle gets the transaction that the accessor runs all work in.
  if (fails && way !== "callback" && effects.transaction && got.error === wanted.error) return undefined;
  if (JSON.stringify(got.kept) !== JSON.stringify(wanted.kept)) return "kept";
  if (got.error !== wanted.error) return got.error === undefined ? "quieter" : "error";
  if (got.result !== wanted.result) return "result";
  const ends = form !== "object" && effects.closes === "always";
  if ((ends || !fails) && got.opened - got.closed > wanted.opened - wanted.closed) return "leak";
  return fails || got.opened === wanted.opened ? undefined : "opened";
}
