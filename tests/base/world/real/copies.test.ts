import fs from "node:fs";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { encode } from "../../../../src/base/text/encoding.js";
import { realCopies } from "../../../../src/base/world/real/copies.js";
import { realProcesses } from "../../../../src/base/world/real/processes.js";
import type { Copy } from "../../../../src/base/world/world.js";
import { tempProject } from "../../../support/temp-project.js";

test("a copy holds the tree under the name of the project, without git's history and our own journal", async () => {
  const root = tempProject({
    "src/a.ts": "a",
    ".env": "b",
    "dist/a.js": "c",
    ".git/HEAD": "d",
    ".db-ssot/journal.json": "e",
    "packages/p/.git": "gitdir: elsewhere",
  });
  const { files } = await copyOf(root);
  const { files: found } = await files.list({ patterns: ["**"], ignore: [] });
  expect(found).toEqual([".env", "dist/a.js", "src/a.ts"]);
  expect(files.root).not.toBe(root);
  expect(basename(files.root)).toBe(basename(root));
});

test("what is written into a copy does not reach the original, nor does its end", async () => {
  const root = tempProject({ "a.ts": "before", "node_modules/pg/index.js": "pg" });
  const copy = await copyOf(root);
  await copy.files.write("a.ts", encode("after"));
  expect(textIn(root, "a.ts")).toBe("before");
  await copy.remove();
  expect(fs.existsSync(copy.files.root)).toBe(false);
  expect(textIn(root, "node_modules/pg/index.js")).toBe("pg");
});

test("modes and times stay as they are", async () => {
  const root = tempProject({ "run.sh": "#!/bin/sh\n", "locked.txt": "" });
  fs.chmodSync(join(root, "run.sh"), 0o755);
  fs.chmodSync(join(root, "locked.txt"), 0o440);
  fs.utimesSync(join(root, "run.sh"), 1_000_000, 1_000_000);
  const { files } = await copyOf(root);
  expect(fs.statSync(join(files.root, "run.sh")).mode & 0o777).toBe(0o755);
  expect(fs.statSync(join(files.root, "locked.txt")).mode & 0o777).toBe(0o440);
  expect(fs.statSync(join(files.root, "run.sh")).mtimeMs).toBe(1_000_000_000);
});

test("packages are shared, those of the workspace lead into the copy, and caches are left behind", async () => {
  const root = tempProject({
    "packages/db/index.js": "workspace",
    "packages/app/node_modules/left-pad/index.js": "nested",
    "node_modules/pg/index.js": "pg",
    "node_modules/@types/pg/index.d.ts": "types",
    "node_modules/.cache/x": "cache",
    "node_modules/.pnpm/zod@4/node_modules/zod/index.js": "zod",
    "node_modules/.prisma/client/index.js": "generated",
  });
  fs.mkdirSync(join(root, "node_modules/@shop"));
  fs.symlinkSync("../../packages/db", join(root, "node_modules/@shop/db"));
  fs.symlinkSync("../packages/db", join(root, "node_modules/db"));
  fs.symlinkSync(".pnpm/zod@4/node_modules/zod", join(root, "node_modules/zod"));
  fs.mkdirSync(join(root, "node_modules/.bin"));
  fs.symlinkSync("../db/index.js", join(root, "node_modules/.bin/db"));
  const copy = (await copyOf(root)).files.root;
  const real = (path: string) => fs.realpathSync(join(copy, path));
  expect(real("node_modules/pg")).toBe(join(root, "node_modules/pg"));
  expect(real("node_modules/@types/pg")).toBe(join(root, "node_modules/@types/pg"));
  expect(real("node_modules/zod")).toBe(join(root, "node_modules/.pnpm/zod@4/node_modules/zod"));
  expect(real("node_modules/.prisma/client")).toBe(join(root, "node_modules/.prisma/client"));
  expect(real("packages/app/node_modules/left-pad")).toBe(join(root, "packages/app/node_modules/left-pad"));
  expect(real("node_modules/@shop/db")).toBe(join(copy, "packages/db"));
  expect(real("node_modules/db")).toBe(join(copy, "packages/db"));
  expect(real("node_modules/.bin/db")).toBe(join(copy, "packages/db/index.js"));
  expect(fs.existsSync(join(copy, "node_modules/.cache"))).toBe(false);
});

test("a package installed above the project is found from the copy", async () => {
  const above = tempProject({ "node_modules/pg/index.js": "pg", "packages/app/a.js": "" });
  const copy = (await copyOf(join(above, "packages/app"))).files.root;
  expect(fs.realpathSync(join(copy, "../node_modules/pg"))).toBe(join(above, "node_modules/pg"));
});

test("symbolic links stay links and lead into the copy, or to where they led outside of the project", async () => {
  const above = tempProject({ "shared/b.ts": "", "shop/src/a.ts": "" });
  const root = join(above, "shop");
  fs.symlinkSync("src/a.ts", join(root, "relative"));
  fs.symlinkSync(join(root, "src"), join(root, "absolute"));
  fs.symlinkSync("../shared", join(root, "outside"));
  fs.symlinkSync("nowhere", join(root, "dangling"));
  const copy = (await copyOf(root)).files.root;
  const linkIn = (path: string) => fs.readlinkSync(join(copy, path));
  expect(["relative", "absolute", "outside", "dangling"].map(linkIn)).toEqual([
    "src/a.ts",
    join(copy, "src"),
    join(above, "shared"),
    "nowhere",
  ]);
});

test("a virtual environment is shared, and what is installed in it from the project is the copy's", async () => {
  const root = tempProject({ "src/shop/__init__.py": "", ".venv/pyvenv.cfg": "home = /usr/bin\n" });
  const library = ".venv/lib/python3.12/site-packages";
  fs.mkdirSync(join(root, library, "sqlalchemy"), { recursive: true });
  fs.mkdirSync(join(root, ".venv/bin"));
  fs.writeFileSync(join(root, library, "__editable__.shop.pth"), `${root}/src\n`);
  fs.writeFileSync(join(root, ".venv/bin/pytest"), `#!${root}/.venv/bin/python\n`, { mode: 0o755 });
  fs.symlinkSync("/usr/bin/python3", join(root, ".venv/bin/python"));
  fs.symlinkSync("lib", join(root, ".venv/lib64"));
  const copy = (await copyOf(root)).files.root;
  expect(textIn(copy, `${library}/__editable__.shop.pth`)).toBe(`${copy}/src\n`);
  expect(textIn(copy, ".venv/bin/pytest")).toBe(`#!${copy}/.venv/bin/python\n`);
  expect(fs.statSync(join(copy, ".venv/bin/pytest")).mode & 0o777).toBe(0o755);
  expect(fs.readlinkSync(join(copy, ".venv/bin/python"))).toBe("/usr/bin/python3");
  expect(fs.realpathSync(join(copy, library, "sqlalchemy"))).toBe(join(root, library, "sqlalchemy"));
  expect(fs.realpathSync(join(copy, ".venv/lib64"))).toBe(join(copy, ".venv/lib"));
});

test("a program run in a copy takes the workspace's packages from the copy", async () => {
  const root = tempProject({
    "package.json": '{ "type": "module" }',
    "packages/db/package.json": '{ "name": "db", "type": "module", "exports": "./index.js" }',
    "packages/db/index.js": 'export const which = "original";',
    "test.js": 'import { which } from "db"; console.log(which);',
    "node_modules/.keep": "",
  });
  fs.symlinkSync("../packages/db", join(root, "node_modules/db"));
  const { files } = await copyOf(root);
  await files.write("packages/db/index.js", encode('export const which = "copy";'));
  const ended = await realProcesses().run("node test.js", { directory: files.root, timeoutMs: 3_600_000 });
  expect(ended.output).toBe("copy\n");
});

async function copyOf(root: string): Promise<Copy> {
  const copy = await realCopies(root).make();
  onTestFinished(() => copy.remove());
  return copy;
}

function textIn(directory: string, path: string): string {
  return fs.readFileSync(join(directory, path), "utf8");
}
