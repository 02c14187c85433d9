import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";
import { actionErrors, runStep, type Step, type StepRun } from "./platform.js";

const ROOT = join(import.meta.dirname, "../..");
const TEXT = readFileSync(join(ROOT, "action.yml"), "utf8");

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action: Action = parse(TEXT);
const [step, ...others] = action.runs.steps;

/** Runs the action with the inputs that are given and the defaults of the others. */
function act(
  inputs: Readonly<Record<string, string>>,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): StepRun {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, input.default]);
  const given = Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]);
  if (step === undefined) throw new Error("the action has no step");
  return runStep(step, Object.fromEntries([...defaults, ...given]), folder, environment);
}

/** A folder in which `npx`, or the project's own program, writes down its words instead of doing anything. */
function recorder(own = false): { readonly folder: string; readonly path: string; words(): readonly string[] } {
  const script = (first: number) => `#!/bin/bash
printf '%s\\0' "$@" > "$RECORD"
counts=\${${first}#--format=json=}
printf '{"summary":{"errors":2,"warnings":1}}' > "$counts"
exit 1
`;
  const folder = tempProject({
    "bin/npx": script(4),
    ...(own ? { "node_modules/.bin/db-ssot": script(2) } : {}),
  });
  chmodSync(join(folder, "bin/npx"), 0o755);
  if (own) chmodSync(join(folder, "node_modules/.bin/db-ssot"), 0o755);
  const record = join(folder, "record");
  return {
    folder,
    path: record,
    words: () =>
      readFileSync(record, "utf8")
        .split("\0")
        .slice(0, -1)
        .map((word) => word.replace(/^(--format=json=).*/, "$1…")),
  };
}

function actRecorded(inputs: Readonly<Record<string, string>>, own = false) {
  const { folder, path, words } = recorder(own);
  const run = act(inputs, folder, { PATH: `${join(folder, "bin")}:${process.env.PATH}`, RECORD: path });
  return { run, folder, words: existsSync(path) ? words() : undefined };
}

describe("action.yml", () => {
  it("is what GitHub's own parser accepts", () => {
    expect(actionErrors(TEXT)).toEqual([]);
  });

  it("hands every input to the script as a variable, and none as a part of its text", () => {
    expect(others).toEqual([]);
    expect(step?.run).not.toContain("${{");
    const handed = Object.values(step?.env ?? {});
    expect(Object.keys(action.inputs).filter((name) => !handed.includes(`\${{ inputs.${name} }}`))).toEqual([]);
  });
});

describe("the action", () => {
  it("checks the whole project with the latest version, and prints annotations", () => {
    const { run, words } = actRecorded({});
    expect(words).toEqual([
      "--yes",
      "db-ssot@latest",
      "check",
      "--format=json=…",
      "--fail-on=error",
      "--format=github",
      "--",
    ]);
    expect(run).toMatchObject({ status: 1, outputs: { errors: "2", warnings: "1" } });
  });

  it("prefers the version that the project has installed, unless another one is named", () => {
    expect(actRecorded({}, true).words?.[0]).toBe("check");
    expect(actRecorded({ version: "0.1.0" }, true).words?.slice(0, 2)).toEqual(["--yes", "db-ssot@0.1.0"]);
  });

  it("passes all inputs on", () => {
    const { words } = actRecorded({
      paths: "src\ntests/a b.ts\n",
      format: "",
      since: "origin/main",
      "fail-on": "warning",
      "max-warnings": "3",
      "sarif-file": "out/report.sarif",
      args: "--rule\nmissing-member",
    });
    expect(words?.slice(4)).toEqual([
      "--fail-on=warning",
      "--since=origin/main",
      "--max-warnings=3",
      "--format=sarif=out/report.sarif",
      "--rule",
      "missing-member",
      "--",
      "src",
      "tests/a b.ts",
    ]);
  });
});

const HOSTILE = [
  "$(touch pwned)",
  "`touch pwned`",
  '"; touch pwned; echo "',
  "'; touch pwned; '",
  "x && touch pwned",
  "| touch pwned",
  "--config=/etc/passwd",
  "$HOME",
  "*",
];

describe("an input from somebody else", () => {
  const NAMES = ["paths", "format", "since", "fail-on", "max-warnings", "sarif-file", "args"];

  it.each(HOSTILE)("is one word, in whichever input it stands: %s", (value) => {
    const { words, folder } = actRecorded(Object.fromEntries(NAMES.map((name) => [name, value])));
    expect(words?.filter((word) => word.endsWith(value))).toHaveLength(NAMES.length);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });

  it("stays behind its own option, so that it is none itself", () => {
    const named = NAMES.filter((name) => name !== "args");
    const { words = [] } = actRecorded(Object.fromEntries(named.map((name) => [name, "--config=/etc/passwd"])));
    expect(words.slice(0, words.indexOf("--"))).not.toContain("--config=/etc/passwd");
  });

  it.each([...HOSTILE, "https://example.com/x.tgz", "../x", "npm:other@1", "1 2", "-g"])(
    "is refused as a version where it is none: %s",
    (version) => {
      const { run, words, folder } = actRecorded({ version });
      expect({ status: run.status, words }).toEqual({ status: 2, words: undefined });
      expect(run.errors).toContain("`version` is not a version");
      expect(existsSync(join(folder, "pwned"))).toBe(false);
    },
  );

  it("cannot begin another output of the step", () => {
    const { run } = actRecorded({ "sarif-file": "a\nerrors=0" });
    expect(run).toMatchObject({ status: 2, outputs: {} });
  });
});

describe("with the real program", () => {
  function installed(): string {
    const folder = tempProject({
      ...Object.fromEntries(Object.entries(INCIDENT).map(([path, text]) => [`app/${path}`, text])),
      "node_modules/.bin/.keep": "",
    });
    symlinkSync(join(ROOT, "bin/db-ssot.js"), join(folder, "node_modules/.bin/db-ssot"));
    return folder;
  }

  it("annotates, counts, writes its files, and fails by what it was told to fail by", () => {
    const folder = installed();
    const summary = join(folder, "summary.md");
    const environment = { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: folder };
    const inputs = { "working-directory": "app", "sarif-file": "out/report.sarif" };
    const { status, output, outputs } = act(inputs, folder, environment);
    expect(output).toMatch(/^::error file=app\/src\/health\.ts,line=4,/m);
    expect({ status, outputs }).toEqual({
      status: 1,
      outputs: { errors: "1", warnings: "0", "sarif-file": "app/out/report.sarif" },
    });
    expect(JSON.parse(readFileSync(join(folder, "app/out/report.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(readFileSync(summary, "utf8")).toContain("`app/src/health.ts:4`");
    expect(act({ ...inputs, "fail-on": "none" }, folder, environment).status).toBe(0);
  });

  it("ends with the fault of an input that the program refuses", () => {
    const { status, errors } = act({ "working-directory": "app", "max-warnings": "many" }, installed());
    expect(status).toBe(2);
    expect(errors).toContain("`many` is not a value of `--max-warnings`");
  });
});
