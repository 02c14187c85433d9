import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptEditor } from "../../../src/cli/hook/editors/script.js";
import { tempProject } from "../../support/temp-project.js";
import { added, CHECK, expectReversible, ORDER, reasonFor } from "./editors.js";

const editor = scriptEditor(["#!/bin/sh"]);

const OPENING = "# >>> db-ssot: `db-ssot hook uninstall` removes these lines";

describe("a script of a shell", () => {
  it("has the check behind what is there, which still decides where it fails", () => {
    expect(added(editor, "#!/bin/sh\nnpm test\n")).toBe(
      `#!/bin/sh\nnpm test\n${OPENING}\n[ $? -eq 0 ] || exit 1\n${CHECK} || exit $?\n# <<< db-ssot\n`,
    );
  });

  it("has the check alone where nothing but comments is there", () => {
    expect(added(editor, "#!/bin/sh\n# our hooks\n")).toBe(
      `#!/bin/sh\n# our hooks\n${OPENING}\n${CHECK} || exit $?\n# <<< db-ssot\n`,
    );
  });

  it("is made anew where there is none, and goes with it", () => {
    const made = added(editor, undefined);
    expect(made).toBe(
      `#!/bin/sh\n# >>> db-ssot: \`db-ssot hook uninstall\` removes this file\n${CHECK} || exit $?\n# <<< db-ssot\n`,
    );
    expect(editor.remove(made)).toBeUndefined();
    expect(editor.remove(`${made}npm test\n`)).toBe("#!/bin/sh\nnpm test\n");
  });

  it("has the check before a last `exit` or `exec`, behind which nothing runs", () => {
    expect(added(editor, 'npm test\nRESULT=$?\nexit "$RESULT"\n')).toBe(
      `npm test\nRESULT=$?\n${OPENING}\n${CHECK} || exit $?\n# <<< db-ssot\nexit "$RESULT"\n`,
    );
    expect(added(editor, "npm test\nexit $?\n")).toContain("npm test\n# >>> db-ssot");
    expect(added(editor, "npm test\nexit $?\n")).toContain("[ $? -eq 0 ] || exit 1\n");
    expect(added(editor, "set -e\nexec npx lint-staged\n")).toContain("exit $?\n# <<< db-ssot\nexec npx lint-staged\n");
  });

  it("has the check at its beginning, behind what prepares, where it may end well before its end", () => {
    const script =
      '#!/bin/sh\nset -e\n. "$HOME/.profile"\nexport PATH="$PATH:bin"\nif quick; then\n  exit 0\nfi\nnpm test\n';
    expect(added(editor, script)).toContain(`bin"\n${OPENING}\n${CHECK} || exit $?\n# <<< db-ssot\nif quick`);
  });

  it("keeps its line endings, with a comment to swallow the carriage return that a shell would take for a word", () => {
    expect(added(editor, "npm test\r\n")).toBe(
      `npm test\r\n${OPENING}\r\n[ $? -eq 0 ] || exit 1 #\r\n${CHECK} || exit $? #\r\n# <<< db-ssot\r\n`,
    );
  });

  it("is led from the top of the repository into a project below it", () => {
    const order = { ...ORDER, directory: "packages/the app" };
    expect(added(editor, "npm test\n", order)).toContain(`(cd "packages/the app" && ${CHECK}) || exit $?`);
    expect(added(editor, "cd web\nnpm test\n", order)).toContain(
      '(cd "$(git rev-parse --show-toplevel)"/"packages/the app" && ',
    );
  });

  it("fixes before it checks where that is asked for, and gets the other order in place of the one it has", () => {
    const both = { ...ORDER, runs: ["npx --no-install db-ssot fix --staged", CHECK] };
    const first = added(editor, "npm test\n");
    const second = added(editor, first, both);
    expect(second).toContain(`fix --staged || exit $?\n${CHECK} || exit $?\n`);
    expect(editor.remove(second)).toBe("npm test\n");
    expect(added(editor, second)).toBe(first);
  });

  it.each([
    ["#!/usr/bin/env node\nconsole.log(1);\n", "it begins with `#!/usr/bin/env node`"],
    ["#!/usr/bin/python3\nprint(1)\n", "it begins with `#!/usr/bin/python3`"],
    ["#!/usr/bin/env fish\n", "it begins with `#!/usr/bin/env fish`"],
    ["npx db-ssot check --staged\n", "it runs db-ssot already"],
    ["npm test\n# <<< db-ssot\n", "damaged"],
  ])("is left alone: %j", (text, reason) => {
    expect(reasonFor(editor, text)).toContain(reason);
  });

  it.each([
    "#!/bin/bash\ntrue\n",
    "#!/usr/bin/env zsh\ntrue\n",
    "#!/usr/bin/env -S bash -e\ntrue\n",
    "# db-ssot check stood here\n",
  ])("takes the check: %j", (text) => {
    expectReversible(editor, text);
  });
});

const line = fc.constantFrom(
  ...["true", "false", "echo said", "", "# a comment", "set -e", "export A=1", "A=2", "[ -n '' ] && exit 0"],
  ...[
    "true || exit 1",
    "exit 0",
    "exit 1",
    "exit",
    "exit $?",
    "exec true",
    "exec false",
    "exec 3>&1",
    "f() { exit 0; }",
  ],
  ...[
    "f() { return 1; }",
    "if true; then\n  exit 0\nfi",
    "if true; then\nfalse\nfi",
    "(exit 3)",
    "false && true",
    "f 2>/dev/null",
  ],
  ...[
    "cat <<END\nexit 0\nEND",
    "true && \\\n  false",
    "for i in 1 2; do\n  [ $i = 2 ] && exit 0\ndone",
    "trap 'true' EXIT",
  ],
  ...[
    "true |\ncat",
    "case a in\n  a) exit 0 ;;\nesac",
    ". ./nothing 2>/dev/null",
    "echo é",
    "exit 0 # done",
    "  exit 0",
  ],
);
const script = fc.record({
  lines: fc.array(line, { maxLength: 7 }),
  ending: fc.constantFrom("\n", "\r\n"),
  isEnded: fc.boolean(),
  shebang: fc.constantFrom("#!/bin/sh\n", ""),
});

function written({
  lines,
  ending,
  isEnded,
  shebang,
}: {
  lines: string[];
  ending: string;
  isEnded: boolean;
  shebang: string;
}) {
  const text = shebang + lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : "");
  return text.replaceAll("\n", ending);
}

describe("any script", () => {
  it("has its bytes again when what was added is taken back", () => {
    fc.assert(
      fc.property(script, (parts) => {
        expectReversible(editor, written(parts));
      }),
      { numRuns: 2000, seed: 5 },
    );
  });

  it("lets no commit through that was not checked, and none that it stopped before", () => {
    const folder = tempProject({ npx: "#!/bin/sh\ntouch checked\nexit $(cat verdict)\n" });
    chmodSync(join(folder, "npx"), 0o755);
    const run = (text: string, verdict: number) => {
      rmSync(join(folder, "checked"), { force: true });
      writeFileSync(join(folder, "verdict"), String(verdict));
      writeFileSync(join(folder, "hook"), text);
      const env = { PATH: `${folder}:${process.env.PATH}` };
      const { status } = spawnSync("sh", ["hook"], { cwd: folder, env });
      return { passes: status === 0, isChecked: existsSync(join(folder, "checked")) };
    };
    fc.assert(
      fc.property(script, (parts) => {
        const before = written({ ...parts, ending: "\n" });
        const after = added(editor, before);
        const good = run(after, 0);
        expect(good.passes).toBe(run(before, 0).passes);
        expect(good.isChecked || !good.passes).toBe(true);
        expect(run(after, 1).passes).toBe(false);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect(readFileSync(join(folder, "npx"), "utf8")).toContain("checked");
  });
});
