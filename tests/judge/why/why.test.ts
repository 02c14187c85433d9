/** Histories that hold one cause each, in both languages: the right commit every time, or the reason why none is known. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { runOnDisk } from "../../support/cli-on-disk.js";
import { type CommittedFiles, commitOn, history } from "../../support/history.js";
import { GIT_ENVIRONMENT, git, put } from "../../support/repository.js";
import { tempProject } from "../../support/temp-project.js";

interface Told {
  readonly finding: { readonly symbol: string; readonly file: string };
  readonly whys: readonly {
    readonly question: string;
    readonly answer: string;
    readonly certainty: string;
    readonly evidence: readonly {
      readonly what: string;
      readonly file?: string;
      readonly line?: number;
      readonly code?: readonly string[];
      readonly commit?: { readonly id: string; readonly date: string; readonly author?: string };
    }[];
  }[];
}

async function why(root: string, wanted: string): Promise<Told> {
  const { status, output, errors } = await runOnDisk(root, `why ${wanted} --format json`);
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  return JSON.parse(output);
}

/** What one language says of the same story. */
interface Language {
  readonly name: string;
  /** What every commit has. */
  readonly base: CommittedFiles;
  readonly manager: string;
  readonly otherManager: string;
  readonly caller: string;
  readonly test: string;
  readonly missing: string;
  managerClass(...methods: readonly string[]): string;
  /** A method with enough of a body to be known again. */
  method(name: string): string;
  ofInstances(name: string): string;
  otherClass(name: string, ...methods: readonly string[]): string;
  call(module: string): string;
  noCall: string;
  testWithMock: string;
  readonly importOf: Readonly<Record<string, string>>;
}

const TYPESCRIPT: Language = {
  name: "TypeScript",
  base: {
    "package.json": '{ "name": "shop", "type": "module" }\n',
    "src/database/index.ts":
      'import { Pool } from "pg";\n\nconst pool = new Pool();\n\nexport function getDb(): Pool {\n  return pool;\n}\n',
    "src/orders.ts":
      'import { getDb } from "./database/index.js";\n\nexport const orders = () => getDb().query("select * from orders");\n',
  },
  manager: "src/db/database-manager.ts",
  otherManager: "src/legacy/database-manager.ts",
  caller: "src/health.ts",
  test: "tests/health.test.ts",
  missing: "getAsyncSession",
  managerClass: (...methods) =>
    `import { getDb } from "../database/index.js";\n\nexport class DatabaseManager {\n${methods.join("\n")}}\n`,
  method: (name) => `  static ${name}() {\n    const connection = getDb();\n    return connection;\n  }\n`,
  ofInstances: (name) => `  ${name}() {\n    const connection = getDb();\n    return connection;\n  }\n`,
  otherClass: (name, ...methods) =>
    `import { getDb } from "../database/index.js";\n\nexport class ${name} {\n${methods.join("\n")}}\n`,
  call: (module) =>
    `import { DatabaseManager } from "${module}";\n\nexport async function ready() {\n  const db = DatabaseManager.getAsyncSession();\n  await db.query("select 1");\n}\n`,
  noCall: "export async function ready() {\n  return true;\n}\n",
  testWithMock:
    'import { vi } from "vitest";\nimport { DatabaseManager } from "../src/db/database-manager.js";\nimport { ready } from "../src/health.js";\n\nDatabaseManager.getAsyncSession = vi.fn();\nready();\n',
  importOf: {
    "src/db/database-manager.ts": "./db/database-manager.js",
    "src/legacy/database-manager.ts": "./legacy/database-manager.js",
  },
};

const PYTHON: Language = {
  name: "Python",
  base: {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["sqlalchemy"]\n',
    "app/__init__.py": "",
    "app/db/__init__.py": "",
    "app/legacy/__init__.py": "",
    "app/database/__init__.py":
      'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\n\nengine = create_engine("sqlite://")\nSessionLocal = sessionmaker(bind=engine)\n\n\ndef get_db():\n    return SessionLocal()\n',
    "app/orders.py": 'from app.database import get_db\n\n\ndef orders():\n    return get_db().execute("select 1")\n',
  },
  manager: "app/db/database_manager.py",
  otherManager: "app/legacy/database_manager.py",
  caller: "app/health.py",
  test: "tests/test_health.py",
  missing: "get_async_session",
  managerClass: (...methods) => `from app.database import get_db\n\n\nclass DatabaseManager:\n${methods.join("\n")}`,
  method: (name) =>
    `    @classmethod\n    def ${name}(cls):\n        connection = get_db()\n        return connection\n`,
  ofInstances: (name) => `    def ${name}(self):\n        connection = get_db()\n        return connection\n`,
  otherClass: (name, ...methods) => `from app.database import get_db\n\n\nclass ${name}:\n${methods.join("\n")}`,
  call: (module) =>
    `from ${module} import DatabaseManager\n\n\ndef ready():\n    db = DatabaseManager.get_async_session()\n    return db.execute("select 1")\n`,
  noCall: "def ready():\n    return True\n",
  testWithMock:
    'from unittest.mock import patch\n\nfrom app.health import ready\n\n\n@patch("app.db.database_manager.DatabaseManager.get_async_session", create=True)\ndef test_ready(session):\n    ready()\n',
  importOf: {
    "app/db/database_manager.py": "app.db.database_manager",
    "app/legacy/database_manager.py": "app.legacy.database_manager",
  },
};

/** Lines that make a rewrite no rename. */
const LONG = (language: Language, word: string): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => language.method(`${word}${index}`));

interface Story {
  readonly title: string;
  readonly commits: (language: Language) => readonly CommittedFiles[];
  /** From 1, as the answer to "why is it not there". */
  readonly commit: number;
  readonly answer: (language: Language) => RegExp;
}

const session = (language: Language): string => language.method(language.missing);
const other = (language: Language): string => language.method("connect");
const calls = (language: Language, file = language.manager): CommittedFiles => ({
  [language.caller]: language.call(language.importOf[file] ?? ""),
});

const STORIES: readonly Story[] = [
  {
    title: "the method is removed",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)) },
      calls(l),
      { [l.manager]: l.managerClass(other(l)) },
      { "README.md": "later\n" },
    ],
    commit: 3,
    answer: (l) => new RegExp(`of 2026-03-03 took \`${l.missing}\` out of \`DatabaseManager\`$`),
  },
  {
    title: "the method is renamed",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)) },
      calls(l),
      { [l.manager]: l.managerClass(l.method("acquire"), other(l)) },
    ],
    commit: 3,
    answer: (l) => new RegExp(`of 2026-03-03 renamed \`${l.missing}\` of \`DatabaseManager\` to \`acquire\`$`),
  },
  {
    title: "the method was never there",
    commits: (l) => [{ ...l.base }, { [l.manager]: l.managerClass(other(l)) }, { [l.caller]: l.noCall }, calls(l)],
    commit: 2,
    answer: () =>
      /^it never was: `DatabaseManager` has been without it since \w{10} of 2026-03-02 made it, so the call was broken from the first day, 2026-03-04$/,
  },
  {
    title: "the method was gone already when the call was written",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)) },
      { [l.manager]: l.managerClass(other(l)) },
      calls(l),
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(
        `of 2026-03-02 took \`${l.missing}\` out of \`DatabaseManager\`; the call was written afterwards, in \\w{10} of 2026-03-03$`,
      ),
  },
  {
    title: "the file was renamed since the method was removed",
    commits: (l) => [
      { ...l.base, [l.otherManager]: l.managerClass(session(l), ...LONG(l, "a")), ...calls(l, l.otherManager) },
      { [l.otherManager]: l.managerClass(...LONG(l, "a")) },
      { [l.otherManager]: undefined, [l.manager]: l.managerClass(...LONG(l, "a")), ...calls(l) },
    ],
    commit: 2,
    answer: (l) => new RegExp(`of 2026-03-02 took \`${l.missing}\` out of \`DatabaseManager\`$`),
  },
  {
    title: "the file of the call was renamed since the method was removed",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
      { [l.manager]: l.managerClass(other(l)) },
      {
        [l.caller]: undefined,
        [l.caller.replace("health", "ready")]: l.call(l.importOf[l.manager] ?? ""),
      },
    ],
    commit: 2,
    answer: (l) => new RegExp(`of 2026-03-02 took \`${l.missing}\` out of \`DatabaseManager\`$`),
  },
  {
    title: "the class is moved, and the method is lost on the way",
    commits: (l) => [
      { ...l.base, [l.otherManager]: l.managerClass(session(l), ...LONG(l, "a")), ...calls(l, l.otherManager) },
      { [l.otherManager]: undefined, [l.manager]: l.managerClass(...LONG(l, "a")), ...calls(l) },
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(
        `of 2026-03-02 moved \`DatabaseManager\` from ${l.otherManager} to ${l.manager}, without \`${l.missing}\``,
      ),
  },
  {
    title: "the class is replaced by a namesake in one commit",
    commits: (l) => [
      { ...l.base, [l.otherManager]: l.managerClass(session(l)), ...calls(l, l.otherManager) },
      { [l.otherManager]: undefined, [l.manager]: l.managerClass(...LONG(l, "b")), ...calls(l) },
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(
        `of 2026-03-02 put \`DatabaseManager\` of ${l.manager}, which has no \`${l.missing}\`, in the place of the one of ${l.otherManager}`,
      ),
  },
  {
    title: "the call is pointed at a namesake that was there before",
    commits: (l) => [
      { ...l.base, [l.otherManager]: l.managerClass(session(l)), ...calls(l, l.otherManager) },
      { [l.manager]: l.managerClass(...LONG(l, "b")) },
      calls(l),
    ],
    commit: 3,
    answer: (l) =>
      new RegExp(
        `^until \\w{10} of 2026-03-03 the call reached ${l.otherManager}:\\d+, which has it; that commit changed the import, and now it is \`DatabaseManager\` of ${l.manager}, which never had it$`,
      ),
  },
  {
    title: "the method is lost in a rewrite of the file",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), ...LONG(l, "a")), ...calls(l) },
      { [l.manager]: l.managerClass(...LONG(l, "b")) },
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(`of 2026-03-02 took \`${l.missing}\` out of \`DatabaseManager\`; the same commit added \`b0\``),
  },
  {
    title: "the module is split, and the method goes to another class",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
      { [l.manager]: l.managerClass(other(l)), [l.otherManager]: l.otherClass("Sessions", session(l)) },
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(
        `took \`${l.missing}\` out of \`DatabaseManager\`; the same commit has \`${l.missing}\` as \`Sessions\` in ${l.otherManager}:\\d+$`,
      ),
  },
  {
    title: "the method becomes one of instances",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
      { [l.manager]: l.managerClass(l.ofInstances(l.missing), other(l)) },
    ],
    commit: 2,
    answer: (l) =>
      new RegExp(
        `of 2026-03-02 took \`${l.missing}\` from the class \`DatabaseManager\` and gave it to its instances$`,
      ),
  },
  {
    title: "the method is taken away, put back and taken away again",
    commits: (l) => [
      { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
      { [l.manager]: l.managerClass(other(l)) },
      { [l.manager]: l.managerClass(session(l), other(l)) },
      { [l.manager]: l.managerClass(other(l)) },
    ],
    commit: 4,
    answer: () => /of 2026-03-04 took/,
  },
];

describe.each([TYPESCRIPT, PYTHON])("in $name", (language) => {
  it.each(STORIES)("$title", async ({ commits, commit, answer }) => {
    const { root, ids } = history(commits(language));
    const { whys } = await why(root, `DatabaseManager.${language.missing}`);
    const missing = whys[1];
    expect(missing?.answer).toMatch(answer(language));
    expect(missing?.evidence[0]?.commit?.id).toBe(ids[commit - 1]);
    expect(missing?.certainty).toBe("known");
  });

  it("says who called it when it went, and who came later", async () => {
    const { root } = history([
      {
        ...language.base,
        [language.manager]: language.managerClass(session(language), other(language)),
        ...calls(language),
      },
      { [language.manager]: language.managerClass(other(language)) },
      { [language.caller.replace("health", "later")]: language.call(language.importOf[language.manager] ?? "") },
    ]);
    const { whys } = await why(root, `DatabaseManager.${language.missing}`);
    expect(whys[2]?.answer).toMatch(/of 2026-03-02 left 1 caller; 1 of today's callers is of a later day/);
    expect(whys[2]?.evidence.map(({ file }) => file)).toEqual([language.caller]);
  });

  it("names the mocks that kept the tests green", async () => {
    const { root } = history([
      {
        ...language.base,
        [language.manager]: language.managerClass(other(language)),
        ...calls(language),
        [language.test]: language.testWithMock,
      },
    ]);
    const { whys } = await why(root, `DatabaseManager.${language.missing}`);
    expect(whys[3]?.answer).toBe(`1 mock puts \`${language.missing}\` there while the tests run`);
    expect(whys[3]?.evidence[0]?.file).toBe(language.test);
    expect(whys[1]?.answer).toMatch(
      /; \w{10} is the first commit of this history, and what was before it is not recorded$/,
    );
  });

  it("says since when there are two classes of the name, and that no check knew the accessor", async () => {
    const { root, ids } = history([
      { ...language.base, [language.otherManager]: language.managerClass(session(language)) },
      { [language.manager]: language.managerClass(other(language)) },
      calls(language),
    ]);
    const { whys } = await why(root, `${language.caller}:${language === PYTHON ? 5 : 4}`);
    expect(whys[4]?.answer).toMatch(/^there are 2 classes called `DatabaseManager` \(since \w{10} of 2026-03-02\)/);
    expect(whys[4]?.answer).toMatch(
      /no check knew the accessor: neither a configuration nor a hook or pipeline names db-ssot$/,
    );
    expect(whys[4]?.evidence.map(({ commit }) => commit?.id)).toContain(ids[1]);
  });
});

describe("what is not known", () => {
  const l = TYPESCRIPT;
  const removed = [
    { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
    { [l.manager]: l.managerClass(other(l)) },
    { "README.md": "later\n" },
  ];

  it("is said of a shallow clone, with the way to get the rest", async () => {
    const { root } = history(removed);
    const clone = tempProject({});
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${root}`, clone], {
      env: GIT_ENVIRONMENT,
      stdio: "pipe",
    });
    const { whys } = await why(clone, "getAsyncSession");
    expect(whys[1]?.certainty).toBe("unknown");
    expect(whys[1]?.answer).toMatch(
      /^unknown: the history before \w{10} was not fetched \(a shallow clone\): `git fetch --unshallow` gets it/,
    );
    expect(whys[2]?.certainty).toBe("unknown");
  });

  it("is said where nothing is committed", async () => {
    const root = tempProject({ ...l.base, ...removed[1], [l.caller]: l.call("./db/database-manager.js") } as Record<
      string,
      string
    >);
    git(root, "init", "-q");
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.answer).toBe("unknown: nothing is committed yet");
  });

  it("is told from what is only in the work tree", async () => {
    const { root } = history([{ ...l.base, [l.manager]: l.managerClass(session(l), other(l)) }]);
    put(root, { [l.manager]: l.managerClass(other(l)), [l.caller]: l.call("./db/database-manager.js") });
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.answer).toBe("the last commit has it: a change that is not committed takes it away");
    expect(whys[2]?.answer).toBe("the call is not committed yet: it was written in the work tree");
  });

  it("is said of a commit that changes many files at once", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`src/many/${index}.ts`, `export const a = ${index};\n`]),
    );
    const { root, ids } = history([removed[0] ?? {}, { ...removed[1], ...many }]);
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.answer).toMatch(/; it changes 61 files at once, and the steps within it are not recorded$/);
    expect(whys[1]?.evidence[0]?.commit?.id).toBe(ids[1]);
  });

  it("is a method that a base class had, which no longer is one", async () => {
    const base = (extended: string) =>
      `import { Base } from "./base.js";\nimport { getDb } from "../database/index.js";\n\nexport class DatabaseManager${extended} {\n${other(l)}}\n\nexport const base = Base;\n`;
    const { root } = history([
      {
        ...l.base,
        "src/db/base.ts": l.otherClass("Base", session(l)),
        [l.manager]: base(" extends Base"),
        ...calls(l),
      },
      { [l.manager]: base("") },
    ]);
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.certainty).toBe("unknown");
    expect(whys[1]?.answer).toMatch(
      /^unknown: it was there in src\/db\/base\.ts:\d+ when the call was written in \w{10} of 2026-03-01/,
    );
  });

  it("is not the base class that lost the method: it is found there", async () => {
    const manager = `import { Base } from "./base.js";\n\nexport class DatabaseManager extends Base {\n  static name2() {}\n}\n`;
    const { root, ids } = history([
      { ...l.base, "src/db/base.ts": l.otherClass("Base", session(l), other(l)), [l.manager]: manager, ...calls(l) },
      { "src/db/base.ts": l.otherClass("Base", other(l)) },
    ]);
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.evidence[0]?.commit?.id).toBe(ids[1]);
    expect(whys[1]?.certainty).toBe("known");
  });

  it("is not a branch: the commit on it is found, and not the merge", async () => {
    const { root, ids } = history([removed[0] ?? {}]);
    git(root, "checkout", "-q", "-b", "side");
    const culprit = commitOn(root, 1, removed[1] ?? {}, "on the side");
    git(root, "checkout", "-q", "main");
    commitOn(root, 2, { "README.md": "main\n" }, "on main");
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side");
    const { whys } = await why(root, "getAsyncSession");
    expect(whys[1]?.evidence[0]?.commit?.id).toBe(culprit);
    expect(ids).not.toContain(culprit);
  });
});

describe("exports and modules", () => {
  const l = TYPESCRIPT;
  const importing = 'import { getSession } from "./database/index.js";\n\nexport const one = () => getSession();\n';
  const withExport = `${l.base["src/database/index.ts"]}\nexport function getSession() {\n  return getDb();\n}\n`;

  it("finds the commit that took the export away", async () => {
    const { root, ids } = history([
      { ...l.base, "src/database/index.ts": withExport, "src/one.ts": importing },
      { "src/database/index.ts": l.base["src/database/index.ts"] },
    ]);
    const { whys } = await why(root, "src/database/index.ts#getSession");
    expect(whys[1]?.answer).toMatch(/of 2026-03-02 took `getSession` out of src\/database\/index\.ts$/);
    expect(whys[1]?.evidence[0]?.commit?.id).toBe(ids[1]);
    expect(whys[1]?.certainty).toBe("known");
  });

  it("finds the commit that removed or renamed the module", async () => {
    const module = 'import { getDb } from "../database/index.js";\n\nexport const getSession = () => getDb();\n';
    const first = {
      ...l.base,
      "src/db/session.ts": module,
      "src/one.ts": importing.replace("database/index", "db/session"),
    };
    const removed = history([first, { "src/db/session.ts": undefined }]);
    const told = await why(removed.root, "./db/session.js");
    expect(told.whys[1]?.answer).toMatch(/of 2026-03-02 removed src\/db\/session\.ts$/);
    expect(told.whys[1]?.evidence[0]?.commit?.id).toBe(removed.ids[1]);
    const renamed = history([first, { "src/db/session.ts": undefined, "src/db/sessions.ts": module }]);
    const other = await why(renamed.root, "src/one.ts:1");
    expect(other.whys[1]?.answer).toMatch(/of 2026-03-02 renamed src\/db\/session\.ts to src\/db\/sessions\.ts$/);
  });

  it("finds the commit on a branch that removed the module, and not the merge", async () => {
    const module = 'import { getDb } from "../database/index.js";\n\nexport const getSession = () => getDb();\n';
    const { root } = history([
      { ...l.base, "src/db/session.ts": module, "src/one.ts": importing.replace("database/index", "db/session") },
    ]);
    git(root, "checkout", "-q", "-b", "side");
    const culprit = commitOn(root, 1, { "src/db/session.ts": undefined }, "on the side");
    git(root, "checkout", "-q", "main");
    commitOn(root, 2, { "README.md": "main\n" }, "on main");
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side");
    const { whys } = await why(root, "./db/session.js");
    expect(whys[1]?.evidence[0]?.commit?.id).toBe(culprit);
    expect(whys[1]?.certainty).toBe("known");
  });

  it("says that a module never was", async () => {
    const { root } = history([{ ...l.base }, { "src/one.ts": importing.replace("database/index", "db/session") }]);
    const { whys } = await why(root, "./db/session.js");
    expect(whys[1]?.answer).toMatch(/^it never was: no commit since \w{10} of 2026-03-01 has had a file there/);
  });
});

describe("the document", () => {
  const l = TYPESCRIPT;
  const written = (subject: string) =>
    history(
      [
        { ...l.base, [l.manager]: l.managerClass(session(l), other(l)), ...calls(l) },
        { [l.manager]: l.managerClass(other(l)) },
      ],
      ["first", subject],
    ).root;

  it("names authors only if it is asked to", async () => {
    const root = written("remove it");
    expect((await runOnDisk(root, "why getAsyncSession")).output).not.toContain("Ada");
    expect((await runOnDisk(root, "why getAsyncSession --format json")).output).not.toContain("Ada");
    expect((await runOnDisk(root, "why getAsyncSession --authors")).output).toContain("2026-03-02, Ada, remove it");
  });

  it("shows a hostile subject as text", async () => {
    const root = written("<script>alert(1)</script> [x](y) @everyone \u001b[31mred `code");
    const { output } = await runOnDisk(root, "why getAsyncSession --format markdown");
    for (const markup of ["<script", "\u001b", "@everyone", " [x]"]) expect(output).not.toContain(markup);
    expect((await runOnDisk(root, "why getAsyncSession")).output).not.toContain("\u001b");
  });

  it("starts no program that a configuration names, and changes nothing", async () => {
    const root = written("remove it");
    const before = git(root, "status", "--porcelain", "--ignored");
    git(root, "config", "log.showSignature", "true");
    git(root, "config", "gpg.program", "/bin/false-that-is-not-there");
    git(root, "config", "diff.external", "/bin/false-that-is-not-there");
    git(root, "config", "log.follow", "true");
    const { output, status } = await runOnDisk(root, "why getAsyncSession");
    expect(status).toBe(0);
    expect(output).toContain("of 2026-03-02 took `getAsyncSession` out of");
    expect(git(root, "status", "--porcelain", "--ignored")).toBe(before);
  });

  it("is offered by explain, and says what it can explain", async () => {
    const root = written("remove it");
    expect((await runOnDisk(root, "explain src/health.ts:4:30")).output.replace(/\s+/g, " ")).toContain(
      "history: `db-ssot why src/health.ts:4:30` says how it came about",
    );
    const unknown = await runOnDisk(root, "why getAsyncSesion");
    expect(unknown.status).toBe(2);
    expect(unknown.errors).toContain("there is no finding `getAsyncSesion`");
  });
});
