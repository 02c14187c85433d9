import fc from "fast-check";
import { parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { commandStringEditor } from "../../../src/cli/hook/editors/command-string.js";
import { LEFTHOOK_JSON, LEFTHOOK_TOML, LEFTHOOK_YAML } from "../../../src/cli/hook/editors/lefthook.js";
import { LINT_STAGED_YAML, lintStagedJson } from "../../../src/cli/hook/editors/lint-staged.js";
import { PRE_COMMIT_YAML } from "../../../src/cli/hook/editors/pre-commit.js";
import { added, CHECK, expectReversible, ORDER, reasonFor } from "./editors.js";

const OPENING = "# >>> db-ssot: `db-ssot hook uninstall` removes these lines";
const CLOSING = "# <<< db-ssot";
const BELOW = { runs: ["npx --no-install db-ssot fix --staged", CHECK], directory: "packages/the app" };

describe("lefthook's YAML", () => {
  it("gets a command behind those that it has", () => {
    const text =
      "# ours\npre-commit:\n  parallel: true\n  commands:\n    lint:\n      run: npm run lint # quick\n\npre-push: {}\n";
    expect(added(LEFTHOOK_YAML, text)).toBe(
      `# ours\npre-commit:\n  parallel: true\n  commands:\n    lint:\n      run: npm run lint # quick\n    ${OPENING}\n    db-ssot:\n      run: ${CHECK}\n    ${CLOSING}\n\npre-push: {}\n`,
    );
    expectReversible(LEFTHOOK_YAML, text);
  });

  it("gets a job where it has jobs", () => {
    const text =
      "pre-commit:\n  jobs:\n    - run: |\n        npm test\n        npm run lint\n    - name: types\n      run: tsc\n";
    expect(parseYaml(added(LEFTHOOK_YAML, text))).toEqual({
      "pre-commit": {
        jobs: [{ run: "npm test\nnpm run lint\n" }, { name: "types", run: "tsc" }, { name: "db-ssot", run: CHECK }],
      },
    });
    expectReversible(LEFTHOOK_YAML, text);
  });

  it.each([
    ["pre-push:\n  commands:\n    a:\n      run: b", "another hook only, without a last line break"],
    ["pre-commit:\r\n  scripts:\r\n    a.sh:\r\n      runner: sh\r\n", "scripts only, with CRLF"],
    ["# nothing yet\n", "a comment only"],
    ["", "nothing"],
    [
      "pre-commit:\n  commands:\n    a:\n      run: |+\n        b\n\n\npre-push:\n",
      "a block of text that keeps its empty lines",
    ],
    ["---\npre-commit:\n    commands:\n        a: {run: b}\n", "four spaces"],
  ])("has its bytes again: %j", (text) => {
    expectReversible(LEFTHOOK_YAML, text);
    expectReversible(LEFTHOOK_YAML, text, BELOW);
    expect(JSON.stringify(parseYaml(added(LEFTHOOK_YAML, text, BELOW)))).toContain(
      '(cd \\"packages/the app\\" && npx --no-install db-ssot fix --staged && npx --no-install db-ssot check --staged)',
    );
  });

  it.each([
    ["pre-commit: {commands: {a: {run: b}}}\n", "braces"],
    ["pre-commit:\n", "nothing can be added"],
    ["a: [\n", "not valid YAML"],
    ["a: 1\n---\nb: 2\n", "several documents"],
    ["x: &x\n  commands:\n    a:\n      run: b\npre-commit: *x\n", "nothing can be added to its"],
    ["pre-commit:\n  commands:\n    db:\n      run: db-ssot check\n", "runs db-ssot already"],
  ])("is left alone: %j", (text, reason) => {
    expect(reasonFor(LEFTHOOK_YAML, text)).toContain(reason);
  });
});

describe("lefthook's TOML", () => {
  it.each([
    "[pre-commit.commands.lint]\nrun = 'npm run lint'\n",
    "[pre-push]\nparallel = true",
    '[[pre-commit.jobs]]\r\nname = "lint"\r\nrun = "x"\r\n',
    "",
  ])("gets a table at its end: %j", (text) => {
    expectReversible(LEFTHOOK_TOML, text);
    expect(JSON.stringify(parseToml(added(LEFTHOOK_TOML, text)))).toContain(JSON.stringify(CHECK));
  });

  it.each(["[pre-commit]\ncommands = { a = { run = 'b' } }\n", "pre-commit.parallel = true\n"])(
    "is left alone where its tables are closed: %j",
    (text) => {
      expect(reasonFor(LEFTHOOK_TOML, text)).toContain("tables");
    },
  );
});

describe("lefthook's JSON", () => {
  it.each([
    '{\n    "pre-commit": {\n        "commands": {\n            "a": { "run": "b" }\n        }\n    }\n}\n',
    '{"pre-push":{"jobs":[{"run":"x"}]}}',
    '{\r\n\t"pre-commit": {\r\n\t\t"jobs": [\r\n\t\t\t{ "run": "x" }\r\n\t\t]\r\n\t}\r\n}\r\n',
    '{\n  // a comment\n  "output": false, // another\n}\n',
    "{}\n",
  ])("gets a command, or a job where it has jobs: %j", (text) => {
    expectReversible(LEFTHOOK_JSON, text);
    expect(JSON.stringify(parseJson(added(LEFTHOOK_JSON, text)))).toContain(JSON.stringify(CHECK));
  });
});

describe("the configuration of the pre-commit framework", () => {
  const text = "repos:\n- repo: https://example.com/hooks\n  rev: v1 # pinned\n  hooks:\n  - id: black\n";

  it("gets a local repository behind the others", () => {
    expect(added(PRE_COMMIT_YAML, text)).toBe(
      `${text}${OPENING}\n- repo: local\n  hooks:\n    - id: db-ssot-check\n      name: db-ssot check\n      entry: ${CHECK}\n      language: system\n      pass_filenames: false\n      always_run: true\n${CLOSING}\n`,
    );
    expectReversible(PRE_COMMIT_YAML, text);
  });

  it("gets a hook for each command, by a shell where the project lies below the top", () => {
    const [, local] = parseYaml(added(PRE_COMMIT_YAML, `${text}ci:\n  skip: [x]\n`, BELOW)).repos;
    expect(local.hooks.map((hook: { entry: string }) => hook.entry)).toEqual([
      `sh -c 'cd "packages/the app" && npx --no-install db-ssot fix --staged'`,
      `sh -c 'cd "packages/the app" && ${CHECK}'`,
    ]);
    expectReversible(PRE_COMMIT_YAML, `${text}ci:\n  skip: [x]\n`, BELOW);
  });

  it.each([
    ["repos: []\n", "braces, brackets or an alias"],
    ["ci: {}\n", "no list of `repos`"],
    ["", "holds nothing"],
    [`${text}  - id: db-ssot-check\n`, "already"],
  ])("is left alone: %j", (other, reason) => {
    expect(reasonFor(PRE_COMMIT_YAML, other)).toContain(reason);
  });
});

describe("a command in JSON", () => {
  const editor = commandStringEditor(["simple-git-hooks", "pre-commit"]);

  it("gets the check behind it", () => {
    const text = '{\n\t"name": "a",\n\t"simple-git-hooks": {\n\t\t"pre-commit": "npx lint-staged"\n\t}\n}\n';
    expect(added(editor, text)).toBe(text.replace("lint-staged", `lint-staged && ${CHECK}`));
    expectReversible(editor, text);
    expectReversible(editor, text, BELOW);
  });

  it("is made where the manager has other hooks only, and goes with it", () => {
    const text = '{ "simple-git-hooks": { "pre-push": "npm test" } }';
    expect(added(editor, text)).toBe(`{ "simple-git-hooks": { "pre-push": "npm test", "pre-commit": "${CHECK}" } }`);
    expectReversible(editor, text);
    expectReversible(editor, '{\n  "simple-git-hooks": {}\n}\n');
  });

  it("keeps what came behind it since", () => {
    const text = '{\n  "simple-git-hooks": {\n    "pre-push": "a"\n  }\n}\n';
    const after = added(editor, text).replace('--staged"\n', '--staged",\n    "commit-msg": "b"\n');
    expect(editor.remove(after)).toBe(text.replace('"a"\n', '"a",\n    "commit-msg": "b"\n'));
  });

  it.each([
    ["npm test &", "nothing can follow"],
    ["npm test # quick", "nothing can follow"],
    ["exec npm test", "nothing can follow"],
    ["npx db-ssot check", "already"],
    ["", "is not a command"],
  ])("is left alone: %j", (command, reason) => {
    expect(reasonFor(editor, JSON.stringify({ "simple-git-hooks": { "pre-commit": command } }))).toContain(reason);
  });
});

describe("the configuration of lint-staged", () => {
  it("gets an entry of its own, to which the names of files may be added", () => {
    const text = '{\n  "lint-staged": {\n    "*.ts": ["prettier --write", "eslint"]\n  }\n}\n';
    expect(parseJson(added(lintStagedJson(["lint-staged"]), text))["lint-staged"]).toEqual({
      "*.ts": ["prettier --write", "eslint"],
      "*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py}": "db-ssot check --staged",
    });
    expectReversible(lintStagedJson(["lint-staged"]), text);
    expectReversible(lintStagedJson([]), '{"*.ts":"eslint"}');
    expectReversible(LINT_STAGED_YAML, "'*.ts':\n  - eslint\n  - prettier --write");
  });

  it("accepts no `--fix`, since lint-staged writes the index itself", () => {
    expect(reasonFor(LINT_STAGED_YAML, "'*.ts': eslint\n", BELOW)).toContain("lint-staged stages");
    expect(reasonFor(lintStagedJson([]), "{}", BELOW)).toContain("lint-staged stages");
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9 -]{0,8}[a-z]$/);
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, word, fc.integer(), fc.boolean(), fc.constant(null), tie("list"), tie("map")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  map: fc.dictionary(word, tie("value"), { maxKeys: 4 }),
}));
const form = fc.record({
  space: fc.constantFrom(undefined, 1, 2, 4, "\t"),
  crlf: fc.boolean(),
  end: fc.constantFrom("", "\n", "\n\n"),
});

function printed(
  value: unknown,
  { space, crlf, end }: { space: number | string | undefined; crlf: boolean; end: string },
): string {
  const text = JSON.stringify(value, null, space) + end;
  return crlf ? text.replaceAll("\n", "\r\n") : text;
}

describe("any file", () => {
  it("in JSON has its bytes again, and keeps what it says meanwhile", () => {
    const editors = [commandStringEditor(["hooks", "pre-commit"]), LEFTHOOK_JSON, lintStagedJson(["hooks"])];
    const hooks = fc.dictionary(fc.constantFrom("pre-push", "commit-msg", "pre-commit", "*.ts"), word, { maxKeys: 3 });
    fc.assert(
      fc.property(json.map as fc.Arbitrary<object>, hooks, form, fc.boolean(), (before, inner, style, isFirst) => {
        const value = isFirst ? { hooks: inner, ...before, hooked: 1 } : { ...before, hooks: inner };
        for (const editor of editors) {
          const text = printed(value, style);
          expectReversible(editor, text);
          expect(keeps(value, parseJson(added(editor, text)))).toBe(true);
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it("in YAML has its bytes again, or is left alone", () => {
    const commands = fc.dictionary(
      word,
      fc.constantFrom("npm test", "a: b", "|\n  one\n  two", "|-\n  one\n", ">+\n  a\n\n", "'x'", "x # y"),
      {
        minKeys: 1,
        maxKeys: 3,
      },
    );
    const parts = fc.record({
      commands,
      indent: fc.constantFrom("  ", "    "),
      before: fc.constantFrom("", "# a comment\n", "---\n", "\n\n", "colors: false\n"),
      after: fc.constantFrom("", "\n", "# the end", "pre-push:\n  parallel: true\n", "  # inside\n\n"),
      kind: fc.constantFrom("commands", "jobs", "repos"),
      crlf: fc.boolean(),
    });
    let edited = 0;
    fc.assert(
      fc.property(parts, (each) => {
        const text = yamlOf(each);
        const editor = each.kind === "repos" ? PRE_COMMIT_YAML : LEFTHOOK_YAML;
        const outcome = editor.add(text, ORDER);
        if (outcome.kind === "refused") return;
        edited += 1;
        expectReversible(editor, text);
        expect(JSON.stringify(parseYaml(outcome.text))).toContain(CHECK);
      }),
      { numRuns: 1000, seed: 4 },
    );
    expect(edited).toBeGreaterThan(600);
  });
});

interface YamlParts {
  readonly commands: Readonly<Record<string, string>>;
  readonly indent: string;
  readonly before: string;
  readonly after: string;
  readonly kind: string;
  readonly crlf: boolean;
}

function yamlOf({ commands, indent, before, after, kind, crlf }: YamlParts): string {
  const isList = kind !== "commands";
  const deep = (text: string) => text.replaceAll("\n", `\n${indent}${indent}${indent}`);
  const items = Object.entries(commands).map(([name, run]) =>
    isList
      ? `${indent}- name: ${name}\n${indent}  run: ${deep(run)}`
      : `${indent}${indent}${name}:\n${indent}${indent}  run: ${deep(run)}`,
  );
  const head = kind === "repos" ? "repos:\n" : `pre-commit:\n${indent}${kind}:\n`;
  const text = `${before}${head}${items.join("\n")}\n${after}`;
  return crlf ? text.replaceAll("\n", "\r\n") : text;
}

/** All that was said is said still; of a list there may be more, of a command, too. */
function keeps(before: unknown, after: unknown): boolean {
  if (typeof before === "string") return after === before || String(after).startsWith(`${before} && `);
  if (typeof before !== "object" || before === null) return before === after;
  const inner = after as Readonly<Record<string, unknown>>;
  return Object.entries(before).every(([name, value]) => keeps(value, inner[name]));
}
