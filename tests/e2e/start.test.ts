/** Commands that look into no source start without a parser, and without what lists files and validates configurations. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";
import { loadedModules } from "../support/loaded-modules.js";
import { tempProject } from "../support/temp-project.js";

const BIN = join(import.meta.dirname, "../../bin/db-ssot.js");

/** `out` is fast-glob: its main file is `out/index.js`. */
const HEAVY = ["parser", "ts-morph", "@ts-morph/common", "web-tree-sitter", "ajv", "out"];

it.each(["-V", "--version", "--help", "explain", "explain missing-member", "undo", "hook status"])(
  "loads nothing of that for `%s`",
  (words) => {
    const loaded = loadedModules([BIN, ...words.split(" ")], tempProject({ ...INCIDENT }));
    expect(loaded).toContain("start");
    expect(HEAVY.filter((name) => loaded.has(name))).toEqual([]);
  },
);

it("loads the command alone for `--version`", () => {
  const loaded = loadedModules([BIN, "--version"], tempProject({}));
  expect(["rules", "check", "fix", "config", "root"].filter((name) => loaded.has(name))).toEqual([]);
});
