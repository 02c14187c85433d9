import { expect, test } from "vitest";
import { mayColour } from "../../../../src/base/world/real/terminal.js";

test.each([
  { says: "colours on a terminal", environment: {}, isTTY: true, colour: true },
  { says: "leaves a pipe plain", environment: {}, isTTY: false, colour: false },
  {
    says: "leaves all plain with NO_COLOR",
    environment: { NO_COLOR: "1", FORCE_COLOR: "1" },
    isTTY: true,
    colour: false,
  },
  { says: "takes an empty NO_COLOR for none", environment: { NO_COLOR: "" }, isTTY: true, colour: true },
  { says: "colours a pipe with FORCE_COLOR", environment: { FORCE_COLOR: "1" }, isTTY: false, colour: true },
  { says: "leaves a terminal plain with FORCE_COLOR=0", environment: { FORCE_COLOR: "0" }, isTTY: true, colour: false },
  { says: "leaves a dumb terminal plain", environment: { TERM: "dumb" }, isTTY: true, colour: false },
])("$says", ({ environment, isTTY, colour }) => {
  expect(mayColour(environment, { isTTY })).toBe(colour);
});
