/** The cache on the disk: what it keeps, and what it does not believe. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { cacheDirectory, realCache } from "../../../../src/base/world/real/cache.js";
import { tempProject } from "../../../support/temp-project.js";

let directory = "";

beforeEach(() => {
  directory = join(tempProject({}), "caches");
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const open = (options: Partial<Parameters<typeof realCache>[0]> = {}) =>
  realCache({ root: "/shop", build: "1.0.0", directory, ...options });

async function saved(entries: Readonly<Record<string, unknown>>): Promise<string> {
  const cache = open();
  for (const [key, value] of Object.entries(entries)) cache.put([key], value);
  await cache.save();
  return join(directory, readdirSync(directory)[0] ?? "");
}

test("keeps values for later runs, those of earlier ones with them", async () => {
  await saved({ a: { text: "ä\n🙂" }, b: [1, null] });
  await saved({ c: "" });
  const cache = open();
  expect([["a"], ["b"], ["c"], ["d"], []].map(cache.get)).toEqual([
    { text: "ä\n🙂" },
    [1, null],
    "",
    undefined,
    undefined,
  ]);
});

test("tells keys apart by their parts", async () => {
  const cache = open();
  cache.put(["ab", "c"], 1);
  expect([cache.get(["a", "bc"]), cache.get(["abc"]), cache.get(["ab", "c"])]).toEqual([undefined, undefined, 1]);
});

test("keeps nothing of another project or another build", async () => {
  await saved({ a: 1 });
  expect([open({ root: "/other" }).get(["a"]), open({ build: "1.0.1" }).get(["a"])]).toEqual([undefined, undefined]);
  expect(open().get(["a"])).toBe(1);
});

test("believes nothing that is not as it was written", async () => {
  const path = await saved({ a: "aaaa", b: "bbbb" });
  const bytes = readFileSync(path);
  const answers = (changed: Uint8Array) => {
    writeFileSync(path, changed);
    const cache = open();
    return [cache.get(["a"]), cache.get(["b"])];
  };
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Uint8Array.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 0x01;
    for (const [index, answer] of answers(damaged).entries())
      expect([undefined, ["aaaa", "bbbb"][index]]).toContain(answer);
    for (const answer of answers(bytes.subarray(0, at))) expect([undefined, "aaaa", "bbbb"]).toContain(answer);
  }
  for (const index of ["5", "[5]", "[null]", '["a"]', "{}", '[[["a"],0,1]]', '[["a",-1,1,""]]', '[["a",0,1e99,""]]']) {
    const head = `{"format":"db-ssot cache 2","build":"1.0.0","index":${index}}`;
    expect(answers(new TextEncoder().encode(`${head.length}\n${head}`)), index).toEqual([undefined, undefined]);
  }
  for (const text of ["null\n", "4\nnull", "999999999\nnull", "\n"])
    expect(answers(new TextEncoder().encode(text))).toEqual([undefined, undefined]);
  expect(answers(bytes)).toEqual(["aaaa", "bbbb"]);
});

test("is the user's own, and lies where the environment says", async () => {
  const path = await saved({ a: 1 });
  expect([directory, path].map((each) => (statSync(each).mode & 0o777).toString(8))).toEqual(["700", "600"]);
  vi.stubEnv("XDG_CACHE_HOME", "/home/me/.cache");
  vi.stubEnv("DB_SSOT_CACHE_DIR", "");
  expect(cacheDirectory()).toBe("/home/me/.cache/db-ssot");
  vi.stubEnv("DB_SSOT_CACHE_DIR", "/caches");
  expect(cacheDirectory()).toBe("/caches");
});

test("does without where nothing can be kept", async () => {
  writeFileSync(directory, "a file");
  const cache = open();
  cache.put(["a"], 1);
  await cache.save();
  expect([cache.get(["a"]), open().get(["a"]), readFileSync(directory, "utf8")]).toEqual([1, undefined, "a file"]);
});

test.skipIf(process.getuid?.() === 0)("does without where it may not be read", async () => {
  const path = await saved({ a: 1 });
  chmodSync(path, 0o000);
  expect(open().get(["a"])).toBeUndefined();
});

test("removes all caches, and nothing else", async () => {
  await saved({ a: 1 });
  mkdirSync(join(directory, "kept.cache"));
  writeFileSync(join(directory, "notes.txt"), "");
  expect(await open().clear()).toBe(1);
  expect(readdirSync(directory).sort()).toEqual(["kept.cache", "notes.txt"]);
  expect(await open({ directory: join(directory, "none") }).clear()).toBe(0);
});
