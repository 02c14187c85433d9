import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonWithoutCommands, withoutCommands } from "../../../src/base/text/commands.js";
import { commandsIn } from "../../support/runner.js";

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::",
        ":",
        "##",
        "#",
        "[",
        "]",
        "\n",
        "\r",
        "\u2028",
        " ",
        "\t",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "\\",
      ),
      fc.constantFrom("error", "add-mask", "group", "stop-commands", "vso", "::error::", "##[error]", "%0A"),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("withoutCommands", () => {
  it.each([
    ["::error::pwned", ":\\:error::pwned"],
    ["  ::error file=a::pwned", "  :\\:error file=a::pwned"],
    ["a\n\u200b::group::x", "a\n\u200b:\\:group::x"],
    ["3 | ##[add-mask]x", "3 | #\\#[add-mask]x"],
    ["##vso[task.complete]", "#\\#vso[task.complete]"],
  ])("takes the command out of %j", (text, harmless) => {
    expect(withoutCommands(text)).toBe(harmless);
  });

  it.each(["std::vector", "a :: b", "# heading\n## heading", "colours[#fff]", "## [link]", "", "\n\n"])(
    "leaves %j alone",
    (text) => {
      expect(withoutCommands(text)).toBe(text);
    },
  );

  it("leaves nothing that a runner would obey", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandsIn(withoutCommands(text))).toEqual([]);
      }),
    );
  });
});

describe("jsonWithoutCommands", () => {
  it("leaves nothing that a runner would obey, and the same value", () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const json = jsonWithoutCommands(JSON.stringify(value, null, 2));
        expect(commandsIn(json)).toEqual([]);
        expect(JSON.parse(json)).toEqual({ ...value });
      }),
    );
  });
});
