import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realWorld } from "../../../src/base/world/real/world.js";
import { type Discovery, type DiscoveryRequest, discover } from "../../../src/read/project/discover.js";
import { type MemoryOptions, memoryWorld } from "../../support/memory-world.js";
import { tempProject } from "../../support/temp-project.js";

type Files = Readonly<Record<string, string>>;
type Asked = Partial<DiscoveryRequest> & { readonly world?: MemoryOptions };

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

function result(files: Files, { world = {}, ...asked }: Asked = {}) {
  return discover(memoryWorld(files, world), { extensions, ignore: [], paths: [], ...asked });
}

async function found(files: Files, asked?: Asked): Promise<Discovery> {
  const outcome = await result(files, asked);
  if (outcome.kind !== "found") throw new Error(outcome.kind);
  return outcome.discovery;
}

/** The files in scope of a project whose files are all empty, but for the ignore files and manifests given. */
async function inScope(paths: readonly string[], ignoreFiles: Files = {}, asked?: Asked): Promise<readonly string[]> {
  return (await found({ ...Object.fromEntries(paths.map((path) => [path, ""])), ...ignoreFiles }, asked)).selected;
}

test("takes every file that a language reads, odd names included, and no other", async () => {
  const sources = ["a b.ts", "app/(main)/[id]/page.tsx", "x.mts", "y.cts", "z.mjs", ".storybook/main.js", "[a].ts"];
  expect(await inScope([...sources, "README.md", "a.json", "ts", "a.ts.bak"])).toEqual([...sources].sort());
});

test("is quiet in an empty project", async () => {
  expect(await found({})).toMatchObject({ files: [], selected: [], unreadable: [], skipped: new Map() });
});

test("never enters installed packages, version control and caches", async () => {
  const left = ["node_modules/a/i.js", "p/node_modules/b.ts", ".git/hooks/x.js", ".next/s.js", "p/.venv/lib/x.ts"];
  const discovery = await found(Object.fromEntries([...left, "src/a.ts"].map((path) => [path, ""])));
  expect(discovery.files).toEqual(["src/a.ts"]);
  expect([...discovery.skipped.values()]).toEqual(Array(5).fill("output"));
});

test("leaves build output beside a manifest out, and takes a folder of that name that holds sources", async () => {
  const manifests = { "package.json": "{}", "packages/a/package.json": "{}" };
  expect(
    await inScope(
      ["dist/a.js", "out/a.js", "coverage/a.js", "build/a.js", "packages/a/dist/a.js", "src/build/a.ts"],
      manifests,
    ),
  ).toEqual(["src/build/a.ts"]);
  expect(await inScope(["src/dist/a.ts", "src/out/b.ts", "lib/coverage/c.ts", "env/d.ts"], manifests)).toHaveLength(4);
});

test("leaves `dist` out without a manifest beside it, unless somebody writes code there", async () => {
  const paths = ["server/dist/db.js", "server/dist/db.d.ts", "server/src/db.ts", "dist/dist/app.mjs"];
  expect(await inScope(paths, { "package.json": "{}" })).toEqual(["server/src/db.ts"]);
  expect(await inScope(["src/dist/a.ts", "src/dist/b.js", "py/dist/c.js"])).toEqual(["src/dist/a.ts", "src/dist/b.js"]);
});

test("takes `build` for scripts where ignore rules stand beside it and do not name it", async () => {
  const manifest = { "package.json": "{}" };
  expect(await inScope(["build/a.js", "a.ts"], { ...manifest, ".gitignore": "node_modules\n" })).toContain(
    "build/a.js",
  );
  expect(await inScope(["build/a.js", "a.ts"], { ...manifest, ".gitignore": "build/\n" })).toEqual(["a.ts"]);
});

test.each([
  "venv/pyvenv.cfg",
  "venv/bin/activate",
  "venv/Scripts/activate",
  "venv/Scripts/activate.bat",
  "env/Lib/site-packages/pip/x.py",
  "virtualenv/lib/site-packages/pip/x.py",
  "venv310/Scripts/python.exe",
  "myenv/pyvenv.cfg",
  "api/.env/bin/activate",
  "conda-env/conda-meta/history",
])("leaves a Python environment out that is known by %s", async (mark) => {
  const directory = /^.*env\d*(?=\/)/.exec(mark)?.[0] ?? "";
  const files = [`${directory}/x.ts`, `${directory}/Lib/y.ts`, "a.ts"];
  expect(await inScope(files, { [mark]: "" })).toEqual(["a.ts"]);
});

test("takes a folder that is only called as environments are", async () => {
  const paths = ["env/y.ts", "environments/lib/z.ts", "venv/bin/w.ts"];
  expect(await inScope(paths)).toEqual(paths);
});

test("never enters `.venv`, installed packages, and what an editor keeps of earlier versions", async () => {
  const paths = [".venv/x.ts", "lib/python3.11/site-packages/y.ts", ".history/src/a_20250228180408.ts", "a.ts"];
  expect(await inScope(paths)).toEqual(["a.ts"]);
});

test("leaves declarations and compiled files beside their source out", async () => {
  const paths = [
    "a.ts",
    "a.js",
    "a.d.ts",
    "b.js",
    "b.d.ts",
    "c.d.ts",
    "d.tsx",
    "d.jsx",
    "e.mts",
    "e.mjs",
    "e.d.mts",
    "e.js",
  ];
  expect(await inScope([...paths, "e.js.map"])).toEqual(["a.ts", "b.js", "c.d.ts", "d.tsx", "e.js", "e.mts"]);
});

test("leaves committed output of a compiler out where its source is there", async () => {
  const paths = [
    "src/db/index.ts",
    "build/db/index.js",
    "build/own.js",
    "api/src/a.js",
    "api/test-build/a.js",
    "lib/a.js",
  ];
  expect(await inScope(paths)).toEqual(["api/src/a.js", "build/own.js", "lib/a.js", "src/db/index.ts"]);
});

test("leaves minified files and bundles out by their names", async () => {
  expect(
    await inScope(["a.min.js", "b-min.js", "c.bundle.js", "d.chunk.mjs", ".pnp.cjs", "minify.js", "e.min.ts"]),
  ).toEqual(["e.min.ts", "minify.js"]);
});

test("leaves out what the configuration ignores: a glob, a folder, a file", async () => {
  const paths = ["a.ts", "legacy/b.ts", "old/deep/c.ts", "x.gen.ts", "next.js/d.ts", "e.js", "src/f.ts", "src/g/h.ts"];
  const ignore = ["legacy", "./old/", "**/*.gen.ts", "*.js", "src/*"];
  expect(await inScope(paths, {}, { ignore })).toEqual(["a.ts", "next.js/d.ts", "src/g/h.ts"]);
});

test("goes on past what cannot be read and says what it was", async () => {
  const { files, unreadable } = await found({ "a.ts": "", "closed/b.ts": "" }, { world: { unreadable: ["closed"] } });
  expect({ files, unreadable }).toEqual({
    files: ["a.ts"],
    unreadable: [{ path: "closed", reason: "permission denied" }],
  });
});

test("narrows to the paths named, and still knows the whole project", async () => {
  const files = { "a.ts": "", "src/b.ts": "", "src/deep/c.ts": "", "src-other/d.ts": "" };
  const discovery = await found(files, { paths: ["./src/", "a.ts"] });
  expect(discovery.selected).toEqual(["a.ts", "src/b.ts", "src/deep/c.ts"]);
  expect(discovery.files).toHaveLength(4);
  expect((await found(files, { paths: ["."] })).selected).toHaveLength(4);
  expect((await found(files, { paths: ["src/../src-other"] })).selected).toEqual(["src-other/d.ts"]);
});

test("takes a file or folder that the user names even where git ignores it", async () => {
  const files = ["dist/a.js", "dist/b.js", "gen/deep/c.ts", "gen/d.ts", "node_modules/x/i.js", "e.min.js"];
  const rules = { ".gitignore": "gen\ndist\n", "package.json": "{}" };
  const named = (...paths: string[]) => inScope(files, rules, { paths });
  expect(await named("dist/a.js", "e.min.js")).toEqual(["dist/a.js", "e.min.js"]);
  expect(await named("gen")).toEqual(["gen/d.ts", "gen/deep/c.ts"]);
  expect(await named("gen/deep")).toEqual(["gen/deep/c.ts"]);
  expect(await named("node_modules/x")).toEqual(["node_modules/x/i.js"]);
  expect(await named(".")).toEqual([]);
});

test("heeds the configuration even for a file that the user names, and passes over files of other languages", async () => {
  const paths = ["legacy/a.ts", "b.ts", "README.md"];
  expect(await inScope(["legacy/a.ts", "b.ts", "README.md"], {}, { ignore: ["legacy"], paths })).toEqual(["b.ts"]);
});

test.each([
  ["no/such", "no-such-path"],
  ["a.ts/b.ts", "no-such-path"],
  ["../a.ts", "outside-root"],
  ["src/../../a.ts", "outside-root"],
  ["/etc/passwd", "outside-root"],
])("says of the path %s what is wrong with it", async (path, kind) => {
  expect(await result({ "a.ts": "" }, { paths: ["a.ts", path] })).toEqual({ kind, path });
});

test("says of a named path that it cannot be looked at", async () => {
  const outcome = await result({ "closed/a.ts": "" }, { paths: ["closed/a.ts"], world: { unreadable: ["closed"] } });
  expect(outcome).toEqual({ kind: "unreadable-path", path: "closed/a.ts", reason: "permission denied" });
});

test("finds the manifests of the project, and none of what is installed", async () => {
  const manifests = ["a/package.json", "a/tsconfig.build.json", "jsconfig.json", "package.json", "pnpm-workspace.yaml"];
  const files = [...manifests, "node_modules/x/package.json", "src/config.json", "gen/package.json"];
  const { manifests: listed } = await found({
    ...Object.fromEntries(files.map((path) => [path, "{}"])),
    ".gitignore": "gen",
  });
  expect(listed).toEqual(manifests);
});

test("lists the manifests of Python, and takes `setup.py` for a source as well", async () => {
  const manifests = ["a/requirements.txt", "a/setup.cfg", "a/setup.py", "pyproject.toml"];
  const files = Object.fromEntries(
    [...manifests, "a/db.py", ".venv/setup.py", "docs/notes.txt"].map((path) => [path, ""]),
  );
  const discovery = await found(files, { extensions: [".py"] });
  expect(discovery.manifests).toEqual(manifests);
  expect(discovery.files).toEqual(["a/db.py", "a/setup.py"]);
});

test("tells a module that a build makes from one that nobody makes", async () => {
  const { ignored } = await found({
    "package.json": "{}",
    ".gitignore": "/src/generated/\n*.gen.ts\n",
    "src/a.ts": "",
  });
  const made = ["src/generated/client.ts", "src/generated", "src/x.gen.ts", "dist/index.js", "node_modules/x/i.js"];
  expect(made.map(ignored)).toEqual(made.map(() => true));
  const missing = ["src/db.ts", "lib/src/generated/x.ts", "../above.ts", "", "src/none/deep/x.ts"];
  expect(missing.map(ignored)).toEqual(missing.map(() => false));
});

test("takes what lies behind a committed link that leads nowhere for something that is there elsewhere", async () => {
  const root = tempProject({ "src/a.ts": "", "common/db.ts": "" });
  for (const [target, link] of [
    ["../../elsewhere", "shared"],
    ["../../elsewhere/db.ts", "db.ts"],
    ["../common", "common"],
  ] as const)
    symlinkSync(target, join(root, "src", link));
  const outcome = await discover(realWorld(root), { extensions, ignore: [], paths: [] });
  if (outcome.kind !== "found") throw new Error(outcome.kind);
  const { ignored } = outcome.discovery;
  expect(["src/shared", "src/shared/db.ts", "src/db.ts"].map(ignored)).toEqual([true, true, true]);
  expect(["src/common/db.ts", "src/common/none.ts", "src/other.ts"].map(ignored)).toEqual([false, false, false]);
});

test("gives the same on the disk as in memory", async () => {
  const files = {
    "package.json": "{}",
    ".gitignore": "gen/\n",
    "a b.ts": "",
    "gen/x.ts": "",
    "dist/y.js": "",
    "s/[z].ts": "",
  };
  const outcome = await discover(realWorld(tempProject(files)), { extensions, ignore: [], paths: [] });
  const { ignored: _, ...expected } = await found(files);
  expect(outcome).toMatchObject({ kind: "found", discovery: expected });
});
