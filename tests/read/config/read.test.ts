import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/read/config/read.js";
import { memoryWorld } from "../../support/memory-world.js";
import { faultsOf, filesOf } from "./support.js";

const OWN = '{ "ignore": ["own/**"] }';
const SHARED = '{ "name": "shop", "db-ssot": { "ignore": ["shared/**"] } }';

describe("finding the configuration", () => {
  it("finds `db-ssot.json`", async () => {
    const files = filesOf({ "db-ssot.json": OWN, "package.json": '{ "devDependencies": { "db-ssot": "^1.0.0" } }' });
    expect(await readConfig(files)).toMatchObject({ file: "db-ssot.json", value: { ignore: ["own/**"] } });
  });

  it("finds the key `db-ssot` of package.json", async () => {
    const files = filesOf({ "package.json": SHARED });
    expect(await readConfig(files)).toMatchObject({ file: "package.json", value: { ignore: ["shared/**"] } });
  });

  it("takes the file that is named, whatever else is there", async () => {
    const files = filesOf({ "db-ssot.json": OWN, "package.json": SHARED, "etc/db.json": '{ "ignore": ["named/**"] }' });
    expect(await readConfig(files, "etc/db.json")).toMatchObject({ value: { ignore: ["named/**"] } });
    expect(await readConfig(files, "package.json")).toMatchObject({ value: { ignore: ["shared/**"] } });
  });

  it.each([
    ["an empty project", {}],
    ["a package.json without the key", { "package.json": '{ "name": "shop" }' }],
    ["a package.json that is an array", { "package.json": '["db-ssot"]' }],
    ["a broken package.json that does not name db-ssot", { "package.json": "{ name: " }],
  ])("finds nothing in %s", async (_what, files) => {
    expect(await readConfig(filesOf(files))).toBeUndefined();
  });

  it("reports two configurations", async () => {
    expect(await faultsOf(() => readConfig(filesOf({ "db-ssot.json": OWN, "package.json": SHARED })))).toEqual([
      "two-configs | there are two configurations: `db-ssot.json`, and the key `db-ssot` of `package.json`" +
        " | keep one of them, or choose one with `--config`",
    ]);
  });

  it("reports a file that was named and is not there", async () => {
    expect(await faultsOf(() => readConfig(filesOf({}), "db.json"))).toEqual([
      "no-such-path | there is no `db.json`" +
        " | give a file or a directory that exists; paths are relative to the current directory",
    ]);
  });

  it("reports a package.json that was named and has no such key", async () => {
    expect(await faultsOf(() => readConfig(filesOf({ "app/package.json": "{}" }), "app/package.json"))).toEqual([
      "no-config | `app/package.json` has no key `db-ssot`" +
        ' | add `"db-ssot": { "sources": [] }` to `app/package.json`, or leave `--config` out',
    ]);
  });

  it("reports a broken package.json that may hold the configuration", async () => {
    const faults = await faultsOf(() => readConfig(filesOf({ "package.json": '{ "db-ssot": {} "a" }' })));
    expect(faults).toEqual(["package.json:1:17 invalid-json | comma expected | fix the syntax at this place"]);
  });

  it("reports a configuration that may not be read", async () => {
    const { files } = memoryWorld({ "db-ssot.json": OWN }, { unreadable: ["db-ssot.json"] });
    expect(await faultsOf(() => readConfig(files))).toEqual([
      "unreadable-config | cannot read `db-ssot.json`: permission denied | make it a readable UTF-8 file",
    ]);
  });

  it.each([
    ["it is not UTF-8", new Uint8Array([0x22, 0xe9, 0x22])],
    ["it is UTF-16", new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ["it is a binary file", new Uint8Array([0x7b, 0x00, 0x7d])],
  ])("reports a configuration that cannot be read: %s", async (reason, content) => {
    expect(await faultsOf(() => readConfig(filesOf({ "db-ssot.json": content })))).toEqual([
      `unreadable-config | cannot read \`db-ssot.json\`: ${reason} | make it a readable UTF-8 file`,
    ]);
  });
});
