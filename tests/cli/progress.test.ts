import { expect, it } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { memoryWorld } from "../support/memory-world.js";

it("shows one line on standard error, from a third of a second on, now and then, and erases it", () => {
  const world = memoryWorld({}, { interactive: true });
  const progress = createProgress(world.terminal, world.clock);
  progress.report("reading", 1, 900);
  expect(world.errors()).toBe("");
  world.pass(400);
  progress.report("reading", 200, 900);
  progress.report("reading", 201, 900);
  expect(world.errors()).toBe("\r\u001b[Kreading 200 of 900 files");
  progress.erase();
  progress.erase();
  expect(world.errors()).toBe("\r\u001b[Kreading 200 of 900 files\r\u001b[K");
  expect(world.output()).toBe("");
});

it("says nothing in a pipe", () => {
  const world = memoryWorld({});
  const progress = createProgress(world.terminal, world.clock);
  world.pass(5000);
  progress.report("reading", 200, 900);
  progress.erase();
  expect(world.errors()).toBe("");
});

it("keeps to one line of a narrow terminal", () => {
  const world = memoryWorld({}, { interactive: true, width: 12 });
  const progress = createProgress(world.terminal, world.clock);
  world.pass(400);
  progress.report("reading", 200, 900);
  expect(world.errors()).toBe("\r\u001b[Kreading 200");
});
