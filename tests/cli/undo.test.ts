import { describe, expect, it } from "vitest";
import { writeChanges } from "../../src/change/journal/write.js";
import { runCli, runCliIn } from "../support/cli.js";
import { memoryWorld } from "../support/memory-world.js";

const REQUEST = { command: "db-ssot fix", allowDirty: false };

async function worldAfterRun() {
  const world = memoryWorld({ "src/a.ts": "old a", "src/gone.ts": "old gone" });
  await writeChanges(
    world,
    [
      { file: "src/a.ts", before: "old a", after: "new a" },
      { file: "src/gone.ts", before: "old gone" },
      { file: "src/made.ts", after: "new made" },
    ],
    REQUEST,
  );
  return world;
}

describe("undo", () => {
  it("takes the last run back, and says of each file what it did", async () => {
    const world = await worldAfterRun();
    expect(await runCliIn(world, "undo")).toMatchObject({
      status: 0,
      errors: "",
      output: [
        "undid `db-ssot fix`",
        "  restored       src/a.ts",
        "  created again  src/gone.ts",
        "  removed        src/made.ts",
        "",
      ].join("\n"),
    });
    expect(["src/a.ts", "src/gone.ts", "src/made.ts"].map(world.textOf)).toEqual(["old a", "old gone", undefined]);
  });

  it("takes back the run before, when asked again, until there is none", async () => {
    const world = await worldAfterRun();
    await writeChanges(world, [{ file: "src/a.ts", before: "new a", after: "newest a" }], {
      ...REQUEST,
      command: "second",
    });
    expect((await runCliIn(world, "undo")).output).toBe("undid `second`\n  restored       src/a.ts\n");
    expect(world.textOf("src/a.ts")).toBe("new a");
    await runCliIn(world, "undo");
    expect(world.textOf("src/a.ts")).toBe("old a");
    expect(await runCliIn(world, "undo")).toMatchObject({ status: 0, output: "nothing to undo\n", errors: "" });
  });

  it("says that there is nothing to undo where nothing was done", async () => {
    const { status, output, world } = await runCli("undo", { "src/a.ts": "a" });
    expect({ status, output }).toEqual({ status: 0, output: "nothing to undo\n" });
    expect((await world.files.list({ patterns: ["**"], ignore: [] })).files).toEqual(["src/a.ts"]);
  });

  it("refuses where files have changed since, names all of them, and changes none", async () => {
    const world = await worldAfterRun();
    await world.files.write("src/a.ts", new TextEncoder().encode("edited"));
    await world.files.write("src/gone.ts", new TextEncoder().encode("made anew"));
    const { status, output, errors } = await runCliIn(world, "undo");
    expect({ status, output }).toEqual({ status: 3, output: "" });
    expect(errors).toContain("error  changed-since\n  `src/a.ts` has changed since `db-ssot fix`");
    expect(errors).toContain("error  changed-since\n  `src/gone.ts` has changed since `db-ssot fix`");
    expect(["src/a.ts", "src/gone.ts", "src/made.ts"].map(world.textOf)).toEqual(["edited", "made anew", "new made"]);
  });

  it("leaves a file alone that is as it was before the run", async () => {
    const world = await worldAfterRun();
    await world.files.write("src/a.ts", new TextEncoder().encode("old a"));
    expect((await runCliIn(world, "undo")).output).toContain("  unchanged      src/a.ts\n");
  });

  it("has help with examples", async () => {
    const { output, status } = await runCli("undo --help", {});
    expect(output).toContain("Examples:\n  db-ssot undo");
    expect(status).toBe(0);
  });
});
