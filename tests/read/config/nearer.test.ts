import { describe, expect, it } from "vitest";
import { baseName } from "../../../src/base/text/paths.js";
import { checkPlaces, type LoadedConfig, loadConfig, loadNearer } from "../../../src/read/config/load.js";
import { readSettings } from "../../../src/read/config/settings.js";
import { faultsOf, filesOf, RULES } from "./support.js";

type Json = Readonly<Record<string, unknown>>;

async function load(files: Readonly<Record<string, Json>>): Promise<LoadedConfig> {
  const texts = Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)]));
  const reading = { files: filesOf(texts), rules: RULES };
  const own = await loadConfig(reading.files, RULES);
  const candidates = Object.keys(files).filter((path) => ["db-ssot.json", "package.json"].includes(baseName(path)));
  const nameOf = (directory: string) => files[`${directory}/package.json`]?.name as string | undefined;
  return loadNearer(own, reading, { candidates, nameOf });
}

function source(module: string, more: Json = {}): Json {
  return { accessor: { module, name: "getDb" }, ...more };
}

async function sourcesOf(files: Readonly<Record<string, Json>>) {
  const { config } = await load(files);
  return config.sources.map(({ name, files, accessor }) => ({ name, files, module: accessor.module }));
}

describe("a configuration below the root", () => {
  it("has its paths and globs from its own directory, and speaks for that alone", async () => {
    const { config } = await load({
      "packages/api/db-ssot.json": {
        sources: [
          source("./src/db.ts", {
            files: ["src/**", "!src/generated/**"],
            internals: ["../db/src/**"],
            alsoAllowed: ["db", { module: "../db/src/index.ts", name: "db" }],
          }),
        ],
        ignore: ["legacy/"],
        rules: { "direct-client": "warn" },
        overrides: [{ files: ["!tests/**"], rules: { "direct-client": "off" } }],
      },
    });
    expect(config.sources).toMatchObject([
      {
        files: ["packages/api/src/**", "!packages/api/src/generated/**"],
        internals: ["packages/db/src/**", "packages/api/src/db.ts"],
        alsoAllowed: [{ module: "packages/api/src/db.ts" }, { module: "packages/db/src/index.ts" }],
        defaultNames: ["default", "primary"],
      },
    ]);
    expect(config.ignore).toEqual(["packages/api/legacy"]);
    const settingOf = readSettings(config);
    const severities = ["packages/api/tests/a.ts", "packages/api/a.ts", "packages/web/a.ts"].map((file) => {
      return settingOf({ id: "direct-client", severity: "error" }, file).severity;
    });
    expect(severities).toEqual(["warning", "off", "error"]);
  });

  it("takes the place of a source of the same name below its directory", async () => {
    const files = {
      "db-ssot.json": { sources: [source("packages/db/index.ts")] },
      "packages/api/package.json": { name: "@acme/api" },
      "packages/api/db-ssot.json": { sources: [source("src/db.ts")] },
    };
    expect(await sourcesOf(files)).toEqual([
      { name: "primary", files: ["**", "!packages/api/**"], module: "packages/db/index.ts" },
      { name: "@acme/api:primary", files: ["packages/api/**"], module: "packages/api/src/db.ts" },
    ]);
  });

  it("stands with a source of another name beside those further out", async () => {
    const files = {
      "db-ssot.json": { sources: [source("packages/db/index.ts")] },
      "packages/api/package.json": {
        name: "@acme/api",
        "db-ssot": { sources: [source("src/db.ts", { name: "jobs" })] },
      },
    };
    expect(await sourcesOf(files)).toEqual([
      { name: "primary", files: ["**"], module: "packages/db/index.ts" },
      { name: "jobs", files: ["packages/api/**"], module: "packages/api/src/db.ts" },
    ]);
  });

  it("needs none at the root, and another one may stand in it", async () => {
    const files = {
      "packages/api/db-ssot.json": { sources: [source("src/db.ts")] },
      "packages/api/worker/db-ssot.json": { sources: [source("db.ts")] },
      "packages/web/db-ssot.json": { sources: [source("src/db.ts")] },
    };
    expect(await sourcesOf(files)).toEqual([
      {
        name: "primary",
        files: ["packages/api/**", "!packages/api/worker/**"],
        module: "packages/api/src/db.ts",
      },
      { name: "packages/api/worker:primary", files: ["packages/api/worker/**"], module: "packages/api/worker/db.ts" },
      { name: "packages/web:primary", files: ["packages/web/**"], module: "packages/web/src/db.ts" },
    ]);
  });

  it("may extend a file that others extend, whose globs have to match something for one of them only", async () => {
    const base = { overrides: [{ files: ["tests/**"], rules: { "direct-client": "off" } }] };
    const loaded = await load({
      "base.json": base,
      "packages/api/db-ssot.json": { extends: "../../base.json" },
      "packages/web/db-ssot.json": { extends: "../../base.json" },
    });
    expect(loaded.config.overrides.map(({ files }) => files)).toEqual([
      ["packages/api/tests/**"],
      ["packages/web/tests/**"],
    ]);
    expect(await faultsOf(() => checkPlaces(loaded, ["packages/api/tests/a.ts", "packages/web/a.ts"]))).toEqual([]);
    expect(await faultsOf(() => checkPlaces(loaded, ["packages/api/test/a.ts", "packages/web/a.ts"]))).toEqual([
      "base.json:1:25 glob-matches-nothing | `overrides[0].files[0]`: no source file matches `tests/**` | did you mean `test/**`?",
    ]);
  });

  it("is left alone where it says that it is a root, with all that stands in it", async () => {
    const { config, apart } = await load({
      "db-ssot.json": { sources: [source("db.ts")] },
      "examples/a/db-ssot.json": { root: true, sources: [source("src/db.ts")] },
      "examples/a/b/db-ssot.json": { verify: "npm test" },
    });
    expect(apart).toEqual(["examples/a"]);
    expect(config.sources.map(({ files }) => files)).toEqual([["**"]]);
  });

  it("may stand in a directory whose name a glob would misread", async () => {
    const { config } = await load({ "apps/(web)/[id]/db-ssot.json": { sources: [source("db.ts")] } });
    expect(config.sources[0]?.files).toEqual(["apps/\\(web\\)/\\[id\\]/**"]);
    expect(config.sources[0]?.accessor.module).toBe("apps/(web)/[id]/db.ts");
  });
});

describe("faults of a configuration below the root", () => {
  it("name its file, and write paths as it would", async () => {
    const loaded = await load({
      "packages/api/db-ssot.json": { sources: [source("scr/db.ts", { files: ["scr/**"] })] },
    });
    expect(await faultsOf(() => checkPlaces(loaded, ["packages/api/src/db.ts"]))).toEqual([
      "packages/api/db-ssot.json:1:35 missing-module | `sources[0].accessor.module`: there is no source file `scr/db.ts` | did you mean `src/db.ts`?",
      "packages/api/db-ssot.json:1:72 glob-matches-nothing | `sources[0].files[0]`: no source file matches `scr/**` | did you mean `src/**`?",
    ]);
  });

  it("tell what only the root can say", async () => {
    const faults = await faultsOf(() => load({ "packages/api/db-ssot.json": { verify: "npm test" } }));
    expect(faults).toEqual([
      expect.stringMatching(/^packages\/api\/db-ssot.json:1:11 nearer-command \| `verify` is set/),
    ]);
  });

  it("tell globs that lead out of its directory", async () => {
    const faults = await faultsOf(() => load({ "packages/api/db-ssot.json": { ignore: ["src/x", "../web/**"] } }));
    expect(faults).toEqual([
      "packages/api/db-ssot.json:1:20 outside-directory | `ignore[1]`: `../web/**` is outside of `packages/api` | move it to the configuration of a directory that contains those files",
    ]);
  });

  it("tell that it stands in two places", async () => {
    const files = { "a/db-ssot.json": {}, "a/package.json": { "db-ssot": {} } };
    expect(await faultsOf(() => load(files))).toEqual([
      expect.stringContaining("`a/db-ssot.json`, and the key `db-ssot` of `a/package.json`"),
    ]);
  });

  it("leave a package alone that only depends on the tool", async () => {
    const { config } = await load({ "a/package.json": { devDependencies: { "db-ssot": "^1.0.0" } } });
    expect(config.sources).toEqual([]);
  });
});
