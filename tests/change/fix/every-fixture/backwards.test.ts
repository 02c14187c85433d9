/** The fixes of a project one after the other, the last first. */
import { describe, expect, it } from "vitest";
import { askBackwards } from "../../../support/fix-harness.js";
import { SMALL_PROJECTS } from "./projects.js";

describe.each([
  ["safe", false],
  ["unsafe", true],
])("with %s fixes", (_, unsafe) => {
  it.each(SMALL_PROJECTS)("$title", async ({ files }) => {
    expect(await askBackwards(files, { unsafe })).toEqual([]);
  });
});
