import { describe, expect, it } from "vitest";
import { readSettings } from "../../../src/read/config/settings.js";
import { configOf } from "./support.js";

const RULE = { id: "direct-client", severity: "error", options: { stores: false, depth: 1 } } as const;

async function settingOf(value: unknown, file: string) {
  return readSettings(await configOf(value))(RULE, file);
}

describe("the setting of a rule in a file", () => {
  it("is the rule's own where nothing is said", async () => {
    expect(await settingOf({}, "src/a.ts")).toEqual({ severity: "error", options: { stores: false, depth: 1 } });
    expect(await settingOf({ rules: { "missing-member": "off" } }, "src/a.ts")).toMatchObject({ severity: "error" });
  });

  it("is that of `rules`, which keeps the options that it does not name", async () => {
    const value = { rules: { "direct-client": ["warn", { stores: true }] } };
    expect(await settingOf(value, "src/a.ts")).toEqual({ severity: "warning", options: { stores: true, depth: 1 } });
  });

  it("is that of the last override that matches the file and names the rule", async () => {
    const value = {
      rules: { "direct-client": "warn" },
      overrides: [
        { files: ["tests/**"], rules: { "direct-client": ["off", { depth: 2 }] } },
        { files: ["tests/real/**"], rules: { "direct-client": "info" } },
        { files: ["**"], rules: { "missing-member": "off" } },
      ],
    };
    expect(await settingOf(value, "src/a.ts")).toMatchObject({ severity: "warning", options: { depth: 1 } });
    expect(await settingOf(value, "tests/a.ts")).toMatchObject({ severity: "off", options: { depth: 2 } });
    expect(await settingOf(value, "tests/real/a.ts")).toMatchObject({ severity: "info", options: { depth: 2 } });
  });
});
