import { describe, expect, it } from "vitest";
import { markdownCode, markdownText } from "../../../src/base/text/markdown.js";

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
