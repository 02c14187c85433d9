/**
 * An application, the violations planted into it, and what the tool makes of them: what `check` reports, what `fix` and
 * `fix --unsafe --verify` change, and whether the application works as well as before.
 */
import { type ExecFileException, execFile } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { commitAll, git } from "../support/repository.js";
import { lineOf, type Outcome, type Place, type Plant, placeOf, plantAll } from "./plant.js";

const APPS = join(import.meta.dirname, "../../fixtures/apps");
const LEFT_OUT = ["node_modules", "dist", "__pycache__"];

const run = promisify(execFile);

export interface Application {
  /** Its folder in `fixtures/apps`. */
  readonly name: string;
  readonly planted: readonly Plant[];
  /** Its own tests: the command is also the `verify` of its configuration. */
  readonly tests: readonly [command: string, ...words: readonly string[]];
  /** Adds the packages that it needs to a copy of it. */
  prepare?(folder: string): Promise<void>;
  /** Starts it as it is deployed, where that is another way than the one in which it is asked. */
  start?(folder: string): Promise<void>;
  /** Asks it for everything. */
  probe(folder: string): Promise<readonly Answer[]>;
  /** Requests that are meant to fail. */
  readonly failing: readonly string[];
  /** Requests that lose something by the unsafe fix of which the tool warns, and no test shows it. */
  readonly quieter: readonly string[];
}

/** What a request showed, on a database with the same rows each time. */
export interface Answer {
  readonly request: string;
  readonly status: number;
  readonly body: string;
  /** Of each table, afterwards. */
  readonly rows: Readonly<Record<string, number>>;
  /** Connections. */
  readonly opened: number;
  /** Those of them that are still open. */
  readonly left: number;
}

/** Registers the tests of an application, each of which goes on where the one before ended. */
export function judge(app: Application): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `db-ssot-${app.name}-`)));
  const expected = { all: [] as readonly ExpectedPlace[] };
  const answers: Record<"clean" | "planted", readonly Answer[]> = { clean: [], planted: [] };

  beforeAll(async () => {
    await cp(join(APPS, app.name), folder, {
      recursive: true,
      filter: (path) => !LEFT_OUT.includes(basename(path)),
    });
    await app.prepare?.(folder);
    git(folder, "init", "-q", "-b", "main");
    commitAll(folder, "the application");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is clean before: its tests pass, every request is answered, and nothing is reported", async () => {
    await passTests(app, folder);
    answers.clean = await app.probe(folder);
    expect(answers.clean.filter(({ status }) => status >= 500).map(({ request }) => request)).toEqual(app.failing);
    expect(answers.clean.filter(({ left }) => left > 0)).toEqual([]);
    expect((await runOnDisk(folder, "check")).output).toMatch(/^no findings$/m);
  });

  it("has violations that its tests do not show", async () => {
    plantAll(folder, app.planted);
    commitAll(folder, "what is planted");
    expected.all = app.planted.flatMap((plant) =>
      plant.finds.map((find) => ({ ...placeOf(folder, plant, find), fix: find.fix, because: find.because })),
    );
    await passTests(app, folder);
    answers.planted = await app.probe(folder);
  });

  it("reports what is planted, and nothing else", async () => {
    const found = await findings(folder);
    const offered = (fix: Outcome): string => (fix === "refused" ? "unsafe" : fix);
    expect(found.map(({ fix, ...place }) => shown(place, fix)).sort()).toEqual(
      expected.all.map(({ fix, ...place }) => shown(place, offered(fix))).sort(),
    );
    for (const { because, ...place } of expected.all.filter(({ because }) => because !== undefined)) {
      const [same] = found.filter(
        ({ file, line, rule }) => file === place.file && line === place.line && rule === place.rule,
      );
      expect(same?.because).toContain(because);
    }
  });

  it("fixes what is safe: the tests pass, and nothing fails more quietly", async () => {
    await fixesAsPromised("fix", ["safe"], []);
    await runOnDisk(folder, "fix");
  });

  it("fixes what is unsafe and passes its tests", async () => {
    commitAll(folder, "the safe fixes");
    await fixesAsPromised("fix --unsafe --verify", ["safe", "unsafe"], app.quieter);
  });

  async function fixesAsPromised(
    command: string,
    fixed: readonly Outcome[],
    quieter: readonly string[],
  ): Promise<void> {
    const before = texts(folder);
    const { output, errors } = await runOnDisk(folder, command);
    expect(errors).toBe("");
    const after = texts(folder);
    const left = expected.all.filter(({ fix }) => !fixed.includes(fix));
    const withoutLine = ({ rule, file, code }: Place): string => `${file} ${rule}: ${code}`;
    expect((await findings(folder)).map(withoutLine).sort(), output).toEqual(left.map(withoutLine).sort());
    await passTests(app, folder);
    await app.start?.(folder);
    const answered = await app.probe(folder);
    expect(worse(answered).filter(({ request }) => !quieter.includes(request))).toEqual([]);
    expect(worse(answered).map(({ request }) => request)).toEqual(quieter);

    // What the tests have refused would be refused again, after as many runs of them.
    await runOnDisk(folder, "fix --allow-dirty");
    expect(changed(after, texts(folder)), "a second fix changes nothing").toEqual([]);
    await runOnDisk(folder, "undo");
    expect(changed(before, texts(folder)), "undo gives every byte back").toEqual([]);
  }

  /** A request that failed fails as loudly, or does what it does in the clean application; any other gives what it gave. */
  function worse(
    answered: readonly Answer[],
  ): readonly (Pick<Answer, "request"> & Record<"answer" | "planted" | "clean", Answer>)[] {
    return answered.flatMap((answer, index) => {
      const planted = answers.planted[index];
      const clean = answers.clean[index];
      if (planted === undefined || clean === undefined) throw new Error(`${answer.request} was not asked before`);
      const isLoud = answer.status >= 500;
      const isFine = planted.status >= 500 ? isLoud || gives(answer, clean) : gives(answer, planted);
      const most = Math.max(planted.opened, clean.opened);
      const isThrifty = answer.left <= planted.left && answer.opened <= most;
      return isFine && isThrifty ? [] : [{ request: answer.request, answer, planted, clean }];
    });
  }
}

interface ExpectedPlace extends Place {
  readonly fix: Outcome;
  readonly because?: string;
}

function gives(one: Answer, other: Answer): boolean {
  const shown = ({ status, body, rows }: Answer): string => JSON.stringify([status, body, rows]);
  return shown(one) === shown(other);
}

async function passTests({ tests: [command, ...words] }: Application, folder: string): Promise<void> {
  await run(command, words, { cwd: folder }).catch(
    (failure: ExecFileException & { stdout: string; stderr: string }) => {
      throw new Error(`its tests fail:\n${failure.stdout}${failure.stderr}`);
    },
  );
}

interface Found extends Place {
  readonly fix: "safe" | "unsafe" | "by hand";
  readonly because: string;
}

interface Diagnostic {
  readonly rule: string;
  readonly file: string;
  readonly start: { readonly line: number };
  readonly help?: string;
  readonly fix?: { readonly applicability: "safe" | "unsafe"; readonly reason?: string };
}

async function findings(folder: string): Promise<readonly Found[]> {
  const { output } = await runOnDisk(folder, "check --format json");
  const { diagnostics } = JSON.parse(output) as { readonly diagnostics: readonly Diagnostic[] };
  return diagnostics.map(({ rule, file, start: { line }, help = "", fix }) => ({
    rule,
    file,
    line,
    code: lineOf(readFileSync(join(folder, file), "utf8"), line),
    fix: fix?.applicability ?? "by hand",
    because: fix?.reason ?? help,
  }));
}

function shown({ rule, file, line, code }: Place, fix: string): string {
  return `${file}:${line} ${rule} (${fix}): ${code}`;
}

/** Every file of the project as it is, byte for byte. */
function texts(folder: string): ReadonlyMap<string, string> {
  const files = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean);
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), "latin1")]));
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  return files.filter((file) => before.get(file) !== after.get(file));
}
