/** What the topics say of the tool has to be so: their examples are configurations that it takes, their commands are its own. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TOPICS } from "../../../src/cli/pages/topics.js";
import { createProgram } from "../../../src/cli/program.js";
import { ALL_RULES } from "../../../src/judge/rules/index.js";
import { memoryWorld } from "../../support/memory-world.js";

const FOLDER = new URL("../../../src/cli/pages/", import.meta.url);
const circumstances = { version: "1.2.3", node: "20.19.0", platform: "linux x64", command: "db-ssot" };
const program = await createProgram({ world: memoryWorld({}), circumstances }, { run: async () => {} });

describe.each(TOPICS.map(({ id }) => [id, readFileSync(new URL(`${id}.md`, FOLDER), "utf8")] as const))(
  "%s",
  (_, text) => {
    it("names commands and options that there are", () => {
      const named = [...text.matchAll(/(?:npx |`)db-ssot ((?:[a-z]+ ?)+)((?: ?--[a-z-]+)*)/g)];
      for (const [, words = "", options = ""] of named) {
        const [first = ""] = words.split(" ");
        const command = program.commands.find((each) => each.name() === first);
        expect(command?.name(), words).toBe(first);
        const known = [command, ...(command?.commands ?? [])].flatMap((each) => each?.options.map(({ long }) => long));
        for (const option of options.split(" ").filter((word) => word !== "")) expect(known, first).toContain(option);
      }
    });

    it("names rules that there are", () => {
      const ids = new Set(ALL_RULES.map((rule) => rule.id));
      const named = [...text.matchAll(/db-ssot-ignore-[a-z-]+ ([a-z-]+)/g)].map(([, rule]) => rule ?? "");
      expect(named.filter((rule) => !ids.has(rule))).toEqual([]);
    });

    it("leads to files that there are", () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = ""]) => path);
      expect(links.filter((path) => !existsSync(fileURLToPath(new URL(path, FOLDER))))).toEqual([]);
    });
  },
);
