/** A real repository on the disk into which generated stagings are put, and what is to be seen of it. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempProject } from "../../support/temp-project.js";
import { FRAME, type Staging, type Tree } from "./cases.js";

/** Nothing of this machine's configuration may show, in what the tests start and in what those start. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};

/**
 * - `as-written`: git changes nothing on the way
 * - `autocrlf`: the configuration asks for CRLF in the work tree
 * - `attributes`: the repository does, for some files
 * - `below`: the project lies below the top of the repository
 */
export type Kind = "as-written" | "autocrlf" | "attributes" | "below";

export interface Repository {
  readonly kind: Kind;
  /** The project's root. */
  readonly root: string;
  readonly top: string;
  readonly git: (...words: readonly string[]) => string;
  /** Several of git's commands one after the other, by a shell, which starts them faster; each answer as it comes. */
  readonly gits: (...commands: readonly string[]) => readonly string[];
}

export function makeRepository(kind: Kind): Repository {
  Object.assign(process.env, ENVIRONMENT);
  const top = tempProject({});
  const root = kind === "below" ? join(top, "packages/app") : top;
  mkdirSync(root, { recursive: true });
  const git = (...words: readonly string[]): string =>
    execFileSync("git", [...words], { cwd: root, encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 26 });
  const gits = (...commands: readonly string[]): readonly string[] => {
    const script = commands.map((command) => `git ${command} && printf '${END}'`).join(" && ");
    return execFileSync("sh", ["-c", script], { cwd: root, encoding: "utf8", stdio: "pipe", maxBuffer: 2 ** 26 }).split(
      END,
    );
  };
  git("init", "-q", "-b", "main", top);
  git("config", "core.autocrlf", kind === "autocrlf" ? "true" : "false");
  git("config", "maintenance.auto", "false");
  for (const [path, text] of Object.entries(FRAME)) write(root, path, text);
  if (kind === "attributes") writeFileSync(join(root, ".gitattributes"), "*.ts text eol=crlf\nsrc/deep/* -text\n");
  git("add", "-A");
  git("commit", "-q", "-m", "frame");
  git("tag", "frame");
  return { kind, root, top, git, gits };
}

const END = "== end of answer ==";

/** Commits, stages, and puts into the work tree what the staging says. */
export function put({ root, gits }: Repository, { head, index, work }: Staging): void {
  bring(root, new Map(), head);
  gits("update-ref HEAD frame", "read-tree frame", "add -A", "commit -q --allow-empty -m head");
  bring(root, head, index);
  gits("add -A");
  bring(root, index, work);
}

/** Takes the files of a staging away again. */
export function clear({ root }: Repository): void {
  for (const path of Object.keys(workTree(root)))
    if (!(path in FRAME) && path !== ".gitattributes") rmSync(join(root, path));
  rmSync(join(root, ".db-ssot"), { recursive: true, force: true });
}

function bring(root: string, from: Tree, to: Tree): void {
  for (const path of from.keys()) if (!to.has(path)) rmSync(join(root, path));
  for (const [path, { text, executable }] of to) {
    write(root, path, text);
    chmodSync(join(root, path), executable ? 0o755 : 0o644);
  }
}

function write(root: string, path: string, text: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

/** What can be lost: each entry of the index, and each file of the work tree, with their modes. */
export interface Seen {
  /** `100644 <id> 0`, by the path from the root. */
  readonly index: Readonly<Record<string, string>>;
  /** `755 <text>`, by the path from the root. */
  readonly work: Readonly<Record<string, string>>;
  /** What differs between the two, as git sees it, wherever it stands. */
  readonly unstaged: string;
  /** The tree that a commit would have. */
  readonly tree: string;
}

export function look({ root, gits }: Repository): Seen {
  const [staged = "", unstaged = "", tree = ""] = gits("ls-files --stage -z", DIFF, "write-tree");
  return {
    index: entriesIn(staged),
    work: workTree(root),
    unstaged: unstaged.replace(/^index .*\n/gm, "").replace(/^@@ .*$/gm, "@@"),
    tree: tree.trim(),
  };
}

/** The index alone, which can be read while it is locked. */
export function entriesOf({ git }: Repository): Seen["index"] {
  return entriesIn(git("ls-files", "--stage", "-z"));
}

function entriesIn(answer: string): Seen["index"] {
  const lines = answer.split("\0").filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => [line.slice(line.indexOf("\t") + 1), line.slice(0, line.indexOf("\t"))]),
  );
}

const DIFF = "diff --relative -U0 --no-ext-diff --no-renames --irreversible-delete --text";

/** Each file of the work tree, with its mode. */
export function workTree(root: string): Readonly<Record<string, string>> {
  const found = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => !/^\.(git|db-ssot)(\/|$)/.test(path),
  );
  const files = found.sort().flatMap((path) => {
    const { mode, isFile } = { mode: statSync(join(root, path)).mode, isFile: statSync(join(root, path)).isFile() };
    return isFile ? [[path, `${(mode & 0o777).toString(8)} ${readFileSync(join(root, path), "utf8")}`] as const] : [];
  });
  return Object.fromEntries(files);
}

/** The texts of a tree, as they are in git, by the path from the root. */
export function textsOf({ root }: Repository, tree: string): Readonly<Record<string, string>> {
  const script = `git ls-tree -r -z --name-only ${tree} && git ls-tree -r --format='%(objectname)' ${tree} | git cat-file --batch`;
  const output = execFileSync("sh", ["-c", script], { cwd: root, maxBuffer: 2 ** 26 });
  const start = output.lastIndexOf("\0") + 1;
  const paths = output.toString("utf8", 0, start).split("\0").filter(Boolean);
  let offset = start;
  return Object.fromEntries(
    paths.map((path) => {
      const from = output.indexOf("\n", offset) + 1;
      const size = Number(output.toString("utf8", offset, from).split(" ")[2]);
      offset = from + size + 1;
      return [path, output.toString("utf8", from, from + size)];
    }),
  );
}
