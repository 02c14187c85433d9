/** The tab key, as bash asks for it: the printed script is sourced, its function is called with words and cursor. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_RULES } from "../../src/judge/rules/index.js";
import { runBuilt } from "./run-built.js";

const BUILT = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "db-ssot-completion-"));

beforeAll(() => symlinkSync(BUILT, join(folder, "db-ssot")));
afterAll(() => rmSync(folder, { recursive: true }));

describe("in bash the tab key offers", () => {
  it("the commands that begin like the word", async () => {
    expect(await complete("che")).toEqual(["check"]);
    expect(await complete("con")).toEqual(["config", "consolidate"]);
  });

  it("the options of the command, and those of the whole program", async () => {
    const offered = await complete("check", "--");
    expect(offered).toContain("--format");
    expect(offered).toContain("--no-color");
    expect(offered).not.toContain("--unsafe");
  });

  it("the rules where an option or a command takes one", async () => {
    const named = ALL_RULES.map((rule) => rule.id).filter((id) => id.startsWith("missing-"));
    expect(await complete("check", "--rule", "missing-")).toEqual(named);
    expect(await complete("explain", "missing-")).toEqual(named);
  });

  it("the formats", async () => {
    expect(await complete("check", "--format", "pre")).toEqual(["pretty"]);
    expect(await complete("history", "--format", "s")).toEqual(["svg"]);
  });

  it("nothing of its own where a path is wanted, so that bash offers files", async () => {
    expect(await complete("check", "src/")).toEqual([]);
    expect(await complete("check", "--config", "")).toEqual([]);
  });
});

it("prints a script for each shell, and names the shells where there is none of that name", async () => {
  for (const shell of ["bash", "zsh", "fish", "pwsh"]) {
    const { status, output } = await runBuilt(folder, `completion ${shell}`);
    expect([shell, status]).toEqual([shell, 0]);
    expect(output).toContain("completion-server");
  }
  const unknown = await runBuilt(folder, "completion tcsh");
  expect(unknown.status).toBe(2);
  expect(unknown.errors).toContain("bash, zsh, fish, pwsh");
});

/** @param words after `db-ssot`; the last one is being typed */
function complete(...words: readonly string[]): Promise<readonly string[]> {
  const script = `
    PATH="${folder}:$PATH"
    source <(db-ssot completion bash)
    COMP_WORDS=(db-ssot "$@"); COMP_CWORD=$#; COMP_LINE="db-ssot $*"; COMP_POINT=\${#COMP_LINE}
    _db-ssot_completion
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  return new Promise((resolve, reject) => {
    execFile("bash", ["--norc", "-c", script, "bash", ...words], { cwd: folder }, (error, output) => {
      if (error) reject(error);
      else resolve(output.split("\n").filter((line) => line !== ""));
    });
  });
}
