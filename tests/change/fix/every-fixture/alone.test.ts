/** Each fix of a project alone, and the others after it. */
import { describe, expect, it } from "vitest";
import { askAlone } from "../../../support/fix-harness.js";
import { SMALL_PROJECTS } from "./projects.js";

describe.each([
  ["safe", false],
  ["unsafe", true],
])("with %s fixes", (_, unsafe) => {
  it.each(SMALL_PROJECTS)("$title", async ({ files }) => {
    const { complaints } = await askAlone(files, { unsafe });
    expect(complaints).toEqual([]);
  });
});
