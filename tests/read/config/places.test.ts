import { describe, expect, it } from "vitest";
import { checkPlaces, loadConfig } from "../../../src/read/config/load.js";
import { faultsOf, filesOf, RULES } from "./support.js";

const FILES = [
  "index.ts",
  "src/database/index.ts",
  "src/database/pool.ts",
  "src/routes/health.ts",
  "tests/health.test.ts",
];
const ACCESSOR = '"accessor": { "module": "src/database/index.ts", "name": "getDb" }';

async function faultsFor(text: string, files: readonly string[] = FILES): Promise<readonly string[]> {
  const loaded = await loadConfig(filesOf({ "db-ssot.json": text }), RULES);
  return faultsOf(() => checkPlaces(loaded, files));
}

describe("modules and globs of a configuration", () => {
  it("leaves alone what is there", async () => {
    const source = `{ ${ACCESSOR}, "alsoAllowed": ["db", { "module": "./src/database/pool.ts", "name": "pool" }],
      "files": ["src/**", "*.ts"], "internals": ["src/database/*", "src/database/pool.ts"] }`;
    expect(
      await faultsFor(`{ "sources": [${source}], "overrides": [{ "files": ["tests/**"], "rules": {} }] }`),
    ).toEqual([]);
  });

  it("leaves defaults, exclusions and `ignore` alone, which may match nothing", async () => {
    const source = `{ ${ACCESSOR}, "files": ["src/**", "!src/generated/**"] }`;
    expect(await faultsFor(`{ "ignore": ["dist/**"], "sources": [${source}] }`)).toEqual([]);
    expect(await faultsFor("{}", [])).toEqual([]);
  });

  it("leaves a project without a configuration alone", async () => {
    const loaded = await loadConfig(filesOf({}), RULES);
    expect(await faultsOf(() => checkPlaces(loaded, []))).toEqual([]);
  });

  it.each([
    ["without its ending", "src/database/pool", "src/database/pool.ts"],
    ["with the ending of an import", "src/database/pool.js", "src/database/pool.ts"],
    ["that is a directory", "src/database/", "src/database/index.ts"],
    ["with a slip of the pen", "src/databse/index.ts", "src/database/index.ts"],
    ["in another case", "src/Database/index.ts", "src/database/index.ts"],
  ])("reports a module %s, with the nearest file", async (_what, module, nearest) => {
    const text = `{ "sources": [{ "accessor": {\n  "module": "${module}", "name": "getDb" } }] }`;
    expect(await faultsFor(text)).toEqual([
      `db-ssot.json:2:13 missing-module | \`sources[0].accessor.module\`: there is no source file \`${module}\` | did you mean \`${nearest}\`?`,
    ]);
  });

  it("reports a module that is nothing like any file, without a guess", async () => {
    const text = '{ "sources": [{ "accessor": { "module": "lib/xyz.ts", "name": "getDb" } }] }';
    expect(await faultsFor(text)).toEqual([
      "db-ssot.json:1:41 missing-module | `sources[0].accessor.module`: there is no source file `lib/xyz.ts`" +
        " | write the path of the file that exports the accessor",
    ]);
  });

  it("reports a moved module by the name of its file", async () => {
    const text = `{ "sources": [{ ${ACCESSOR}, "alsoAllowed": [{ "module": "lib/pool.ts", "name": "a" }] }] }`;
    expect(await faultsFor(text)).toEqual([expect.stringContaining("| did you mean `src/database/pool.ts`?")]);
  });

  it.each([
    ["a directory with a slip of the pen", "src/databse/**", "did you mean `src/database/**`?"],
    ["a directory alone", "src/database", "did you mean `src/database/**`?"],
    ["a directory with a slash", "src/database/", "did you mean `src/database/**`?"],
    ["a file with a slip of the pen", "src/routes/helth.ts", "did you mean `src/routes/health.ts`?"],
    ["another ending", "src/**/*.py", "correct the directory, or remove the glob"],
    ["nothing like any directory", "packages/*/src/**", "correct the directory, or remove the glob"],
  ])("reports a glob that matches nothing: %s", async (_what, glob, fix) => {
    const text = `{ "sources": [{ ${ACCESSOR},\n"internals": ["src/**", "${glob}"] }] }`;
    expect(await faultsFor(text)).toEqual([
      `db-ssot.json:2:25 glob-matches-nothing | \`sources[0].internals[1]\`: no source file matches \`${glob}\` | ${fix}`,
    ]);
  });

  it("reports the files of a source and of an override, all at once", async () => {
    const text = `{ "sources": [{ ${ACCESSOR}, "files": ["a/**"] }], "overrides": [{ "files": ["b/**"], "rules": {} }] }`;
    expect(await faultsFor(text)).toEqual([
      expect.stringContaining("`sources[0].files[0]`"),
      expect.stringContaining("`overrides[0].files[0]`"),
    ]);
  });
});
