import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visible } from "../../../src/base/text/width.js";
import { github } from "../../../src/cli/report/github.js";
import { reporters } from "../../../src/cli/report/index.js";
import { commandsIn } from "../../support/runner.js";
import { hostileReport, reportOf, times, type Wanted } from "./many.js";
import { clean, contextOf, report } from "./sample.js";

describe("github", () => {
  it("annotates each finding with its place, its rule, what is the case and how to fix it", () => {
    expect(github.render(report, contextOf())).toBe(`\
::error file=src/routes/health.ts,line=4,endLine=4,col=42,endColumn=57,title=missing-member::\`DatabaseManager\` has no member \`getAsyncSession\`%0Anote: \`DatabaseManager\` has \`getSession\`, \`initialize\`%0Anote: the accessor of \`primary\` is \`getDb\` of src/database/index.ts%0Ahelp: \`await using db = await getDb()\`; safe fix: \`"default"\` names the default database and is dropped
::warning file=src/broken.ts,line=1,endLine=1,col=7,endColumn=8,title=syntax::variable declaration expected
::warning file=src/private.ts,title=unreadable::permission denied
::warning file=src/routes/health.ts,line=1,endLine=1,col=10,endColumn=25,title=direct-manager::\`DatabaseManager\` is used where \`getDb\` serves
1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (\`db-ssot fix\`)
`);
  });

  it("annotates nothing where nothing was found", () => {
    expect(github.render(clean, contextOf())).toBe("no findings\n");
  });

  it("names files from the top of the repository", () => {
    const [first] = commandsIn(github.render(report, contextOf({ prefix: "packages/app/" })));
    expect(first?.properties.file).toBe("packages/app/src/routes/health.ts");
  });

  it("gives no columns where a finding spans lines, which the platform would not take", () => {
    const [first] = commandsIn(github.render(reportOf([{ file: "a.ts" }]), contextOf({ texts: () => "\nb" })));
    expect(first?.properties).toEqual({ file: "a.ts", line: "1", endLine: "2", title: "direct-client" });
  });

  it("puts the whole report into the summary of the step, beyond what a comment holds", () => {
    expect(github.besides?.variable).toBe("GITHUB_STEP_SUMMARY");
    const many = reportOf(times(2_000, { message: "x".repeat(60) }));
    expect(github.besides?.render(many, contextOf())).not.toContain("left out");
  });
});

describe("the limits of a step", () => {
  const many = [
    ...times(12, { rule: "direct-client", file: "a.ts" }),
    ...times(12, { rule: "deep-import", file: "b.ts", severity: "warning" }),
    ...times(12, { rule: "stale-mock", file: "c.ts", severity: "info" }),
  ] as const;

  it("are kept: ten of each level, the last notice saying how many more there are", () => {
    const commands = commandsIn(github.render(reportOf(many), contextOf()));
    const count = (level: string) => commands.filter(({ name }) => name === level).length;
    expect([count("error"), count("warning"), count("notice")]).toEqual([10, 10, 10]);
    expect(commands.at(-1)).toMatchObject({
      name: "notice",
      data: expect.stringMatching(/^7 more findings without an annotation: a step shows at most 10 errors, /),
    });
  });

  it("cost no finding its place in the log", () => {
    const output = github.render(reportOf(many), contextOf());
    for (let index = 0; index < many.length; index++) expect(output).toMatch(new RegExp(`finding ${index}$`, "m"));
  });

  it("are not spoken of where they are not reached", () => {
    const exactly = ["error", "warning", "info"] as const;
    const output = github.render(reportOf(exactly.flatMap((severity) => times(10, { severity }))), contextOf());
    expect(commandsIn(output)).toHaveLength(30);
    expect(output).not.toContain("more finding");
  });

  it("let every rule speak before any speaks twice, then every file, and first what can be fixed", () => {
    const rare: readonly Wanted[] = [
      { rule: "stale-mock", file: "z.ts", message: "the only one of its rule" },
      { rule: "direct-client", file: "y.ts", message: "the only one of its file" },
      { rule: "direct-client", file: "a.ts", message: "the only one with a fix", fix: "safe" },
    ];
    const commands = commandsIn(github.render(reportOf([...times(30, {}), ...rare]), contextOf()));
    const shown = commands.filter(({ name }) => name === "error").map(({ data }) => data.split("\n")[0]);
    for (const { message } of rare) expect(shown).toContain(message);
  });

  it("cut a message that is too long", () => {
    const [first] = commandsIn(github.render(reportOf([{ message: "😀".repeat(4_000) }]), contextOf()));
    expect(first?.data.length).toBeLessThanOrEqual(4_096);
    expect(first?.data).toMatch(/^(?:😀)+…$/u);
  });
});

describe("what a runner reads", () => {
  it("are the commands that were meant, with the texts that were meant, whatever the report holds", () => {
    fc.assert(
      fc.property(hostileReport, ({ report: hostile, text }) => {
        const commands = commandsIn(github.render(hostile, contextOf({ texts: () => text })));
        const annotations = commands.filter(({ properties }) => properties.file !== undefined);
        const others = commands.filter(({ properties }) => properties.file === undefined);
        expect(annotations.map(({ name }) => name).every((name) => /^(?:error|warning|notice)$/.test(name))).toBe(true);
        expect(others.map(({ name }) => name)).toEqual(others.length === 0 ? [] : ["group", "endgroup", "notice"]);
        const known = [
          ...hostile.diagnostics.map(({ span }) => span.file),
          ...hostile.problems.map(({ file }) => file),
        ];
        const messages = [...hostile.diagnostics, ...hostile.problems].map(({ message }) => visible(message));
        for (const { properties, data } of annotations) {
          expect(known).toContain(properties.file);
          expect(messages).toContain(data.split("\n")[0]);
        }
      }),
    );
  });

  it.each(["pretty", "concise", "json", "gitlab", "junit", "checkstyle", "markdown"])(
    "is no command at all in %s, whatever the report holds",
    (name) => {
      fc.assert(
        fc.property(hostileReport, ({ report: hostile, text }) => {
          expect(commandsIn(reporters.get(name)?.render(hostile, contextOf({ texts: () => text })) ?? "none")).toEqual(
            [],
          );
        }),
      );
    },
  );
});
