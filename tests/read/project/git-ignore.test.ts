import { execFileSync, spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { realFiles } from "../../../src/base/world/real/files.js";
import { gitIgnore } from "../../../src/read/project/git-ignore.js";
import { type MemoryOptions, memoryWorld } from "../../support/memory-world.js";
import { tempProject } from "../../support/temp-project.js";

type Files = Readonly<Record<string, string>>;

/** Those of the paths that are ignored; a path that ends in `/` is a directory. */
function ignored(files: Files, paths: readonly string[], options?: MemoryOptions): string[] {
  const rules = gitIgnore(memoryWorld(files, options).files);
  return paths.filter((path) =>
    path.endsWith("/") ? rules.ignores(path.slice(0, -1), "directory") : rules.ignores(path, "file"),
  );
}

test("heeds the ignore files of every level, each for what is below it", () => {
  const files = { ".gitignore": "*.log\n/top\n", "a/.gitignore": "/tied\nloose\ndeep/er\n" };
  expect(ignored(files, ["x.log", "a/b/x.log", "top", "a/top"])).toEqual(["x.log", "a/b/x.log", "top"]);
  expect(ignored(files, ["a/tied", "a/b/tied", "tied"])).toEqual(["a/tied"]);
  expect(ignored(files, ["a/loose", "a/b/loose", "loose"])).toEqual(["a/loose", "a/b/loose"]);
  expect(ignored(files, ["a/deep/er", "a/b/deep/er"])).toEqual(["a/deep/er"]);
});

test("lets a deeper file take back what a higher one ignores", () => {
  const files = { ".gitignore": "dist\n*.gen.ts\n", "a/.gitignore": "!dist\n!keep.gen.ts\n" };
  expect(ignored(files, ["dist/x.ts", "a/dist/x.ts", "x.gen.ts", "a/keep.gen.ts", "a/b/x.gen.ts"])).toEqual([
    "dist/x.ts",
    "x.gen.ts",
    "a/b/x.gen.ts",
  ]);
});

test("takes nothing back from inside of an ignored directory", () => {
  const files = { ".gitignore": "dist/\n!dist/keep.ts\n", "dist/.gitignore": "!*\n" };
  expect(ignored(files, ["dist/keep.ts", "dist/x/y.ts"])).toEqual(["dist/keep.ts", "dist/x/y.ts"]);
});

test("reads CRLF, a byte order mark, comments, escapes and spaces as git does", () => {
  const files = { ".gitignore": "\ufeffa.ts\r\n# b.ts\r\n\\#c.ts\r\n\\!d.ts\r\n e.ts\r\nf.ts  \r\n" };
  expect(ignored(files, ["a.ts", "b.ts", "#c.ts", "!d.ts", " e.ts", "e.ts", "f.ts"])).toEqual([
    "a.ts",
    "#c.ts",
    "!d.ts",
    " e.ts",
    "f.ts",
  ]);
});

test("tells upper from lower case, and a directory from a file", () => {
  expect(ignored({ ".gitignore": "Build/\n" }, ["Build/", "build/", "Build"])).toEqual(["Build/"]);
});

test("takes brackets, stars and signs in the name of a directory as they are", () => {
  const files = {
    "[id]/.gitignore": "/x.ts",
    "!a/.gitignore": "x.ts",
    "#b/.gitignore": "x.ts",
    "c d/.gitignore": "x.ts",
  };
  expect(ignored(files, ["[id]/x.ts", "i/x.ts", "!a/x.ts", "#b/x.ts", "c d/x.ts", "a/x.ts"])).toEqual([
    "[id]/x.ts",
    "!a/x.ts",
    "#b/x.ts",
    "c d/x.ts",
  ]);
});

test("heeds the excludes of the repository, and lets ignore files overrule them", () => {
  const files = { ".git/info/exclude": "a.ts\nb.ts\n", ".gitignore": "!b.ts\n" };
  expect(ignored(files, ["a.ts", "b.ts"])).toEqual(["a.ts"]);
});

test("heeds the ignore files above the root, up to where the repository begins", () => {
  const options = { root: "/home/repo/packages/app" };
  const files = {
    "../../../.gitignore": "beyond.ts\n",
    "../../.git/HEAD": "",
    "../../.gitignore": "/packages/app/gen\nloose.ts\n",
    "../.gitignore": "app/near.ts\n",
  };
  expect(ignored(files, ["beyond.ts", "gen/", "src/gen/", "loose.ts", "near.ts", "far.ts"], options)).toEqual([
    "gen/",
    "loose.ts",
    "near.ts",
  ]);
});

test("checks a root that its own repository ignores", () => {
  const files = { "../.git/HEAD": "", "../.gitignore": "/demo/\n*.log\n", ".gitignore": "own.ts\n" };
  expect(ignored(files, ["a.ts", "own.ts"], { root: "/home/repo/demo" })).toEqual(["own.ts"]);
});

test("goes on without an ignore file that cannot be read", () => {
  expect(ignored({ ".gitignore": "a.ts" }, ["a.ts"], { unreadable: [".gitignore"] })).toEqual([]);
});

test("agrees with git on any rules", () => {
  const segment = fc.constantFrom("a", "b", "*", "a*", "**", "?", "[ab]", "*.ts", "b.ts");
  const pattern = fc
    .tuple(
      fc.constantFrom("", "", "!"),
      fc.constantFrom("", "/"),
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("", "/"),
    )
    .map(([not, start, segments, end]) => not + start + segments.join("/") + end);
  const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => `${lines.join("\n")}\n`);
  fc.assert(
    fc.property(rules, rules, rules, (top, inA, inAb) => {
      const sources = Object.fromEntries(candidates.map((path) => [path, ""]));
      const root = tempProject({ ...sources, ".gitignore": top, "a/.gitignore": inA, "a/b/.gitignore": inAb });
      const rulesOfRoot = gitIgnore(realFiles(root));
      expect(candidates.filter((path) => rulesOfRoot.ignores(path, "file"))).toEqual(ignoredByGit(root));
    }),
    { numRuns: 60 },
  );
});

const candidates = [
  "a.ts",
  "b.ts",
  "a/a.ts",
  "a/b.ts",
  "a/b/a.ts",
  "a/b/b.ts",
  "a/b/a/b.ts",
  "b/a.ts",
  "b/a/b.ts",
  "b/b/b/a.ts",
];

function ignoredByGit(root: string): string[] {
  execFileSync("git", ["init", "-q"], { cwd: root });
  const { stdout } = spawnSync("git", ["-c", "core.excludesFile=", "check-ignore", "--no-index", "--stdin"], {
    cwd: root,
    input: candidates.join("\n"),
    encoding: "utf8",
  });
  return stdout.split("\n").filter((path) => path !== "");
}
