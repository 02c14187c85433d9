import { describe, expect, it } from "vitest";
import type { Edit } from "../../../src/base/edits/edit.js";
import { hunksOf } from "../../../src/cli/report/hunks.js";
import { readPlaces } from "../../../src/cli/report/places.js";

const TEXT = "import { A } from 'a';\n\nconst x = A.b();\nconst y = 1;\n\n\nlast();\n";

describe("hunksOf", () => {
  it("gives the lines that a fix changes, and leaves those between them out", () => {
    expect(hunks([edit("{ A }", "{ b }"), edit("last", "first")])).toEqual([
      { file: "a.ts", line: 1, before: ["import { A } from 'a';"], after: ["import { b } from 'a';"] },
      { file: "a.ts", line: 7, before: ["last();"], after: ["first();"] },
    ]);
  });

  it("reads changes of neighbouring lines as one, and leaves out the lines around them that stay", () => {
    expect(hunks([edit("y", "z"), edit("A.b", "b")])).toEqual([
      {
        file: "a.ts",
        line: 3,
        before: ["const x = A.b();", "const y = 1;"],
        after: ["const x = b();", "const z = 1;"],
      },
    ]);
    expect(hunks([{ ...edit("const y = 1;\n", ""), start: TEXT.indexOf("const y") }])).toEqual([
      { file: "a.ts", line: 4, before: ["const y = 1;"], after: [] },
    ]);
  });

  it("gives lines that are only new at the line before which they come", () => {
    const at = TEXT.indexOf("const x");
    expect(hunks([{ file: "a.ts", start: at, end: at, text: "const w = 0;\n" }])).toEqual([
      { file: "a.ts", line: 3, before: [], after: ["const w = 0;"] },
    ]);
  });

  it("gives nothing of a file whose text is not at hand, and goes on with the others", () => {
    expect(hunks([{ file: "b.ts", start: 0, end: 1, text: "" }, edit("last", "first")])).toHaveLength(1);
  });

  it("reads lines that end in CRLF, a byte order mark, and the end of a file", () => {
    const text = "\ufeffa\r\nb";
    const places = readPlaces({ texts: () => text });
    const edits = [
      { file: "a.ts", start: 0, end: 2, text: "\ufeffA" },
      { file: "a.ts", start: text.length, end: text.length, text: "!" },
    ];
    expect(hunksOf({ title: "", applicability: "safe", edits }, places)).toEqual([
      { file: "a.ts", line: 1, before: ["\ufeffa", "b"], after: ["\ufeffA", "b!"] },
    ]);
  });
});

function hunks(edits: readonly Edit[]) {
  const places = readPlaces({ texts: (file) => (file === "a.ts" ? TEXT : undefined) });
  return hunksOf({ title: "", applicability: "safe", edits }, places);
}

function edit(old: string, text: string): Edit {
  const start = TEXT.lastIndexOf(old);
  return { file: "a.ts", start, end: start + old.length, text };
}
