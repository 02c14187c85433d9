import { describe, expect, it } from "vitest";
import { EMPTY_CONFIG } from "../../../src/read/config/complete.js";
import { loadConfig } from "../../../src/read/config/load.js";
import { plainValue } from "../../../src/read/config/traced.js";
import { configOf, filesOf, RULES } from "./support.js";

const ACCESSOR = { module: "src/db/index.ts", name: "getDb" };

async function sourceOf(source: object) {
  return (await configOf({ sources: [{ accessor: ACCESSOR, ...source }] })).sources[0];
}

describe("completing a configuration", () => {
  it("is empty where the project has none", async () => {
    const { config, tree } = await loadConfig(filesOf({}), RULES);
    expect(config).toEqual(EMPTY_CONFIG);
    expect(plainValue(tree)).toEqual({});
  });

  it("knows where it was read from", async () => {
    expect(await configOf({})).toEqual({ ...EMPTY_CONFIG, origin: "db-ssot.json" });
  });

  it("fills in everything that a source leaves out", async () => {
    expect(await sourceOf({})).toEqual({
      name: "primary",
      files: ["**"],
      accessor: { module: "src/db/index.ts", path: ["getDb"], form: "auto" },
      alsoAllowed: [],
      managers: undefined,
      legacy: [],
      defaultNames: ["default", "primary"],
      internals: ["src/db/index.ts"],
    });
  });

  it("keeps everything that a source says", async () => {
    const lists = {
      name: "reports",
      files: ["src/**"],
      managers: ["Manager"],
      legacy: ["old"],
      defaultNames: ["main"],
      internals: ["src/db/**"],
    };
    expect(await sourceOf(lists)).toMatchObject(lists);
  });

  it("splits the name of an accessor that is a member", async () => {
    const accessor = { module: "src/db.ts", name: "databaseManager.sessionScope", form: "callback" };
    expect((await sourceOf({ accessor }))?.accessor).toEqual({
      module: "src/db.ts",
      path: ["databaseManager", "sessionScope"],
      form: "callback",
    });
  });

  it.each(["./src/db.ts", "src\\db.ts", ".\\src/db.ts"])("writes the module %s in the one way", async (module) => {
    expect((await sourceOf({ accessor: { module, name: "db" } }))?.accessor.module).toBe("src/db.ts");
  });

  it("takes a further accessor that is only a name from the accessor's module, in its own form", async () => {
    const accessor = { ...ACCESSOR, form: "disposable" };
    expect((await sourceOf({ accessor, alsoAllowed: ["manager.scope"] }))?.alsoAllowed).toEqual([
      { module: "src/db/index.ts", path: ["manager", "scope"], form: "auto" },
    ]);
  });

  it("lets every module that defines an accessor build the connection, once", async () => {
    const alsoAllowed = ["a", { module: "src/other.ts", name: "b" }, { module: "src/db/more.ts", name: "c" }];
    expect((await sourceOf({ alsoAllowed, internals: ["./src/db/**"] }))?.internals).toEqual([
      "src/db/**",
      "src/other.ts",
    ]);
  });

  it("takes `default` for the name of a database only where there is one", async () => {
    const second = { name: "reports", accessor: ACCESSOR };
    const config = await configOf({ sources: [{ accessor: ACCESSOR }, second] });
    expect(config.sources.map(({ defaultNames }) => defaultNames)).toEqual([["primary"], ["reports"]]);
    expect((await sourceOf({ name: "default" }))?.defaultNames).toEqual(["default"]);
  });

  it("knows the command that fixes have to pass, with its time in milliseconds", async () => {
    expect(await configOf({ verify: "npm test" })).toMatchObject({ verify: "npm test", verifyTimeoutMs: 600_000 });
    expect((await configOf({ verify: "npm test", verifyTimeout: 90 })).verifyTimeoutMs).toBe(90_000);
    expect((await configOf({})).verify).toBeUndefined();
  });

  it.each([
    ["off", { severity: "off", options: {} }],
    ["warn", { severity: "warning", options: {} }],
    [["info"], { severity: "info", options: {} }],
    [["warning", { a: [1] }], { severity: "warning", options: { a: [1] } }],
    [{ severity: "warn" }, { severity: "warning", options: {} }],
    [
      { severity: "error", options: { a: [1] } },
      { severity: "error", options: { a: [1] } },
    ],
  ])("reads the setting of a rule from %j", async (written, expected) => {
    const rules = { "missing-member": written };
    const config = await configOf({ rules, overrides: [{ files: ["./a", "!./b"], rules }] });
    expect(config.rules).toEqual(new Map([["missing-member", expected]]));
    expect(config.overrides).toEqual([{ files: ["a", "!b"], rules: config.rules }]);
  });
});
