import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xmlAttribute, xmlText } from "../../../src/base/text/xml.js";
import { commandsIn } from "../../support/runner.js";

describe("xmlText", () => {
  it("writes what has a meaning in XML as a reference, and what XML forbids as the replacement character", () => {
    expect(xmlText('a < b && c > "d"\ne')).toBe('a &lt; b &amp;&amp; c &gt; "d"\ne');
    expect(xmlText("\u0000\u001b\ufffe\ud800x\udc00")).toBe("\ufffd\ufffd\ufffd\ufffdx\ufffd");
  });

  it("leaves what is allowed alone", () => {
    expect(xmlText("ä 😀 \t tab")).toBe("ä 😀 \t tab");
  });

  it("holds no command for a CI system", () => {
    expect(commandsIn(xmlText("::error::a\n  ::group::b\n##[add-mask]c"))).toEqual([]);
  });
});

describe("xmlAttribute", () => {
  it("keeps quotes, line breaks and tabs apart from the markup", () => {
    expect(xmlAttribute("\"\t\r\n'")).toBe("&quot;&#9;&#13;&#10;'");
  });

  it("never ends its own quotes, and stays on one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(xmlAttribute(text)).not.toMatch(/["<\r\n\t]/);
      }),
    );
  });
});
