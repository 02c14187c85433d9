import { describe, expect, it } from "vitest";
import {
  markdownBlock,
  markdownCode,
  markdownSpan,
  markdownText,
  markdownWords,
} from "../../../src/base/text/markdown.js";

describe("markdownText", () => {
  it("shows what stands in backticks as code", () => {
    expect(markdownText("`Db` has no member `getX`")).toBe("<code>Db</code> has no member <code>getX</code>");
  });

  it.each([
    ["markup", "**bold** [x](y) <img src=x>", /[*[\]<>]/],
    ["a table", "a | b", /\|/],
    ["a line break", "a\nb", /\n/],
    ["an address", "https://evil.example www.evil.example", /:\/\/|www\./],
    ["a picture's name", ":tada:", /:\w+:/],
  ])("keeps %s from being more than text", (_what, text, markup) => {
    expect(markdownText(text)).not.toMatch(markup);
  });

  it("calls nobody and links to nothing", () => {
    const text = markdownText("@everyone #12 !3 %4 org/repo#5 user@example.com");
    expect(text).toBe(
      "&#64;&#8203;everyone &#35;&#8203;12 &#33;&#8203;3 &#37;&#8203;4 org/repo&#35;&#8203;5 user&#64;&#8203;example.com",
    );
  });

  it("shows a backtick that has no partner as it is", () => {
    expect(markdownText("a ` b")).toBe("a &#96; b");
  });
});

describe("markdownCode", () => {
  it("cannot be left from within", () => {
    expect(markdownCode("</code>@x `|\u0007")).toBe("<code>&#60;/code&#62;&#64;x &#96;&#124;\u2407</code>");
  });
});

describe("markdownWords", () => {
  it("leaves names and sentences as people write them", () => {
    const text = "`get_db` of src/db/my_module.py: 7.5 % of it, see the 2nd (or 3rd)!";
    expect(markdownWords(text)).toBe(text);
  });

  it.each([
    ["emphasis", "a **b** _c_ src/__init__.py", "a \\*\\*b\\*\\* \\_c\\_ src/\\_\\_init\\_\\_.py"],
    ["a link", "[x](y)", "\\[x\\](y)"],
    ["a tag", "<img src=x>", "&#60;img src=x&#62;"],
    ["a reference", "&lt;", "&#38;lt;"],
    ["a cell", "a | b", "a \\| b"],
    ["a heading", "# a", "\\# a"],
    ["a list", "- a", "\\- a"],
    ["a numbered list", "1. a", "1\\. a"],
    ["an address", "https://evil.example", "https\\://evil.example"],
    ["a mention", "@everyone #12", "&#64;&#8203;everyone &#35;&#8203;12"],
  ])("keeps %s from being more than text", (_what, text, written) => {
    expect(markdownWords(text)).toBe(written);
  });
});

describe("markdownSpan", () => {
  it.each([
    ["a.b()", "`a.b()`"],
    ["a`b", "``a`b``"],
    ["`a`", "`` `a` ``"],
    ["a | b", "<code>a &#124; b</code>"],
    ["##[add-mask]x", "<code>&#35;&#35;&#91;add-mask&#93;x</code>"],
    ["a\nb", "`a␊b`"],
  ])("puts %j into as many backticks as it needs", (text, written) => {
    expect(markdownSpan(text)).toBe(written);
  });
});

describe("markdownBlock", () => {
  it("has a fence that is longer than those within, and the word for highlighting if it is one", () => {
    expect(markdownBlock(["a", "```", "b"], "ts")).toBe("````ts\na\n```\nb\n````");
    expect(markdownBlock(["a"], "t`s")).toBe("```\na\n```");
  });
});
