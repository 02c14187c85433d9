/**
 * Decodes and encodes text. `encode` restores what `decode` read byte for byte, with the byte order mark; invalid UTF-8 is
 * reported, never guessed.
 */

export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  /** `offset` is the first byte that does not belong in UTF-8 text. */
  | {
      readonly kind: "not-text";
      readonly reason: "utf-16" | "utf-32" | "binary" | "not-utf-8";
      readonly offset: number;
    };

export function decode(bytes: Uint8Array): Decoded {
  const wide = wideMark(bytes);
  if (wide !== undefined) return { kind: "not-text", reason: wide, offset: 0 };
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { kind: "not-text", reason: "binary", offset: zero };
  try {
    return { kind: "text", text: strict.decode(bytes) };
  } catch {
    // The decoder says only that it failed; the search for the place is paid for by broken files alone.
    return { kind: "not-text", reason: "not-utf-8", offset: firstFault(bytes) };
  }
}

export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

export function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && startsWith(one, other);
}

export function startsWith(whole: Uint8Array, beginning: Uint8Array): boolean {
  if (beginning.length > whole.length) return false;
  // A loop, because `every` with a function takes ten times as long, and whole trees are compared.
  for (let index = 0; index < beginning.length; index++) if (whole[index] !== beginning[index]) return false;
  return true;
}

// `ignoreBOM` keeps the mark in the text.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

function wideMark(bytes: Uint8Array): "utf-16" | "utf-32" | undefined {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (little) return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0 ? "utf-32" : "utf-16";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16";
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff ? "utf-32" : undefined;
}

/** The lenient decoder puts U+FFFD for a fault, so the first place where encoding it again differs is the fault. */
function firstFault(bytes: Uint8Array): number {
  const again = encoder.encode(lenient.decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== again[index]);
  return offset < 0 ? bytes.length : offset;
}
