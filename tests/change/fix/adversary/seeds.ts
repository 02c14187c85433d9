/** Programs in a project: most of what a run costs does not grow with them. */
export const TOGETHER = 40;

/** A seed for each project. `ADVERSARY_PROGRAMS=20000` runs more programs, `ADVERSARY_SEED` others. */
export function seedsFrom(first: number): readonly number[] {
  const programs = Number(process.env.ADVERSARY_PROGRAMS ?? "1000");
  const start = Number(process.env.ADVERSARY_SEED ?? first);
  return Array.from({ length: Math.ceil(programs / TOGETHER) }, (_, index) => start + index);
}
