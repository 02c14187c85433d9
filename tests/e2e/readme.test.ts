/**
 * The README shows what the built command prints, uncut. A session is a `console` block behind a comment that names its
 * folder, `<!-- in fixtures/health-service -->`.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runBuilt } from "./run-built.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");

interface Session {
  readonly folder: string;
  readonly command: string;
  readonly shown: string;
}

const SESSION = /<!-- in (\S+) -->\n+```console\n\$ npx db-ssot (.+)\n([\s\S]*?)```/g;

const sessions = [...README.matchAll(SESSION)].map(
  ([, folder = "", command = "", shown = ""]): Session => ({ folder, command, shown }),
);

describe("the README's session", () => {
  it.each(sessions.map((session) => [session.command, session] as const))(
    "db-ssot %s prints what is shown",
    async (_, session) => {
      const folder = mkdtempSync(join(tmpdir(), "db-ssot-readme-"));
      try {
        cpSync(join(ROOT, session.folder), folder, { recursive: true });
        const { output } = await runBuilt(folder, session.command);
        expect(output).toBe(session.shown);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it("is every `console` block", () => {
    expect(sessions).toHaveLength(README.match(/^```console$/gm)?.length ?? 1);
  });
});
