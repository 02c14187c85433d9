import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { realMachine } from "../../../../src/base/world/real/machine.js";
import { tempProject } from "../../../support/temp-project.js";

let home = "";

beforeEach(() => {
  home = tempProject({});
  vi.stubEnv("XDG_STATE_HOME", home);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test("seals the same text the same way, and another text or another user's text differently", async () => {
  const seal = await realMachine().seal("a");
  expect(seal).toMatch(/^[0-9a-f]{64}$/);
  expect([await realMachine().seal("a"), await realMachine().seal("b")]).toEqual([
    seal,
    expect.not.stringMatching(seal),
  ]);
  vi.stubEnv("XDG_STATE_HOME", tempProject({}));
  expect(await realMachine().seal("a")).not.toBe(seal);
});

test("remembers exactly what was agreed to", async () => {
  const machine = realMachine();
  expect(machine.trusts("npm test")).toBe(false);
  await machine.trust("npm test");
  await machine.trust("npm test");
  expect(["npm test", "npm test ", ""].map(realMachine().trusts)).toEqual([true, false, false]);
});

test("keeps its key from other users of the machine", async () => {
  await realMachine().seal("a");
  const modes = ["db-ssot", "db-ssot/key"].map((path) => (statSync(join(home, path)).mode & 0o777).toString(8));
  expect(modes).toEqual(["700", "600"]);
});

test("seals within a process where no key can be kept, and says that nothing can be remembered", async () => {
  writeFileSync(join(home, "file"), "");
  vi.stubEnv("XDG_STATE_HOME", join(home, "file"));
  const machine = realMachine();
  expect(await machine.seal("a")).toBe(await machine.seal("a"));
  expect(machine.trusts("a")).toBe(false);
  await expect(machine.trust("a")).rejects.toThrow("a part of its path is a file");
});

test("does not use a key that is damaged", async () => {
  await realMachine().seal("a");
  const key = join(home, "db-ssot/key");
  chmodSync(key, 0o600);
  writeFileSync(key, "short");
  expect(await realMachine().seal("a")).toBe(await realMachine().seal("a"));
  expect(readdirSync(join(home, "db-ssot"))).toEqual(["key"]);
});
