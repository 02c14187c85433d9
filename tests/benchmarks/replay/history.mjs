/** The states of a repository along its history, as worlds in memory; nothing is checked out. */
import { execFileSync } from "node:child_process";
import { listAmong } from "../../../build/base/world/listing.js";

/** What a check reads: code, and what says where imports lead. */
const READ =
  /(\.([cm]?[jt]sx?|py)|(^|\/)(package\.json|[jt]sconfig[^/]*\.json|pyproject\.toml|setup\.(cfg|py)|requirements[^/]*\.txt|\.gitignore|pnpm-workspace\.yaml))$/;
const CODE = ["*.ts", "*.tsx", "*.mts", "*.cts", "*.js", "*.jsx", "*.mjs", "*.cjs", "*.py"];
const LEFT_OUT = /(^|\/)(node_modules|\.venv|site-packages|dist|build)\//;

export function openHistory(directory) {
  const git = (...args) => execFileSync("git", ["-C", directory, ...args], { maxBuffer: 2 ** 30 });
  const texts = new Map();
  const readBlobs = (ids) => {
    const wanted = ids.filter((id) => !texts.has(id));
    if (wanted.length === 0) return;
    const input = `${wanted.join("\n")}\n`;
    const output = execFileSync("git", ["-C", directory, "cat-file", "--batch"], { input, maxBuffer: 2 ** 30 });
    let at = 0;
    for (const id of wanted) {
      const end = output.indexOf(10, at);
      const [, kind, size] = output.toString("latin1", at, end).split(" ");
      at = end + 1;
      if (kind !== "blob") continue; // A snapshot may lack its largest files.
      texts.set(id, new Uint8Array(output.subarray(at, at + Number(size))));
      at += Number(size) + 1;
    }
  };
  return {
    /** The newest commits that touch code, the oldest of them first; each is the parent of the next as far as code goes. */
    commits(most) {
      const listed = git("log", "--first-parent", `-n${most}`, "--format=%H", "HEAD", "--", ...CODE).toString();
      return listed.split("\n").filter(Boolean).reverse();
    },
    contents(commit) {
      const listed = git("ls-tree", "-r", "-z", commit).toString("utf8").split("\0").filter(Boolean);
      const files = listed.flatMap((line) => {
        const [mode, , id] = line.slice(0, line.indexOf("\t")).split(" ");
        const path = line.slice(line.indexOf("\t") + 1);
        return mode?.startsWith("100") && READ.test(path) && !LEFT_OUT.test(path) ? [{ id, path }] : [];
      });
      readBlobs(files.map(({ id }) => id));
      return Object.fromEntries(files.flatMap(({ id, path }) => (texts.has(id) ? [[path, texts.get(id)]] : [])));
    },
    /** What git says of two commits: where files went, and which lines of the former are not in the latter. */
    changes(from, to) {
      const patch = git(
        "-c",
        "diff.renameLimit=5000",
        "-c",
        "core.quotePath=false",
        "diff",
        "-M",
        "-w",
        "-U0",
        from,
        to,
        "--",
        ...CODE,
      );
      return readPatch(patch.toString("utf8"));
    },
  };
}

/** A world in which a check can be run: these files, no repository, a clock that does not move. */
export function worldOf(contents, extra = {}) {
  const entries = Object.entries({ ...contents, ...extra });
  const held = new Map(entries.map(([path, text]) => [path, typeof text === "string" ? Buffer.from(text) : text]));
  return { files: filesOf(held), git: { prefix: async () => undefined }, clock: { now: () => 0, today: () => TODAY } };
}

const TODAY = "2026-01-01";

function filesOf(held) {
  const children = childrenOf(held.keys());
  return {
    root: "/project",
    list: async (query) => listAmong([...held.keys()], query),
    read: (path) => held.get(path),
    stat: (path) => {
      const size = held.get(path)?.length;
      if (size !== undefined) return { kind: "file", size };
      return children.has(path) ? { kind: "directory", size: 0 } : undefined;
    },
    entries: (directory) => {
      const start = directory === "" ? "" : `${directory}/`;
      return [...(children.get(directory) ?? [])].map((name) => {
        return { name, kind: held.has(start + name) ? "file" : "directory" };
      });
    },
    realPath: (path) => path,
  };
}

/** Names by directory. */
function childrenOf(paths) {
  const children = new Map([["", new Set()]]);
  for (const path of paths) {
    const parts = path.split("/");
    for (let depth = 0; depth < parts.length; depth += 1) {
      const directory = parts.slice(0, depth).join("/");
      children.set(directory, (children.get(directory) ?? new Set()).add(parts[depth]));
    }
  }
  return children;
}

function readPatch(patch) {
  const files = new Map();
  let file;
  for (const line of patch.split("\n")) {
    if (line.startsWith("diff --git ")) file = { path: undefined, to: undefined, hunks: [] };
    else if (/^(---|rename from) /.test(line))
      set(files, file, line.replace(/^(--- (a\/)?|rename from )/, "").replace(/\t$/, ""));
    else if (/^(\+\+\+|rename to) /.test(line))
      file.to = line.replace(/^(\+\+\+ (b\/)?|rename to )/, "").replace(/\t$/, "");
    else if (line.startsWith("@@ ")) {
      const [, start, count = "1", , added = "1"] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
      file.hunks.push({ start: Number(start), count: Number(count), added: Number(added) });
    }
  }
  return files;
}

function set(files, file, path) {
  file.path = path;
  files.set(path, file);
}

/** Where a line of a file is after the changes; `undefined` where it is gone. */
export function lineAfter(changes, path, line) {
  const file = changes.get(path);
  if (file === undefined) return { path, line };
  if (file.to === "/dev/null") return undefined;
  let moved = line;
  for (const { start, count, added } of file.hunks) {
    // A hunk that takes nothing away stands after its line.
    if (count === 0 ? line > start : line >= start + count) moved += added - count;
    else if (count > 0 && line >= start) return undefined;
  }
  return { path: file.to, line: moved };
}
