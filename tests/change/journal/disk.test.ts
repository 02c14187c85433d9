/** The journal on a real disk: modes, links, what git and the tool itself see of it, and the command as people start it. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { realMachine } from "../../../src/base/world/real/machine.js";
import { realWorld } from "../../../src/base/world/real/world.js";
import { UnwritableError } from "../../../src/base/world/world.js";
import { undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { discover } from "../../../src/read/project/discover.js";
import { runBuilt } from "../../e2e/run-built.js";
import { INCIDENT } from "../../support/incident.js";
import { tempProject } from "../../support/temp-project.js";
import { faultsOf, REQUEST } from "./support.js";

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

const CHANGES = [
  { file: "a.py", before: "old a", after: "new a" },
  { file: "deep/er/gone.py", before: "old gone" },
  { file: "new/made.py", after: "new made" },
];

function project(): string {
  const root = tempProject({ "a.py": "old a", "deep/er/gone.py": "old gone" });
  chmodSync(join(root, "a.py"), 0o754);
  chmodSync(join(root, "deep/er/gone.py"), 0o711);
  return root;
}

describe("on a real disk", () => {
  it("keeps the modes of files, of those too that are removed and made again", async () => {
    const root = project();
    await writeChanges(realWorld(root), CHANGES, REQUEST);
    expect(modeOf(join(root, "a.py"))).toBe(0o754);
    expect([existsSync(join(root, "deep")), existsSync(join(root, "new/made.py"))]).toEqual([false, true]);
    await undo(realWorld(root));
    expect([modeOf(join(root, "a.py")), modeOf(join(root, "deep/er/gone.py"))]).toEqual([0o754, 0o711]);
    expect([existsSync(join(root, "new")), existsSync(join(root, ".db-ssot"))]).toEqual([false, false]);
  });

  it("writes through a link inside of the project, takes that back, and leaves the link a link", async () => {
    const root = tempProject({ "real.ts": "old" });
    symlinkSync("real.ts", join(root, "link.ts"));
    await writeChanges(realWorld(root), [{ file: "link.ts", before: "old", after: "new" }], REQUEST);
    expect(readFileSync(join(root, "real.ts"), "utf8")).toBe("new");
    await undo(realWorld(root));
    expect(readFileSync(join(root, "real.ts"), "utf8")).toBe("old");
    expect(lstatSync(join(root, "link.ts")).isSymbolicLink()).toBe(true);
  });

  it("writes through no link that leads out, and then writes no other file either", async () => {
    const elsewhere = tempProject({ "precious.ts": "old" });
    const root = tempProject({ "a.ts": "old" });
    symlinkSync(join(elsewhere, "precious.ts"), join(root, "link.ts"));
    const changes = ["a.ts", "link.ts"].map((file) => ({ file, before: "old", after: "new" }));
    expect(await faultsOf(() => writeChanges(realWorld(root), changes, REQUEST))).toEqual([
      "unwritable-file: cannot write `link.ts`: it leads out of the project",
    ]);
    expect([readFileSync(join(root, "a.ts"), "utf8"), readFileSync(join(elsewhere, "precious.ts"), "utf8")]).toEqual([
      "old",
      "old",
    ]);
  });

  it("takes back no record that leads into `.git` by a link", async () => {
    const steps = [{ file: "way/config", before: "evil", after: "" }];
    const content = { version: 3, command: "x", steps, neighbours: [], staged: [] };
    const record = { ...content, seal: await realMachine().seal(JSON.stringify(content)) };
    const root = tempProject({ ".git/config": "", ".db-ssot/runs/1.json": JSON.stringify(record) });
    symlinkSync(".git", join(root, "way"));
    expect(await faultsOf(() => undo(realWorld(root)))).toEqual([
      "unreadable-journal: cannot read `.db-ssot/runs/1.json`: `way/config` is not a file of the project",
    ]);
    expect(readFileSync(join(root, ".git/config"), "utf8")).toBe("");
  });

  it("keeps its journal from other users of the machine", async () => {
    const root = project();
    await writeChanges(realWorld(root), CHANGES, REQUEST);
    const modes = ["", "runs", ".gitignore", "runs/1.json"].map((path) => modeOf(join(root, ".db-ssot", path)));
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
  });

  it("makes no journal through a link, and removes nothing there", async () => {
    for (const link of [".db-ssot", ".db-ssot/runs"]) {
      const root = project();
      const elsewhere = tempProject({ "lock.17": "precious", "runs/1.json.17": "precious" });
      if (link !== ".db-ssot") mkdirSync(join(root, ".db-ssot"));
      symlinkSync(elsewhere, join(root, link));
      await expect(writeChanges(realWorld(root), CHANGES, REQUEST)).rejects.toThrow(
        new UnwritableError(link, "it is a symbolic link"),
      );
      expect(readdirSync(elsewhere, { recursive: true }).sort()).toEqual(["lock.17", "runs", "runs/1.json.17"]);
    }
  });

  it("shows nothing of its journal to git, nor to the tool itself", async () => {
    const root = project();
    execFileSync("git", ["init", "-q"], { cwd: root });
    await writeChanges(realWorld(root), CHANGES, { ...REQUEST, allowDirty: true });
    const status = execFileSync("git", ["status", "--porcelain", "-uall"], { cwd: root, encoding: "utf8" });
    expect(status).toBe("?? a.py\n?? new/made.py\n");
    const request = { extensions: [".py", ".ts", ".json"], ignore: [], paths: [] };
    const found = await discover(realWorld(root), request);
    expect(found).toMatchObject({ kind: "found", discovery: { files: ["a.py", "new/made.py"], manifests: [] } });
  });

  it("leaves the old tree where the disk has no room", async () => {
    const root = project();
    writeFileSync(join(root, "b.py"), "old");
    const changes = [...CHANGES, { file: "b.py", before: "old", after: "new".repeat(100_000) }];
    const order = join(tempProject({ "changes.json": JSON.stringify(changes) }), "changes.json");
    const driver = new URL("driver.mjs", import.meta.url).pathname;
    const words = [process.execPath, driver, JSON.stringify({ root, changes: order, action: "write" })];
    // A limit on the size of files stands for a full disk.
    const { stdout } = spawnSync("sh", ["-c", 'ulimit -f 64; exec "$@"', "sh", ...words], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(/^go\nunwritable-file: cannot write `\.db-ssot\/runs\/1\.json`/);
    expect(readFileSync(join(root, "a.py"), "utf8")).toBe("old a");
    expect([existsSync(join(root, "new")), existsSync(join(root, ".db-ssot"))]).toEqual([false, false]);
  });
});

describe("the built command", () => {
  it("takes back what `land` wrote, byte for byte", async () => {
    const root = tempProject(INCIDENT);
    const before = String(INCIDENT["src/health.ts"]);
    await writeChanges(realWorld(root), [{ file: "src/health.ts", before, after: "new\n" }], REQUEST);
    expect(await runBuilt(root, "undo")).toEqual({
      status: 0,
      output: "undid `db-ssot fix`\n  restored       src/health.ts\n",
      errors: "",
    });
    expect(readFileSync(join(root, "src/health.ts"), "utf8")).toBe(before);
  });
});
