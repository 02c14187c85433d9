import { expect, test } from "vitest";
import { findPackages } from "../../../src/read/project/roots.js";
import { memoryWorld } from "../../support/memory-world.js";

function packages(files: Readonly<Record<string, string | object>>) {
  const texts = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : JSON.stringify(content),
  ]);
  return findPackages(memoryWorld(Object.fromEntries(texts)).files, Object.keys(files));
}

test("finds the package of a file by the nearest manifest", () => {
  const { packageOf, all } = packages({ "package.json": { name: "root" }, "packages/a/package.json": { name: "a" } });
  expect(["x.ts", "packages/a/src/deep/x.ts", "packages/b/x.ts"].map((file) => packageOf(file)?.name)).toEqual([
    "root",
    "a",
    "root",
  ]);
  expect(all.map(({ directory }) => directory)).toEqual(["", "packages/a"]);
});

test("knows no package where there is no manifest, and no name where it is not valid", () => {
  expect(packages({}).packageOf("a.ts")).toBeUndefined();
  expect(packages({ "package.json": "{ not json" }).packageOf("a.ts")).toEqual({ directory: "", manifest: {} });
  expect(packages({ "package.json": "[]" }).packageOf("a.ts")).toEqual({ directory: "", manifest: {} });
});

const members = {
  "packages/db/package.json": { name: "@x/db" },
  "packages/old/package.json": { name: "@x/old" },
  "apps/web/package.json": { name: "web" },
  "elsewhere/package.json": { name: "elsewhere" },
};

test.each([
  ["a list", { "package.json": { name: "root", workspaces: ["packages/*", "./apps/*/", "!packages/old"] } }],
  [
    "a list under `packages`",
    { "package.json": { name: "root", workspaces: { packages: ["packages/db", "apps/*"] } } },
  ],
  [
    "pnpm",
    {
      "package.json": { name: "root" },
      "pnpm-workspace.yaml": "packages:\n  - packages/**\n  - apps/*\n  - '!**/old'\n",
    },
  ],
])("finds the members of a workspace by name: %s", (_name, roots) => {
  const { packageNamed } = packages({ ...roots, ...members });
  const names = ["@x/db", "web", "root", "@x/old", "elsewhere", "@x/none"];
  expect(names.map((name) => packageNamed(name)?.directory)).toEqual([
    "packages/db",
    "apps/web",
    "",
    undefined,
    undefined,
    undefined,
  ]);
});

test("takes a package outside of any workspace for nobody's import", () => {
  expect(packages(members).packageNamed("web")).toBeUndefined();
});

test("finds workspaces below the root, by paths from their own", () => {
  const { packageNamed } = packages({
    "services/package.json": { name: "services", workspaces: ["packages/*"] },
    "services/packages/db/package.json": { name: "db" },
    "packages/other/package.json": { name: "other" },
  });
  expect([packageNamed("db")?.directory, packageNamed("other")]).toEqual(["services/packages/db", undefined]);
});

test("finds the package of a Python file by Python's manifests, and of a script by npm's", () => {
  const { packageOf, all } = packages({
    "package.json": { name: "root" },
    "backend/requirements.txt": "",
    "backend/worker/pyproject.toml": "",
    "libs/a/setup.cfg": "",
    "libs/b/setup.py": "from setuptools import setup\nsetup()\n",
    "libs/b/package.json": { name: "b" },
  });
  const directories = [
    ["backend/app/db.py", "backend"],
    ["backend/worker/jobs/mail.py", "backend/worker"],
    ["libs/a/src/a/db.py", "libs/a"],
    ["libs/b/db.pyi", "libs/b"],
    ["run.py", undefined],
    ["backend/worker/page.ts", ""],
    ["libs/b/page.ts", "libs/b"],
  ] as const;
  expect(directories.map(([file]) => [file, packageOf(file)?.directory])).toEqual(directories);
  expect(all.map(({ directory }) => directory)).toEqual(["", "libs/b"]);
});

test("takes a module `setup.py` that sets something up for no manifest", () => {
  const { packageOf } = packages({ "pyproject.toml": "", "app/core/setup.py": "def setup(app):\n    pass\n" });
  expect(packageOf("app/core/db.py")?.directory).toBe("");
});
