import fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "../../../src/base/text/encoding.js";

test("gives text back byte for byte, with and without a byte order mark", () => {
  for (const text of ["", "a", "\ufeffa", "\ufeff", "\ufeff\ufeffa", "é数👍\r\n", "\ufffd"]) {
    const bytes = encode(text);
    expect(decode(bytes)).toEqual({ kind: "text", text });
    expect(bytes).toEqual(Uint8Array.from(Buffer.from(text)));
  }
});

test("never changes bytes that it takes for text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const decoded = decode(bytes);
      if (decoded.kind === "text") expect(encode(decoded.text)).toEqual(bytes);
      else expect(decoded.offset).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test.each([
  ["UTF-16, little end first", [0xff, 0xfe, 0x61, 0x00], "utf-16", 0],
  ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0x61], "utf-16", 0],
  ["UTF-32", [0xff, 0xfe, 0x00, 0x00, 0x61, 0, 0, 0], "utf-32", 0],
  ["a zero byte", [0x61, 0x00, 0x62], "binary", 1],
  ["Latin-1", [0x61, 0x62, 0xe9, 0x20], "not-utf-8", 2],
  ["a character cut off at the end", [0x61, 0xe2, 0x82], "not-utf-8", 1],
  ["a character written too long", [0xc0, 0xaf], "not-utf-8", 0],
  ["half of a surrogate pair", [0x61, 0xed, 0xa0, 0x80], "not-utf-8", 1],
])("says what else it is: %s", (_name, bytes, reason, offset) => {
  expect(decode(Uint8Array.from(bytes))).toEqual({ kind: "not-text", reason, offset });
});
