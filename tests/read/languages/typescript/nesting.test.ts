/** Texts that are nested so deeply that a recursive function cannot follow: one such file does not end the run. */
import { describe, expect, it } from "vitest";
import { check } from "../../../../src/judge/check/check.js";
import { extract } from "../../../../src/read/languages/typescript/extract.js";
import { INCIDENT } from "../../../support/incident.js";
import { memoryWorld } from "../../../support/memory-world.js";

const IMPORT = 'import { getDb } from "./database/index.js";\n';

/** Each is nested as often as the number says, around or behind a use of the accessor. */
const NESTED: Readonly<Record<string, (times: number) => string>> = {
  calls: (times) => `getDb()${".a()".repeat(times)};`,
  sums: (times) => `getDb().query(${Array(times).fill('"a"').join(" + ")});`,
  parentheses: (times) => `${"(".repeat(times)}getDb()${")".repeat(times)};`,
  arrays: (times) => `const a = ${"[".repeat(times)}getDb()${"]".repeat(times)};`,
  objects: (times) => `const a = ${"{ a: ".repeat(times)}getDb()${" }".repeat(times)};`,
  blocks: (times) => `${"{".repeat(times)}getDb()${"}".repeat(times)}`,
  functions: (times) => `const a = ${"() => ".repeat(times)}getDb();`,
  choices: (times) => `const a = ${"b ? c : ".repeat(times)}getDb();`,
  branches: (times) => `${"if (a) b(); else ".repeat(times)}getDb();`,
  templates: (times) => `const a = ${"`${".repeat(times)}getDb()${"}`".repeat(times)};`,
  types: (times) => `type A = ${"Array<".repeat(times)}string${">".repeat(times)};`,
};

describe("a file that is nested too deeply", () => {
  it.each(Object.entries(NESTED))("is a problem, and the others are judged: %s", async (_, nest) => {
    const world = memoryWorld({ ...INCIDENT, "src/deep.ts": `${IMPORT}${nest(3000)}\n` });
    const { report } = await check(world);
    expect(report.problems).toMatchObject([
      { kind: "syntax", file: "src/deep.ts", message: "does not parse at 1:1: nested too deeply to be read" },
    ]);
    expect(report.diagnostics.map(({ rule, span }) => `${span.file} ${rule}`)).toContain(
      "src/health.ts missing-member",
    );
  });

  it.each(Object.entries(NESTED))("is read as long as the nesting is such as people write: %s", (_, nest) => {
    const { problems, sites } = extract("src/a.ts", `${IMPORT}${nest(300)}\ngetDb();\n`);
    expect(problems).toEqual([]);
    expect(sites.length).toBeGreaterThan(0);
  });

  it("says of a long sum that it can be read", () => {
    expect(extract("src/a.ts", NESTED.sums?.(1400) ?? "").problems).toEqual([]);
  });
});

describe("a settings file that is nested too deeply", () => {
  it.each(["package.json", "tsconfig.json"])("is a problem, and the sources are judged: %s", async (file) => {
    const nested = `{ "compilerOptions": ${'{ "a": '.repeat(20_000)}1${" }".repeat(20_000)} }`;
    const { report } = await check(memoryWorld({ ...INCIDENT, [file]: nested }));
    expect(report.problems).toEqual([
      { kind: "syntax", file, message: "nested too deeply to be read; imports are resolved without it" },
    ]);
    expect(report.diagnostics.map(({ span }) => span.file)).toContain("src/health.ts");
  });
});
