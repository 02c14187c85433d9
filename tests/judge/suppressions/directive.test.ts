import { describe, expect, it } from "vitest";
import {
  DIRECTIVE,
  type Directive,
  type KnownRules,
  readDirectives,
} from "../../../src/judge/suppressions/directive.js";

const KNOWN: KnownRules = { allowable: ["direct-client", "missing-member"], others: ["unused-suppression"] };

function read(text: string): readonly Directive[] {
  return readDirectives(text, { start: 0, end: text.length }, KNOWN);
}

function only(text: string): Directive {
  const [directive, ...others] = read(text);
  if (directive === undefined || others.length > 0) throw new Error(`${others.length} more directives in ${text}`);
  return directive;
}

/** `kind rules | reason`, and what is wrong with it. */
function told(text: string): readonly string[] {
  const { kind, rules, reason, flaws } = only(text);
  const names = rules.map(({ id, start, end }) => (text.slice(start, end) === id ? id : `${id} is not there`));
  return [`${kind} ${names.join()} | ${reason.text}`, ...flaws.map(({ message, help }) => `${message}; ${help}`)];
}

describe("a directive", () => {
  it.each([
    "// db-ssot-ignore-line direct-client -- a pool of its own",
    "//db-ssot-ignore-line direct-client -- a pool of its own",
    "/* db-ssot-ignore-line direct-client -- a pool of its own */",
    "/** db-ssot-ignore-line direct-client -- a pool of its own **/",
    "/*\n * db-ssot-ignore-line direct-client --\n *   a pool\n *   of its own\n */",
    "/*\r\n * db-ssot-ignore-line\r\n * direct-client -- a pool of its own\r\n */",
    "# db-ssot-ignore-line direct-client -- a pool of its own",
    "#db-ssot-ignore-line direct-client -- a pool of its own",
    "#: db-ssot-ignore-line direct-client -- a pool of its own".replace(":", "#"),
    "<!-- db-ssot-ignore-line direct-client -- a pool of its own -->",
    "<!-- db-ssot-ignore-line direct-client\n  -- a pool of its own\n-->",
  ])("is read in any kind of comment: %j", (text) =>
    expect(told(text)).toEqual(["line direct-client | a pool of its own"]),
  );

  it.each([
    ["// db-ssot-ignore-next-line direct-client -- why", "next-line direct-client | why"],
    ["// db-ssot-ignore-line direct-client, missing-member -- why", "line direct-client,missing-member | why"],
    ["// db-ssot-ignore-start direct-client missing-member -- why", "start direct-client,missing-member | why"],
    ["// db-ssot-ignore-end", "end  | "],
    ["// db-ssot-ignore-end direct-client", "end direct-client | "],
    ["// db-ssot-ignore-end -- the reports are behind us", "end  | the reports are behind us"],
    ["// db-ssot-ignore-file direct-client -- why -- and why not", "file direct-client | why -- and why not"],
  ])("says what it holds for: %s", (text, expected) => expect(told(text)).toEqual([expected]));

  it.each([
    "// no db-ssot-ignore-line here",
    "// see `db-ssot-ignore-line direct-client -- why`",
    "# db-ssot-baseline.jsonl holds the others",
    "// db-ssot: one accessor",
    "/* what db-ssot-ignore-file does */",
    "// TODO db-ssot-ignore-line direct-client -- why",
  ])("is not what only speaks of one: %s", (text) => expect(read(text)).toEqual([]));

  it("stands behind those of other tools, and before them", () => {
    const text =
      "# noqa: F401  # db-ssot-ignore-line direct-client -- issue #12, see https://a.example // b  # type: ignore";
    const { start, end, reason, flaws } = only(text);
    expect(text.slice(start, end)).toBe("# db-ssot-ignore-line direct-client -- issue #12, see https://a.example // b");
    expect([reason.text, flaws]).toEqual(["issue #12, see https://a.example // b", []]);
    expect(
      read("x(); // eslint-disable-line no-new // db-ssot-ignore-line direct-client -- why".slice(5)),
    ).toHaveLength(1);
    expect(
      read("# db-ssot-ignore-line direct-client -- a  # db-ssot-ignore-line missing-member -- b").map(
        ({ reason: { text: why } }) => why,
      ),
    ).toEqual(["a", "b"]);
  });

  it.each([
    [
      "db-ssot-ignore-nextline direct-client -- a",
      "there is no `db-ssot-ignore-nextline`; write `db-ssot-ignore-next-line`",
    ],
    ["db-ssot-ignore-lines direct-client -- a", "there is no `db-ssot-ignore-lines`; write `db-ssot-ignore-line`"],
    ["db-ssot-ignore-line: direct-client -- a", "there is no `db-ssot-ignore-line:`; write `db-ssot-ignore-line`"],
    [
      "db-ssot-ignore-everything",
      "there is no `db-ssot-ignore-everything`; write one of `db-ssot-ignore-next-line`, `db-ssot-ignore-line`, `db-ssot-ignore-start`, `db-ssot-ignore-end`, `db-ssot-ignore-file`",
    ],
    ["db-ssot-ignroe-line direct-client -- a", "there is no `db-ssot-ignroe-line`; write `db-ssot-ignore-line`"],
    ["db-ssot-disable-line direct-client", "there is no `db-ssot-disable-line`; write `db-ssot-ignore-line`"],
    ["db-ssot-ignore-line direct-clent -- a", "there is no rule `direct-clent`; write `direct-client`"],
    ["db-ssot-ignore-end direct-clent", "there is no rule `direct-clent`; write `direct-client`"],
    ["db-ssot-ignore-line all -- a", "there is no rule `all`; the rules are `direct-client`, `missing-member`"],
    [
      "db-ssot-ignore-line -- a",
      "`db-ssot-ignore-line` names no rule; name the rule whose finding is meant: `db-ssot-ignore-line direct-client -- why`",
    ],
    [
      "db-ssot-ignore-line direct-client",
      "`db-ssot-ignore-line` gives no reason; write ` -- ` and the reason after the rules",
    ],
    [
      "db-ssot-ignore-line direct-client --",
      "`db-ssot-ignore-line` gives no reason; write ` -- ` and the reason after the rules",
    ],
    [
      "db-ssot-ignore-line direct-client because it has a pool of its own",
      "`db-ssot-ignore-line` gives no reason; write ` -- ` and the reason after the rules",
    ],
    [
      "db-ssot-ignore-line direct-client -- until 2027-03-01",
      "`db-ssot-ignore-line` gives no reason; write ` -- ` and the reason after the rules",
    ],
    [
      "db-ssot-ignore-line direct-client -- a, until 2027-02-30",
      "`until 2027-02-30` is not a date; write a date, as in `until 2027-03-01`",
    ],
    [
      "db-ssot-ignore-line unused-suppression -- a",
      "`unused-suppression` cannot be allowed by a comment; set its severity in `rules` of the configuration",
    ],
  ])("is told what is wrong with it: %s", (text, flaw) =>
    expect(only(`// ${text}`).flaws.map(({ message, help }) => `${message}; ${help}`)).toEqual([flaw]),
  );

  it("is told all that is wrong with it", () => {
    expect(
      only("# db-ssot-ignore-line nothing, direct-clent -- until 2027").flaws.map(({ message }) => message),
    ).toEqual([
      "`db-ssot-ignore-line` gives no reason",
      "`until 2027` is not a date",
      "there is no rule `nothing`",
      "there is no rule `direct-clent`",
    ]);
  });

  it("is looked for where the text may hold one", () => {
    expect("a // db-ssot-ignore-line").toContain(DIRECTIVE);
    expect("a // dbssot").not.toContain(DIRECTIVE);
  });
});
