import { expect, it } from "vitest";
import { createStopwatch, unmeasured } from "../../../src/base/world/timing.js";

function clockBy(ms: { now: number }) {
  return { now: () => ms.now };
}

it("counts the time of an inner phase for that phase alone, and of a repeated phase together", () => {
  const ms = { now: 100 };
  const { measure, phases } = createStopwatch(clockBy(ms));
  ms.now += 1;
  const result = measure("link", () => {
    ms.now += 10;
    measure("parse", () => {
      ms.now += 200;
    });
    ms.now += 20;
    return "linked";
  });
  measure("parse", () => {
    ms.now += 5;
  });
  ms.now += 2;
  expect(result).toBe("linked");
  expect(phases()).toEqual([
    { phase: "other", durationMs: 3 },
    { phase: "link", durationMs: 30 },
    { phase: "parse", durationMs: 205 },
  ]);
});

it("counts asynchronous work until it has ended, also if it fails", async () => {
  const ms = { now: 0 };
  const { measure, phases } = createStopwatch(clockBy(ms));
  const later = async () => {
    await Promise.resolve();
    ms.now += 7;
    throw new Error("no");
  };
  await expect(measure("list", later)).rejects.toThrow("no");
  ms.now += 1;
  expect(phases()).toEqual([
    { phase: "other", durationMs: 1 },
    { phase: "list", durationMs: 7 },
  ]);
});

it("runs work that nobody times", () => {
  expect(unmeasured("link", () => 3)).toBe(3);
});
