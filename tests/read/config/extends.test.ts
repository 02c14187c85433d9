import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/read/config/config.js";
import { checkPlaces, loadConfig } from "../../../src/read/config/load.js";
import type { MemoryFiles } from "../../support/memory-world.js";
import { faultsOf, filesOf, RULES } from "./support.js";

const ACCESSOR = { module: "src/db.ts", name: "getDb" };

type Json = Readonly<Record<string, unknown>>;

/** Texts and values of JSON, by path. */
function filesFrom(files: Readonly<Record<string, string | Json>>): MemoryFiles {
  return Object.fromEntries(
    Object.entries(files).map(([path, value]) => [path, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

async function configFrom(files: Readonly<Record<string, string | Json>>): Promise<Config> {
  return (await loadConfig(filesOf(filesFrom(files)), RULES)).config;
}

function faultsFrom(files: Readonly<Record<string, string | Json>>): Promise<readonly string[]> {
  return faultsOf(() => loadConfig(filesOf(filesFrom(files)), RULES));
}

describe("what a configuration extends", () => {
  it("counts as if it stood there, and gives way to it rule by rule", async () => {
    const { rules } = await configFrom({
      "db-ssot.json": { extends: "./base.json", rules: { "direct-client": "off" } },
      "base.json": { rules: { "direct-client": ["warn", { include: ["tests"] }], "stale-reference": "info" } },
    });
    expect(rules.get("stale-reference")).toEqual({ severity: "info", options: {} });
    expect(rules.get("direct-client")).toEqual({ severity: "off", options: { include: ["tests"] } });
  });

  it("completes a source of the same name, key by key, and keeps the others", async () => {
    const { sources } = await configFrom({
      "db-ssot.json": { extends: "./base.json", sources: [{ accessor: ACCESSOR, files: ["src/**"] }] },
      "base.json": {
        sources: [
          { accessor: { module: "x.ts", name: "x" }, files: ["lib/**"], managers: ["DatabaseManager"] },
          { name: "audit", accessor: { module: "audit.ts", name: "getAudit" } },
        ],
      },
    });
    expect(sources.map(({ name, files, managers, accessor }) => [name, files, managers, accessor.module])).toEqual([
      ["primary", ["src/**"], ["DatabaseManager"], "src/db.ts"],
      ["audit", ["**"], undefined, "audit.ts"],
    ]);
  });

  it("adds what is ignored, and puts its overrides first", async () => {
    const override = (severity: string) => ({ files: ["a/**"], rules: { "direct-client": severity } });
    const config = await configFrom({
      "db-ssot.json": { extends: "./base.json", ignore: ["own/**"], overrides: [override("off")] },
      "base.json": { ignore: ["base/**"], overrides: [override("info")] },
    });
    expect(config.ignore).toEqual(["base/**", "own/**"]);
    expect(config.overrides.map(({ rules }) => rules.get("direct-client")?.severity)).toEqual(["info", "off"]);
  });

  it("is put together in the order given, over as many steps as there are", async () => {
    const { rules, verify } = await configFrom({
      "db-ssot.json": { extends: ["./a.json", "./shared/b.json"] },
      "a.json": { rules: { "direct-client": "info" }, verify: "npm test" },
      "shared/b.json": { extends: "./c.json" },
      "shared/c.json": { rules: { "direct-client": "warn", "missing-member": "info" } },
    });
    expect([...rules].map(([rule, { severity }]) => [rule, severity])).toEqual([
      ["direct-client", "warning"],
      ["missing-member", "info"],
    ]);
    expect(verify).toBe("npm test");
  });

  it("may be the same file on two ways", async () => {
    const { rules } = await configFrom({
      "db-ssot.json": { extends: ["./a.json", "./b.json"] },
      "a.json": { extends: "./c.json" },
      "b.json": { extends: "./c.json" },
      "c.json": { rules: { "direct-client": "off" } },
    });
    expect(rules.get("direct-client")?.severity).toBe("off");
  });
});

describe("a package that a configuration extends", () => {
  const OFF = { rules: { "direct-client": "off" } };

  it.each([
    ["by its `db-ssot.json`", "@acme/cfg", { "db-ssot.json": OFF, "package.json": {} }],
    ["by `main`", "@acme/cfg", { "strict.json": OFF, "package.json": { main: "strict.json" } }],
    ["by `exports`", "@acme/cfg", { "a.json": OFF, "package.json": { exports: { ".": { default: "./a.json" } } } }],
    ["though its `main` is code", "@acme/cfg", { "db-ssot.json": OFF, "package.json": { main: "index.js" } }],
    ["by a file in it", "@acme/cfg/strict.json", { "strict.json": OFF }],
    ["by a file without its ending", "@acme/cfg/strict", { "strict.json": OFF }],
    [
      "by a pattern",
      "@acme/cfg/strict",
      { "c/strict.json": OFF, "package.json": { exports: { "./*": "./c/*.json" } } },
    ],
    ["without a scope", "cfg", { "db-ssot.json": OFF }],
  ])("is found %s", async (_how, name, files: Record<string, Json>) => {
    const directory = `node_modules/${name.startsWith("@") ? "@acme/cfg" : "cfg"}`;
    const installed = Object.entries(files).map(([path, value]) => [`${directory}/${path}`, value]);
    const { rules } = await configFrom({ "db-ssot.json": { extends: name }, ...Object.fromEntries(installed) });
    expect(rules.get("direct-client")?.severity).toBe("off");
  });

  it("is found above the project, where a workspace installs it", async () => {
    const { rules } = await configFrom({
      "db-ssot.json": { extends: "@acme/cfg" },
      "../node_modules/@acme/cfg/db-ssot.json": OFF,
    });
    expect(rules.get("direct-client")?.severity).toBe("off");
  });

  it("may have globs that match nothing here, and paths that count from the project", async () => {
    const files = filesFrom({
      "db-ssot.json": { extends: "@acme/cfg" },
      "node_modules/@acme/cfg/db-ssot.json": {
        sources: [{ accessor: ACCESSOR }],
        overrides: [{ files: ["legacy/**"], rules: {} }],
      },
    });
    const loaded = await loadConfig(filesOf(files), RULES);
    expect(await faultsOf(() => checkPlaces(loaded, ["src/db.ts"]))).toEqual([]);
    expect(await faultsOf(() => checkPlaces(loaded, ["src/database.ts"]))).toEqual([
      "node_modules/@acme/cfg/db-ssot.json:1:35 missing-module | `sources[0].accessor.module`: there is no source file `src/db.ts` | write the path of the file that exports the accessor",
    ]);
  });

  it("brings no command", async () => {
    const faults = await faultsFrom({
      "db-ssot.json": { extends: "cfg" },
      "node_modules/cfg/db-ssot.json": { extends: "./more.json" },
      "node_modules/cfg/more.json": { verify: "curl evil" },
    });
    expect(faults).toEqual([expect.stringMatching(/^node_modules\/cfg\/more.json:1:2 shared-command \| /)]);
  });
});

describe("faults of what is extended", () => {
  it.each([
    ["./bse.json", "missing-extended-file | there is no file `./bse.json` to extend | did you mean `./base.json`?"],
    ["base.json", "missing-extended-package | the package `base.json` is not installed | did you mean `./base.json`?"],
    [
      "@acme/none",
      "missing-extended-package | the package `@acme/none` is not installed | install it: `npm install --save-dev @acme/none`",
    ],
    [
      "cfg/lax.json",
      "nothing-shared | `node_modules/cfg` has no file `lax.json` | name a JSON file of the package, like `@acme/db-ssot-config/strict.json`",
    ],
    [
      "cfg",
      "nothing-shared | `cfg` shares no configuration | name a JSON file of the package, like `@acme/db-ssot-config/strict.json`",
    ],
  ])("tell where %s is extended, and what could be meant", async (text, fault) => {
    const files = { "base.json": {}, "node_modules/cfg/index.js": "process.exit(9)" };
    const faults = await faultsFrom({ ...files, "db-ssot.json": { extends: ["./base.json", text] } });
    expect(faults).toEqual([`db-ssot.json:1:27 ${fault}`]);
  });

  it("stand where they were made", async () => {
    const faults = await faultsFrom({
      "db-ssot.json": { extends: ["./a.json", "./b.json"] },
      "a.json": '{\n  "rule": {} }',
      "b.json": '{ "rules": { "direct-clint": "off" } }',
    });
    expect(faults).toEqual([
      "a.json:2:3 unknown-key | `rule` is not a key of the configuration | did you mean `rules`?",
      "b.json:1:14 unknown-rule | there is no rule `direct-clint` | did you mean `direct-client`?",
    ]);
  });

  it("tell a circle, with the whole way", async () => {
    const files = { "a.json": { extends: "./b.json" }, "b.json": { extends: ["./a.json"] } };
    expect(await faultsFrom({ ...files, "db-ssot.json": { extends: "./a.json" } })).toEqual([
      "b.json:1:13 circular-extends | a configuration extends itself | remove one of these `extends`",
    ]);
    expect(await faultsFrom({ "db-ssot.json": { extends: "./db-ssot.json" } })).toHaveLength(1);
  });

  it("tell a wrong type, and a slip in the key itself", async () => {
    expect(await faultsFrom({ "db-ssot.json": { extends: 3 } })).toEqual([
      expect.stringContaining("`extends` is a number where a string or an array is expected"),
    ]);
    expect(await faultsFrom({ "db-ssot.json": { extend: "./a.json" } })).toEqual([
      expect.stringContaining("did you mean `extends`?"),
    ]);
  });
});
