import { describe, expect, test } from "vitest";
import type { Edit } from "../../../../src/base/edits/edit.js";
import { decode } from "../../../../src/base/text/encoding.js";
import type { FileSystem } from "../../../../src/base/world/world.js";
import type { Batch } from "../../../../src/change/fix/proof.js";
import { type CommandProof, commandProof } from "../../../../src/change/fix/proofs/command.js";
import type { CommandRun } from "../../../../src/change/fix/proofs/command-runs.js";
import type { MemoryCommand } from "../../../support/memory-commands.js";
import { type MemoryWorld, memoryWorld } from "../../../support/memory-world.js";
import { candidateOf } from "./batch.js";

const COMMAND = "npm test";

describe("the proof by a command", () => {
  test("refuses nothing where the command passes, after one run without the fixes and one with all of them", async () => {
    const { refusals, proof } = await prove(8, without());
    expect(refusals).toEqual([]);
    expect(proof.verification()).toMatchObject({ command: COMMAND, runs: 2, isFlaky: false, culprits: [] });
  });

  test("refuses the fix with which it fails, and says with what and how to see it", async () => {
    const { refusals, proof } = await prove(8, without([3]));
    expect(refusals).toEqual([
      [
        "f3.ts:1:1",
        "`npm test` fails with it: AssertionError: f3 is new; see it alone: `db-ssot fix --only f3.ts:1:1 --diff`",
      ],
    ]);
    const [culprit] = proof.verification().culprits;
    expect(culprit?.lastLines).toEqual(["running 8 tests", "AssertionError: f3 is new", "1 failed"]);
  });

  test("names the other of a pair, which stays", async () => {
    const { refusals } = await prove(8, without([1, 6]));
    expect(refusals.map(([name]) => name)).toEqual(["f6.ts:1:1"]);
    expect(refusals[0]?.[1]).toContain("fails with it together with f1.ts:1:1: AssertionError: f1 and f6 are new; see");
  });

  test("keeps a fix that fails only where another is missing, and does not name it", async () => {
    const { refusals, proof } = await prove(8, (files) =>
      isNew(files, 7) || (isNew(files, 2) && !isNew(files, 5)) ? 1 : 0,
    );
    expect(refusals.map(([name]) => name)).toEqual(["f7.ts:1:1"]);
    expect(proof.verification().culprits.map(({ groups }) => groups.map(({ name }) => name))).toEqual([["f7.ts:1:1"]]);
  });

  test("is not run again for what has passed", async () => {
    const { proof, rest } = await prove(8, without([3]));
    const { runs } = proof.verification();
    expect(rest.groups).toHaveLength(7);
    expect(await proof.prove(rest)).toEqual([]);
    expect(proof.verification().runs).toBe(runs);
  });

  test("leaves the files themselves alone, and its copy goes", async () => {
    const { world, proof } = await prove(4, without([1]));
    expect(world.copiesLeft()).toHaveLength(1);
    await proof.end();
    expect(world.copiesLeft()).toEqual([]);
    expect([0, 1, 2, 3].map((index) => world.textOf(`f${index}.ts`))).toEqual(["old\n", "old\n", "old\n", "old\n"]);
  });

  test("counts a run that does not end as a failure", async () => {
    const { refusals, proof } = await prove(4, (files) =>
      isNew(files, 2) ? { timedOut: true, output: "waiting\n" } : 0,
    );
    expect(refusals[0]?.[1]).toContain("`npm test` fails with it: it timed out; see");
    expect(proof.verification().culprits[0]?.timedOut).toBe(true);
  });

  test("gives files that the command itself has changed back as they should be", async () => {
    const { refusals } = await prove(4, (files) => {
      const isRed = isNew(files, 2);
      for (const index of [0, 1, 2, 3]) void files.write(`f${index}.ts`, new TextEncoder().encode("formatted\n"));
      return isRed ? 1 : 0;
    });
    expect(refusals.map(([name]) => name)).toEqual(["f2.ts:1:1"]);
  });

  test("keeps what has passed, and says of the rest that it was not judged, where it may run no more", async () => {
    const { refusals, proof } = await prove(8, without([0], [7]), { mostRuns: 10 });
    expect(proof.verification().runs).toBe(10);
    expect(proof.verification().unjudged.length).toBeGreaterThan(0);
    expect(refusals.map(([, reason]) => reason).join("\n")).toContain(
      "fails with other fixes, and the limit of 10 runs was reached before this one was tested; see it alone",
    );
  });

  test("tells of each run before it begins", async () => {
    const told: CommandRun[] = [];
    await prove(4, without(), { report: (run) => told.push(run) });
    expect(told).toEqual([
      { command: COMMAND, number: 1, most: 100, fixes: 0 },
      { command: COMMAND, number: 2, most: 100, fixes: 4 },
    ]);
  });
});

describe("a command that fails without any fix", () => {
  test("is distinguished from a fix that breaks it, with what it printed", async () => {
    const failing = prove(4, () => ({ status: 1, output: "no database\n" }));
    await expect(failing).rejects.toMatchObject({
      rows: [{ code: "failing-command", exitStatus: 3, why: "it ended with status 1 and printed last\nno database" }],
    });
  });

  test("is a fault where it passes only every second time", async () => {
    for (const first of [0, 1]) {
      const { refusals, proof } = await prove(8, alternating(first)).catch((fault) => ({
        refusals: fault,
        proof: undefined,
      }));
      if (proof === undefined) expect(refusals).toMatchObject({ rows: [{ code: "flaky-command", exitStatus: 3 }] });
      else expect([refusals.length, proof.verification().isFlaky]).toEqual([8, true]);
    }
  });

  test("is noticed where it fails once, and what passes twice in a row stands", async () => {
    let runs = 0;
    const { refusals, proof } = await prove(8, () => (++runs === 2 ? 1 : 0));
    expect([refusals, proof.verification().isFlaky]).toEqual([[], true]);
  });

  test("is noticed where it fails by chance for some fixes, which stand in the end", async () => {
    const failures = new Set<number>();
    let runs = 0;
    const { refusals, proof } = await prove(8, (files) => {
      runs += 1;
      // Once, and only with one of the fixes: it looks like a culprit beside the true one.
      if (runs === 4 && isNew(files, 0)) failures.add(runs);
      return failures.has(runs) ? 1 : without([7])(files, COMMAND);
    });
    expect([failures.size, refusals.map(([name]) => name)]).toEqual([1, ["f7.ts:1:1"]]);
    expect(proof.verification().isFlaky).toBe(true);
  });
});

interface Proved {
  readonly world: MemoryWorld;
  readonly proof: CommandProof;
  readonly refusals: readonly (readonly [name: string, reason: string])[];
  /** What is asked about next. */
  readonly rest: Batch;
}

type Play = (files: FileSystem, command: string) => ReturnType<MemoryCommand>;

/** A project of some files, each with a fix that makes its text `new`, and a command that judges them. */
async function prove(
  size: number,
  play: Play,
  options: { readonly mostRuns?: number; readonly report?: (run: CommandRun) => void } = {},
): Promise<Proved> {
  const files = Array.from({ length: size }, (_, index) => `f${index}.ts`);
  const texts = Object.fromEntries(files.map((file) => [file, "old\n"]));
  const world = memoryWorld(texts, { run: (command, copy) => play(copy, command) });
  const candidateFor = (some: readonly string[]) => {
    return candidateOf(texts, Object.fromEntries(some.map((file) => [`${file}:1:1`, [renewed(file)]])));
  };
  const proof = commandProof(world, { command: COMMAND, timeoutMs: 1000, mostRuns: 100, ...options });
  const refused = await proof.prove(candidateFor(files));
  const refusals = refused.map(({ group, reason }) => [group.name, reason] as const);
  const isRefused = (file: string): boolean => refusals.some(([name]) => name === `${file}:1:1`);
  return { world, proof, refusals, rest: candidateFor(files.filter((file) => !isRefused(file))) };
}

function renewed(file: string): Edit {
  return { file, start: 0, end: 3, text: "new" };
}

/** Fails where all files of any culprit are new. */
function without(...culprits: readonly (readonly number[])[]): Play {
  return (files) => {
    const culprit = culprits.find((each) => each.every((index) => isNew(files, index)));
    if (culprit === undefined) return 0;
    const names = culprit.map((index) => `f${index}`).join(" and ");
    const error = `AssertionError: ${names} ${culprit.length === 1 ? "is" : "are"} new`;
    return { status: 1, output: `running 8 tests\n\u001b[31m${error}\u001b[0m\n1 failed\n\n` };
  };
}

function alternating(first: number): Play {
  let runs = first;
  return () => runs++ % 2;
}

function isNew(files: FileSystem, index: number): boolean {
  const decoded = decode(files.read(`f${index}.ts`) ?? new Uint8Array());
  return decoded.kind === "text" && decoded.text === "new\n";
}
