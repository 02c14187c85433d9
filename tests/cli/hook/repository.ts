/** Real repositories with a real hook manager in them, and db-ssot installed as a package manager would lay it down. */
import { execFile } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { INCIDENT } from "../../support/incident.js";
import { tempProject } from "../../support/temp-project.js";

const ROOT = join(import.meta.dirname, "../../..");

/** The program of the incident without its fault, and the file that has it. */
export const { "src/health.ts": BAD_FILE, ...GOOD } = INCIDENT as Readonly<Record<string, string>> & {
  "src/health.ts": string;
};
export const CONFIG = `${JSON.stringify({ sources: [{ name: "primary", accessor: { module: "src/database/index.ts", name: "getDb" }, managers: ["DatabaseManager"] }] })}\n`;

export interface Outcome {
  readonly status: number;
  /** Of both streams. */
  readonly output: string;
}

export interface Repository {
  readonly folder: string;
  run(command: string, words: readonly string[], options?: RunOptions): Promise<Outcome>;
  git(...words: readonly string[]): Promise<Outcome>;
  /** The built command, in the project. */
  hook(words: string): Promise<Outcome>;
  write(path: string, text: string): void;
  read(path: string): string | undefined;
  /** Stages a file with this text, and tries to commit it. */
  commit(path: string, text: string): Promise<Outcome>;
  /** Every file but those of git itself and of `node_modules`, with its bytes; and git's own hook. */
  state(): Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** From the top. */
  readonly directory?: string;
}

export interface Given {
  readonly files?: Readonly<Record<string, string>>;
  /** Commands of this project's own `node_modules` that are installed there, too: `husky`. */
  readonly programs?: readonly string[];
  /** Where the project lies; the top where absent. */
  readonly project?: string;
}

/** Everything is committed, before any hook is there. */
export async function repositoryWith({ files = {}, programs = [], project = "" }: Given): Promise<Repository> {
  const inProject = Object.entries({ ...GOOD, "db-ssot.json": CONFIG }).map(([path, text]) => [
    join(project, path),
    text,
  ]);
  const folder = tempProject({ ".gitignore": "node_modules\n", ...Object.fromEntries(inProject), ...files });
  installPrograms(folder, programs);
  const repository = repositoryAt(folder, project);
  await repository.git("init", "--quiet", "--initial-branch=main");
  await repository.git("add", "--all");
  await repository.git("commit", "--quiet", "--message=first");
  return repository;
}

function installPrograms(folder: string, programs: readonly string[]): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  symlinkSync(ROOT, join(modules, "db-ssot"), "dir");
  symlinkSync("../db-ssot/bin/db-ssot.js", join(modules, ".bin/db-ssot"));
  for (const name of programs) symlinkSync(join(ROOT, "node_modules/.bin", name), join(modules, ".bin", name));
}

export function repositoryAt(folder: string, project = ""): Repository {
  const run: Repository["run"] = (command, words, { environment = {}, directory = "" } = {}) =>
    started(command, words, join(folder, directory), environment);
  const git = (...words: readonly string[]) => run("git", words);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    folder,
    run,
    git,
    write,
    hook: (words) =>
      run(process.execPath, [join(ROOT, "bin/db-ssot.js"), "hook", ...words.split(" ")], { directory: project }),
    read: (path) => textAt(join(folder, path)),
    commit: async (path, text) => {
      write(path, text);
      await git("add", "--", path);
      return git("commit", "--message=next");
    },
    state: () => stateOf(folder),
  };
}

function started(
  command: string,
  words: readonly string[],
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const env = {
    PATH: join(directory, "node_modules/.bin") + delimiter + process.env.PATH,
    HOME: process.env.HOME,
    ...ALONE,
    ...environment,
  };
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...words],
      { cwd: directory, env, maxBuffer: 2 ** 26 },
      (error, output, errors) => {
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: output + errors });
      },
    );
    child.stdin?.end();
  });
}

/** Nothing of this machine's git, and nothing of a continuous integration: some managers install nothing there. */
const ALONE = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Author",
  GIT_AUTHOR_EMAIL: "author@example.com",
  GIT_COMMITTER_NAME: "Committer",
  GIT_COMMITTER_EMAIL: "committer@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
  NO_COLOR: "1",
  NO_UPDATE_NOTIFIER: "1",
  npm_config_update_notifier: "false",
  npm_config_offline: "true",
};

function textAt(path: string): string | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined;
}

function stateOf(folder: string): Readonly<Record<string, string>> {
  const hook = textAt(join(folder, ".git/hooks/pre-commit"));
  const files = filesBelow(folder, "").map((path) => [path, textAt(join(folder, path)) ?? "not a file"]);
  return { ...Object.fromEntries(files), ...(hook === undefined ? {} : { ".git/hooks/pre-commit": hook }) };
}

function filesBelow(folder: string, directory: string): readonly string[] {
  return readdirSync(join(folder, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if ([".git", "node_modules", ".db-ssot"].includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}
