import { describe, expect, it } from "vitest";
import { DRIVERS } from "../../../src/read/drivers/index.js";
import { isRelease } from "../../../src/read/facts/releases.js";

/** What ends a handle of one package and means something else in other code. */
const OF_ONE_DRIVER = new Set([
  ...["commit", "rollback", "abort", "commit_transaction", "abort_transaction"],
  ...["done", "discard", "invalidate", "stop", "teardown", "close_idle", "manual_close", "wait_closed"],
]);

describe("names that release a handle", () => {
  it.each(DRIVERS)("include what $packages releases its handles by", ({ releases }) => {
    const unlisted = releases.filter((name) => !isRelease(name, 0) && !OF_ONE_DRIVER.has(name));
    expect(unlisted, "add to RELEASES in src/read/facts/releases.ts, or to OF_ONE_DRIVER here").toEqual([]);
  });

  it("take `remove` for a release only without arguments", () => {
    expect(isRelease("remove", 0)).toBe(true);
    expect(isRelease("remove", 1)).toBe(false);
  });
});
