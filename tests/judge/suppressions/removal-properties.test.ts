/** For any comments at any places: what is taken away again leaves the text as it was, and nothing else ever goes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permissionsOf, withoutUnused } from "./support.js";

interface Sample {
  readonly file: string;
  readonly mark: string;
  readonly lines: readonly string[];
}

/** Each line may have a comment before it and one behind it. */
const SAMPLES: readonly Sample[] = [
  {
    file: "a.ts",
    mark: "//",
    lines: [
      'import { a } from "a";',
      "export class B {",
      "\tprivate c = new D();",
      "  async e(f: string): Promise<void> {",
      "    const g = await a",
      "      .h()",
      "      .i('// no', `/* no */`);",
      "    if (g) return;",
      "",
      "    j(g);",
      "  }",
      "}",
    ],
  },
  {
    file: "a.py",
    mark: "#",
    lines: [
      "from a import b",
      "",
      "",
      "@c",
      "def d(",
      "    e,",
      "    f=1,",
      "):",
      "    async with g() as h:",
      "        return [",
      "            h('# no'),",
      "        ]",
    ],
  },
];

const RULES = ["direct-client", "missing-member", "deep-import"];
const rules = fc.subarray(RULES, { minLength: 1 }).chain((some) => fc.constantFrom(some.join(", "), some.join(" ")));
const reason = fc.constantFrom("why", "see https://a.example", "until 2027-03-01 b", "c; owner @d", "it is -- so");

interface Plant {
  readonly before?: string;
  readonly behind?: string;
}

const directive = (word: string) =>
  fc.tuple(rules, reason).map(([ids, why]) => `db-ssot-ignore-${word} ${ids} -- ${why}`);

const plant: fc.Arbitrary<Plant> = fc.record(
  { before: directive("next-line"), behind: directive("line") },
  { requiredKeys: [] },
);

describe.each(SAMPLES)("$file", ({ file, mark, lines }) => {
  const planted = fc.record({
    plants: fc.array(plant, { minLength: lines.length, maxLength: lines.length }),
    top: fc.option(directive("file")),
    around: fc.option(fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1), rules, reason)),
    newline: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    ending: fc.constantFrom("", "end"),
    gap: fc.constantFrom(" ", "  ", "\t"),
  });

  it("is as it was when comments that allow nothing have been taken away", () => {
    fc.assert(
      fc.property(planted, ({ plants, top, around, newline, mark: order, ending, gap }) => {
        const end = ending === "" ? "" : newline;
        const original = `${order}${lines.join(newline)}${end}`;
        const [from, to] =
          around === null ? [-1, -1] : [Math.min(around[0], around[1]), Math.max(around[0], around[1])];
        const written = lines.flatMap((line, index) => {
          const indent = /^\s*/.exec(line)?.[0] ?? "";
          const { before, behind } = plants[index] ?? {};
          return [
            ...(index === 0 && top !== null ? [`${mark} ${top}`] : []),
            ...(index === from && around !== null
              ? [`${indent}${mark} db-ssot-ignore-start ${around[2]} -- ${around[3]}`]
              : []),
            ...(before === undefined || line === "" ? [] : [`${indent}${mark} ${before}`]),
            behind === undefined || line === "" ? line : `${line}${gap}${mark} ${behind}`,
            ...(index === to ? [`${indent}${mark} db-ssot-ignore-end`] : []),
          ];
        });
        const text = `${order}${written.join(newline)}${end}`;
        expect(permissionsOf(file, text).malformed).toEqual([]);
        expect(withoutUnused(file, text)).toBe(original);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every byte but blanks and line breaks where comments stand anywhere", () => {
    const anything = fc.array(
      fc.oneof(
        fc.constantFrom(...lines, "", "x", "(", ")", "{", "}", '"', "`", "'''", "/* a */", "# b", "// c"),
        directive("line").map((each) => `${mark} ${each}`),
        directive("next-line").map((each) => `/* ${each} */`),
        directive("file").map((each) => `# noqa  # ${each}`),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        anything,
        fc.array(fc.constantFrom(" ", "\n", "\r\n", ""), { minLength: 12, maxLength: 12 }),
        (parts, gaps) => {
          const text = parts.map((part, index) => `${part}${gaps[index] ?? ""}`).join("");
          const after = withoutUnused(file, text);
          const whole = new Set(permissionsOf(file, text).given.map(({ directive: { comment } }) => comment));
          expect(isLeftOf(solid(after), solid(text))).toBe(true);
          if (whole.size === 0) expect(after).toBe(text);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function solid(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Whether one text comes of another by leaving characters out. */
function isLeftOf(left: string, text: string): boolean {
  let at = 0;
  for (const character of text) if (character === left[at]) at++;
  return at === left.length;
}
