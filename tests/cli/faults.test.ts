import { describe, expect, it } from "vitest";
import { StagingError } from "../../src/base/world/staging.js";
import { UnreadableError, UnwritableError } from "../../src/base/world/world.js";
import { asFault, renderFault } from "../../src/cli/faults.js";
import { Fault } from "../../src/read/config/fault.js";
import { FAULTS, fault, faultRow } from "../../src/read/config/faults.js";

const CIRCUMSTANCES = { version: "0.1.0", node: "v20.19.0", platform: "linux x64", command: "db-ssot check src" };
const CHOICE = { path: "a.b", value: "x", known: ["y"] };
const EXPECTATION = { path: "a.b", meaning: "what it is for", example: '"x"' };

/** One case of every fault in the table. */
const CASES = [
  faultRow("no-such-path", { path: "src/x" }),
  faultRow("outside-root", { path: "../x", root: "/project" }),
  faultRow("empty-project", { root: "/project", extensions: [".ts", ".js"] }),
  faultRow("unreadable-root", { root: "/project", reason: "permission denied" }),
  faultRow("unreadable-file", { path: "a.ts", reason: "permission denied" }),
  faultRow("no-git", {}),
  faultRow("no-repository", { root: "/project" }),
  faultRow("distrusted-repository", { root: "/project" }),
  faultRow("unknown-revision", { name: "origin/main" }),
  faultRow("shallow-clone", { name: "origin/main" }),
  faultRow("partial-clone", {}),
  faultRow("unrelated-history", { name: "gh-pages" }),
  faultRow("unmerged-index", { files: ["src/a.ts", "src/b.ts"] }),
  faultRow("several-states", { options: ["--staged", "--since"] }),
  faultRow("several-steps", { options: ["--every", "--months"] }),
  faultRow("no-commits", { since: "2030-01-01" }),
  faultRow("git-failed", { command: "git ls-files", reason: "fatal: index file corrupt" }),
  faultRow("unwritable-file", { path: "a.ts", reason: "permission denied", written: ["b.ts"] }),
  faultRow("half-written", { path: "a.ts", reason: "read-only", written: ["b.ts"], obstacle: "the disk is full" }),
  faultRow("unwritable-index", { reason: "another git process is using it", fix: "wait until it ends" }),
  faultRow("partial-commit", {}),
  faultRow("staged-verify", {}),
  faultRow("interrupted-before-commit", { command: "db-ssot fix --staged" }),
  faultRow("uncommitted-changes", { paths: ["a.ts", "b.ts"] }),
  faultRow("unknown-changes", { reason: "the command `git` cannot be started", fix: "install git" }),
  faultRow("already-running", { pid: 7 }),
  faultRow("changed-since", { path: "a.ts", command: "db-ssot fix" }),
  faultRow("changed-after-interruption", { path: "a.ts", command: "db-ssot fix", journal: "`.db-ssot/runs/1.json`" }),
  faultRow("unreadable-journal", { path: ".db-ssot/runs/1.json", problem: "it is not a JSON object" }),
  faultRow("config-exists", { path: "db-ssot.json" }),
  faultRow("no-agent-lines", {}),
  faultRow("no-config", { path: "package.json" }),
  faultRow("two-configs", { own: "db-ssot.json", shared: "package.json", key: "db-ssot" }),
  faultRow("unreadable-config", { path: "db-ssot.json", reason: "it is UTF-16" }),
  faultRow("invalid-json", { problem: "comma expected" }),
  faultRow("duplicate-key", { path: "a.b", firstLine: 2 }),
  faultRow("unknown-key", { path: "a.b", known: ["c"] }),
  faultRow("missing-key", { path: "a.b", meaning: "what it is for", example: '"b": 1' }),
  faultRow("wrong-type", { ...EXPECTATION, expected: "an array", found: "a string" }),
  faultRow("wrong-length", { ...EXPECTATION, problem: "is empty" }),
  faultRow("malformed-name", { ...EXPECTATION, value: "a b" }),
  faultRow("negated-glob", { path: "ignore[0]", value: "!a" }),
  faultRow("unknown-form", CHOICE),
  faultRow("unknown-severity", CHOICE),
  faultRow("unknown-rule", CHOICE),
  faultRow("unknown-option", { ...CHOICE, rule: "direct-client" }),
  faultRow("wrong-option", { path: "rules.direct-client.options.include", example: "[]" }),
  faultRow("unknown-format", CHOICE),
  faultRow("duplicate-source", { name: "primary", firstLine: 3 }),
  faultRow("missing-module", { path: "a.b", module: "src/db.ts" }),
  faultRow("no-such-module", { module: "src/db.ts" }),
  faultRow("no-handle", { name: "port", module: "src/db.ts", others: ["getDb"] }),
  faultRow("missing-accessor", {
    role: "accessor",
    source: "primary",
    name: "getDbb",
    module: "src/db.ts",
    known: ["getDb"],
  }),
  faultRow("missing-accessor-member", {
    role: "accessor",
    source: "primary",
    name: "manager.sesion",
    module: "src/db.ts",
    owner: "manager",
    member: "sesion",
    known: ["session"],
  }),
  faultRow("unmatched-name", { path: "a.b", value: "getDbb", nearest: "getDb" }),
  faultRow("unusable-name", { path: "a.b", value: "getDb", found: "a function", wanted: "classes" }),
  faultRow("glob-matches-nothing", { path: "a.b", glob: "src/**" }),
  faultRow("missing-extended-file", { text: "./base.json", path: "base.json" }),
  faultRow("missing-extended-package", { name: "@acme/db-ssot-config" }),
  faultRow("nothing-shared", { text: "@acme/x", directory: "node_modules/@acme/x", subpath: "" }),
  faultRow("circular-extends", { files: ["db-ssot.json", "base.json", "db-ssot.json"] }),
  faultRow("shared-command", {}),
  faultRow("nearer-command", { key: "verify" }),
  faultRow("outside-directory", { path: "a.b", glob: "../x", directory: "packages/api" }),
  faultRow("unknown-project", { value: "@acme/ap", known: ["@acme/api"], nearest: "@acme/api" }),
  faultRow("malformed-baseline", { path: "db-ssot-baseline.jsonl", message: "this line is not an entry" }),
  faultRow("conflicted-baseline", { path: "db-ssot-baseline.jsonl", message: "a merge was left unfinished here" }),
  faultRow("newer-baseline", { path: "db-ssot-baseline.jsonl", message: "it is written in version 2" }),
  faultRow("no-such-fix", { value: "src/a.ts:1:1", known: ["src/a.ts:2:1"] }),
  faultRow("formats-in-one-place", { formats: ["json", "sarif"] }),
  faultRow("several-details", { options: ["--quiet", "--verbose"] }),
  faultRow("format-without-file", { format: "json" }),
  faultRow("unwritable-report", { format: "json", path: "a.json", reason: "permission denied" }),
  faultRow("no-such-finding", CHOICE),
  faultRow("unexplained-finding", { place: "src/a.ts:1", rule: "direct-client", known: ["missing-member"] }),
  faultRow("unknown-page", CHOICE),
  faultRow("malformed-place", { value: "src/a.ts" }),
  faultRow("no-such-place", { path: "src/a.ts", most: "3 lines" }),
  faultRow("nothing-at-place", { value: "src/a.ts:1:1", others: ["src/a.ts:1:5"] }),
  faultRow("unread-file", { path: "src/a.ts", reason: "git ignores it" }),
  faultRow("no-terminal", {}),
  faultRow("stopped", {}),
  faultRow("unknown-definition", { value: "x" }),
  faultRow("unknown-target", { name: "X", value: "src/x.ts", modules: ["src/y.ts"] }),
  faultRow("several-groups", { name: "X", modules: ["src/x.ts", "app/x.py"] }),
  faultRow("no-accessor", {}),
  faultRow("create-unneeded", { module: "src/db.ts", name: "getDb" }),
  faultRow("create-nothing", {}),
  faultRow("create-shared", { module: "src/db.ts" }),
  faultRow("create-exists", { file: "src/db.ts" }),
  faultRow("create-place", { file: "src/db.test.ts" }),
  faultRow("create-language", { file: "src/db.py", like: "src/a.ts" }),
  faultRow("create-bound", { reasons: ["src/a.ts:1 uses `x`, which its file does not declare"] }),
  faultRow("malformed-member", { value: "x" }),
  faultRow("unknown-manager", { value: "x", known: ["y"] }),
  faultRow("several-managers", { name: "X", files: ["a.ts", "b.ts"] }),
  faultRow("member-exists", { name: "X.y", place: "a.ts:1" }),
  faultRow("no-shim", { name: "X.y", reasons: ["a.ts:1: it passes no callback"] }),
  faultRow("no-command", {}),
  faultRow("failing-command", { command: "npm test", printed: "y" }),
  faultRow("flaky-command", { command: "npm test" }),
  faultRow("no-copy", { command: "npm test", directory: "/tmp", reason: "no space left on the device" }),
  faultRow("malformed-fail-on", CHOICE),
  faultRow("malformed-count", { value: "-1", option: "--max-warnings", least: 0, example: "0` to fail on any" }),

  faultRow("contradicting-limits", { maxWarnings: 3 }),
  faultRow("unknown-pipeline", CHOICE),
  faultRow("pipeline-exists", { path: ".gitlab-ci.yml", system: "GitLab CI" }),
  faultRow("no-hooks", { root: "/project" }),
  faultRow("unknown-hook-manager", CHOICE),
  faultRow("manager-not-used", { manager: "husky", used: ["lefthook"] }),
  faultRow("hook-by-hand", {
    manager: "git",
    file: "pre-commit",
    reason: "it is a program",
    byHand: "`npx db-ssot check`",
  }),
  faultRow("internal-error", { message: "x", stack: "y", circumstances: CIRCUMSTANCES }),
];

describe("the table of faults", () => {
  it("is shown here in full", () => {
    expect(CASES.map(({ code }) => code)).toEqual(Object.keys(FAULTS));
  });

  it.each(CASES)("says of $code what, why and how to fix it, in one line each", (row) => {
    for (const text of [row.what, row.why, row.fix].filter((each) => each !== undefined)) {
      expect(text).toMatch(/^[^A-Z\n][^\n]*[^.\s\n]$|^[xy]$/);
      expect(text).not.toMatch(/undefined|see the doc/i);
    }
  });

  it("ends with 3 where the work could not be done, and with 2 where the user can say it better", () => {
    const unable = CASES.filter(({ exitStatus }) => exitStatus === 3).map(({ code }) => code);
    expect(unable).toEqual([
      "unreadable-root",
      "unreadable-file",
      "no-git",
      "distrusted-repository",
      "shallow-clone",
      "partial-clone",
      "git-failed",
      "unwritable-file",
      "half-written",
      "unwritable-index",
      "partial-commit",
      "interrupted-before-commit",
      "unknown-changes",
      "already-running",
      "changed-since",
      "changed-after-interruption",
      "unreadable-journal",
      "unwritable-report",
      "stopped",
      "create-bound",
      "no-shim",
      "failing-command",
      "flaky-command",
      "no-copy",
      "no-hooks",
      "hook-by-hand",
      "internal-error",
    ]);
    expect(new Set(CASES.map(({ exitStatus }) => exitStatus))).toEqual(new Set([2, 3]));
  });

  it("tells how far the writing came, and claims nothing where nobody counted", () => {
    const why = (written?: readonly string[]) =>
      faultRow("unwritable-file", { path: "a.ts", reason: "read-only", written }).why;
    expect(why([])).toBe("no file was changed");
    expect(why(["b.ts", "c.ts"])).toBe("changed before: `b.ts`, `c.ts`; no other file was changed");
    expect(why()).toBe("the run stopped there; this file was not changed");
    const restored = faultRow("unwritable-file", {
      path: "a.ts",
      reason: "read-only",
      written: [],
      restored: ["b.ts"],
    });
    expect(restored.why).toBe("files written before were restored: `b.ts`");
  });
});

describe("a fault as text", () => {
  it("gives where, what, why and how to fix it", () => {
    const place = { file: "db-ssot.json", line: 5, column: 7 };
    const row = faultRow(
      "unknown-rule",
      { value: "direct-clent", known: ["direct-client"], nearest: "direct-client" },
      place,
    );
    expect(renderFault(new Fault([row, faultRow("no-such-path", { path: "src/x" })]))).toBe(
      `db-ssot.json:5:7  error  unknown-rule
  there is no rule \`direct-clent\`
  note: the rules are \`direct-client\`
  help: did you mean \`direct-client\`?

error  no-such-path
  there is no \`src/x\`
  help: give a file or a directory that exists; paths are relative to the current directory
`,
    );
  });

  it("shows what could write over the screen instead of sending it there", () => {
    const text = renderFault(fault("no-such-path", { path: "a\u001b[2Jb\rc\u009bd\né" }));
    expect(text).toContain("there is no `a\\u001b[2Jb\\u000dc\\u009bd\n    é`");
    const place = { file: "a\u001b[2J\n::error::/db-ssot.json", line: 1, column: 1 };
    expect(renderFault(new Fault([faultRow("unknown-format", CHOICE, place)]))).toMatch(
      /^a␛\[2J␊::error::\/db-ssot\.json:1:1 {2}error {2}unknown-format\n/,
    );
  });
});

describe("what ended a run", () => {
  it("stays the fault that it is", () => {
    const known = fault("no-accessor", {});
    expect(asFault(known, { circumstances: CIRCUMSTANCES })).toBe(known);
    expect(known.exitStatus).toBe(2);
  });

  it.each([
    [
      new UnreadableError("src/a.ts", "permission denied"),
      "unreadable-file",
      "cannot read `src/a.ts`: permission denied",
    ],
    [new UnwritableError("src/a.ts", "read-only"), "unwritable-file", "cannot write `src/a.ts`: read-only"],
    [
      new StagingError({ kind: "git-failed", reason: "no room" }),
      "unwritable-index",
      "cannot write the git index: no room",
    ],
  ])("is a fault of the table where the world refused: %s", (error, code, what) => {
    const found = asFault(error, { circumstances: CIRCUMSTANCES });
    expect(found.rows).toMatchObject([{ code, what }]);
    expect(found.exitStatus).toBe(3);
  });

  it("is ours where nobody foresaw it, keeps its cause, and asks for a report", () => {
    const cause = new TypeError("x is not a function");
    cause.stack = "TypeError: x is not a function\n    at check (file:///a.js:1:2)\n    at run (file:///b.js:3:4)";
    const found = asFault(cause, { circumstances: CIRCUMSTANCES });
    expect(found.exitStatus).toBe(3);
    expect(found.cause).toBe(cause);
    expect(renderFault(found)).toBe(`error  internal-error
  this is a fault of db-ssot itself: TypeError: x is not a function
  note: it happened
    at check (file:///a.js:1:2)
    at run (file:///b.js:3:4)
  help: please report it together with these lines: db-ssot 0.1.0, node v20.19.0, linux x64, \`db-ssot check src\`
`);
  });

  it("is ours also where what was thrown is no error", () => {
    expect(renderFault(asFault("stop", { circumstances: CIRCUMSTANCES }))).toContain(
      "this is a fault of db-ssot itself: stop\n",
    );
  });
});

it("names the first of many files, and says how many more there are", () => {
  const paths = Array.from({ length: 200 }, (_, index) => `src/${index}.ts`);
  const told = renderFault(fault("uncommitted-changes", { paths }));
  expect(told).toContain("`src/5.ts` and 194 more");
  expect(told).not.toContain("src/6.ts");
});
