import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { encode } from "../../../../src/base/text/encoding.js";
import { realFiles } from "../../../../src/base/world/real/files.js";
import { UnreadableError, UnwritableError } from "../../../../src/base/world/world.js";
import { tempProject } from "../../../support/temp-project.js";

/** The next numbers in names of temporary files; random ones where there are none. */
const numbers: number[] = [];

vi.mock("node:crypto", async (importActual) => {
  const actual = await importActual<typeof import("node:crypto")>();
  return { ...actual, randomInt: (most: number) => numbers.shift() ?? actual.randomInt(most) };
});

const everything = { patterns: ["**"], ignore: [] };

test("goes on past a directory that cannot be read, and tells of it", async () => {
  const root = tempProject({ "a.ts": "", "b.ts": "" });
  mkdirSync(join(root, "closed"), { mode: 0 });
  const { files, unreadable } = await realFiles(root).list(everything);
  chmodSync(join(root, "closed"), 0o755);
  expect(files).toEqual(["a.ts", "b.ts"]);
  // A mode keeps nobody out who runs as the administrator, and Windows has no such modes.
  const mayReadAll = process.getuid?.() === 0 || process.platform === "win32";
  expect(unreadable).toEqual(mayReadAll ? [] : [{ path: "closed", reason: "permission denied" }]);
});

test("follows no symbolic link while listing, so that a loop ends", async () => {
  const root = tempProject({ "src/a.ts": "" });
  symlinkSync(root, join(root, "src/loop"));
  symlinkSync(join(root, "src/a.ts"), join(root, "b.ts"));
  expect((await realFiles(root).list(everything)).files).toEqual(["src/a.ts"]);
});

test("says of a link to itself that it goes in a circle", () => {
  const root = tempProject({});
  symlinkSync("self.ts", join(root, "self.ts"));
  const files = realFiles(root);
  expect(() => files.read("self.ts")).toThrow(new UnreadableError("self.ts", "its symbolic links go in a circle"));
  expect(() => files.stat("self.ts")).toThrow(UnreadableError);
});

test("waits for nobody to write into a pipe, and reads neither that nor a device", () => {
  const root = tempProject({});
  expect(spawnSync("mkfifo", [join(root, "package.json")]).status).toBe(0);
  symlinkSync("/dev/zero", join(root, "tsconfig.json"));
  const files = realFiles(root);
  expect(["package.json", "tsconfig.json"].map((path) => files.read(path))).toEqual([undefined, undefined]);
});

test("gives a directory the stamp of earlier for as long as the same names are in it", async () => {
  const root = tempProject({ "src/a.ts": "1" });
  const files = realFiles(root);
  const earlier = files.stamp("src") ?? "";
  await files.write("src/a.ts", encode("2"));
  expect(files.stamp("src", earlier)).toBe(earlier);
  await files.write("src/b.ts", encode("1"));
  expect(files.stamp("src", earlier)).not.toBe(earlier);
  await files.remove("src/b.ts");
  expect(files.stamp("src", earlier)).toBe(earlier);
  rmSync(join(root, "src/a.ts"));
  symlinkSync("/dev/null", join(root, "src/a.ts"));
  expect(files.stamp("src", earlier)).not.toBe(earlier);
});

test("keeps the mode of a file and leaves nothing beside it", async () => {
  const root = tempProject({ "run.ts": "old" });
  chmodSync(join(root, "run.ts"), 0o755);
  await realFiles(root).write("run.ts", encode("new"));
  expect(statSync(join(root, "run.ts")).mode & 0o777).toBe(0o755);
  expect(readdirSync(root)).toEqual(["run.ts"]);
});

test("writes through a link that stays inside of the root", async () => {
  const root = tempProject({ "real.ts": "old" });
  symlinkSync("real.ts", join(root, "link.ts"));
  await realFiles(root).write("link.ts", encode("new"));
  expect(readFileSync(join(root, "real.ts"), "utf8")).toBe("new");
});

test("writes through no link that leads out of the root", async () => {
  const elsewhere = tempProject({ "precious.ts": "old" });
  const root = tempProject({});
  symlinkSync(join(elsewhere, "precious.ts"), join(root, "file.ts"));
  symlinkSync(elsewhere, join(root, "folder"));
  symlinkSync(join(elsewhere, "none.ts"), join(root, "dangling.ts"));
  for (const path of ["file.ts", "folder/precious.ts", "folder/new.ts", "dangling.ts"]) {
    await expect(realFiles(root).write(path, encode("new"))).rejects.toThrow(UnwritableError);
  }
  expect(readFileSync(join(elsewhere, "precious.ts"), "utf8")).toBe("old");
  expect(readdirSync(elsewhere)).toEqual(["precious.ts"]);
});

test("says why a directory cannot be written as a file", async () => {
  const root = tempProject({ "src/a.ts": "" });
  await expect(realFiles(root).write("src/a.ts/b.ts", encode("x"))).rejects.toThrow(UnwritableError);
  await expect(realFiles(root).write("src", encode("x"))).rejects.toThrow(UnwritableError);
  expect(readdirSync(root)).toEqual(["src"]);
});

test("tells what a link leads to, and where it really lies, out of the root too", () => {
  const elsewhere = tempProject({ "lib/index.ts": "" });
  const root = tempProject({ "packages/db/index.ts": "", "node_modules/none": "" });
  symlinkSync(join(root, "packages/db"), join(root, "node_modules/db"));
  symlinkSync(join(elsewhere, "lib"), join(root, "node_modules/lib"));
  symlinkSync("nothing", join(root, "node_modules/dangling"));
  const files = realFiles(root);
  const told = files.entries("node_modules").map(({ name, kind }) => `${name}: ${kind}`);
  expect(told.sort()).toEqual(["db: directory", "lib: directory", "none: file"]);
  expect(files.realPath("node_modules/db/index.ts")).toBe("packages/db/index.ts");
  expect(files.realPath("node_modules/lib/index.ts")).toBe(`../${basename(elsewhere)}/lib/index.ts`);
  const dead = ["node_modules/dangling", "node_modules/db", "node_modules/none", "nothing"].filter(files.isDeadLink);
  expect(dead).toEqual(["node_modules/dangling"]);
});

test("makes and removes nothing through a link that leads out of the root, and says so before", async () => {
  const elsewhere = tempProject({ "precious.ts": "old" });
  const root = tempProject({});
  symlinkSync(join(elsewhere, "precious.ts"), join(root, "file.ts"));
  symlinkSync(elsewhere, join(root, "folder"));
  const files = realFiles(root);
  await expect(files.create("folder/new.ts", encode("new"))).rejects.toThrow(UnwritableError);
  for (const path of ["file.ts", "folder/precious.ts"]) {
    await expect(files.remove(path)).rejects.toThrow(UnwritableError);
    expect(() => files.checkWritable(path)).toThrow(new UnwritableError(path, "it leads out of the project"));
  }
  expect(await files.create("file.ts", encode("new"))).toBe(false);
  expect(readFileSync(join(elsewhere, "precious.ts"), "utf8")).toBe("old");
});

test("opens no link that lies where its temporary file would", async () => {
  const elsewhere = tempProject({ "precious.ts": "old" });
  const root = tempProject({ "a.ts": "old" });
  for (const name of ["a.ts.7", "b.ts.7"]) symlinkSync(join(elsewhere, "precious.ts"), join(root, name));
  symlinkSync(join(elsewhere, "made.ts"), join(root, "a.ts.8"));
  const files = realFiles(root);
  numbers.push(7, 8, 9);
  await files.write("a.ts", encode("new"));
  numbers.push(7, 8);
  expect(await files.create("b.ts", encode("new"))).toBe(true);
  expect(numbers).toEqual([]);
  expect(readFileSync(join(elsewhere, "precious.ts"), "utf8")).toBe("old");
  expect(readdirSync(elsewhere)).toEqual(["precious.ts"]);
  expect(["a.ts", "b.ts"].map((name) => readFileSync(join(root, name), "utf8"))).toEqual(["new", "new"]);
  expect(readdirSync(root)).toEqual(["a.ts", "a.ts.7", "a.ts.8", "b.ts", "b.ts.7"]);
});

test("writes nothing into a directory of git by a link", async () => {
  const root = tempProject({ ".git/hooks/pre-commit": "old", "sub/.git/config": "old" });
  symlinkSync(".git/hooks/pre-commit", join(root, "a.ts"));
  symlinkSync(".git", join(root, "src"));
  symlinkSync("sub/.git", join(root, "lib"));
  for (const path of ["a.ts", "src/b.ts", "lib/config"]) {
    const error = new UnwritableError(path, "it leads into a directory of git");
    await expect(realFiles(root).write(path, encode("new"))).rejects.toThrow(error);
  }
  expect(readFileSync(join(root, ".git/hooks/pre-commit"), "utf8")).toBe("old");
});

test("gives nobody more than the permissions of a file", async () => {
  const root = tempProject({});
  await realFiles(root).create("tool", encode("new"), 0o6755);
  await realFiles(root).write("secrets/key", encode("new"), 0o600);
  const modes = ["tool", "secrets", "secrets/key"].map((path) =>
    (statSync(join(root, path)).mode & 0o7777).toString(8),
  );
  expect(modes).toEqual(["755", "700", "600"]);
});

test("removes no link, which could not be made again", async () => {
  const root = tempProject({ "real.ts": "old" });
  symlinkSync("real.ts", join(root, "link.ts"));
  await expect(realFiles(root).remove("link.ts")).rejects.toThrow(
    new UnwritableError("link.ts", "it is a symbolic link"),
  );
  expect(readdirSync(root)).toEqual(["link.ts", "real.ts"]);
});

test("makes a file with the permissions that are asked for", async () => {
  const root = tempProject({});
  await realFiles(root).create("run.py", encode("new"), 0o755);
  expect(statSync(join(root, "run.py")).mode & 0o777).toBe(0o755);
  expect(realFiles(root).stat("run.py")).toEqual({ kind: "file", size: 3, mode: 0o755 });
  expect(readdirSync(root)).toEqual(["run.py"]);
});

/** A limit on the size of files stands for a full disk: the system takes a part of the bytes, and says how much. */
test("replaces a file with no part of a new one where the disk takes only a part", () => {
  const root = tempProject({ "a.ts": "old" });
  const script = `
    import { realFiles } from ${JSON.stringify(new URL("../../../../build/base/world/real/files.js", import.meta.url).href)};
    // By default the system ends a program that goes beyond the limit.
    process.on("SIGXFSZ", () => {});
    const files = realFiles(process.argv[1]);
    const large = new Uint8Array(100_000).fill(65);
    const attempts = [() => files.write("a.ts", large), () => files.create("b.ts", large)];
    for (const attempt of attempts) await attempt().catch((error) => console.log(error.message));
  `;
  const command = 'ulimit -f 64; exec "$0" --input-type=module --eval "$1" "$2"';
  const { stdout } = spawnSync("sh", ["-c", command, process.execPath, script, root], { encoding: "utf8" });
  expect(stdout).toBe(
    ["a.ts", "b.ts"].map((path) => `cannot write ${path}: it is larger than a file may be here\n`).join(""),
  );
  expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("old");
  expect(readdirSync(root)).toEqual(["a.ts"]);
});
