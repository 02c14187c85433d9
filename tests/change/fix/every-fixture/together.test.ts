/** All fixes of a project in one run. */
import { describe, expect, it } from "vitest";
import { askTogether } from "../../../support/fix-harness.js";
import { PROJECTS } from "./projects.js";

describe.each([
  ["safe", false],
  ["unsafe", true],
])("with %s fixes", (_, unsafe) => {
  it.each(PROJECTS)("$title", async ({ files }) => {
    const { complaints } = await askTogether(files, { unsafe, types: true });
    expect(complaints).toEqual([]);
  });
});
