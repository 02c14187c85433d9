/**
 * Measures text in terminal columns and makes control characters visible. A good guess, enough to put an underline below the
 * right word.
 */

const tab = "    ";

/** Tabs become spaces; control characters and marks that reorder text become visible signs of one column. */
export function visible(text: string): string {
  return text.replace(/\t/g, tab).replace(unsafe, sign);
}

/** Columns of a text that `visible` gave. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : invisible.test(character) ? 0 : 1;
  return columns;
}

// An escape sequence or a right-to-left override in a source would otherwise act on the reader's terminal.
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function sign(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\u2426";
}

/** East Asian wide and full-width ranges, and the pictographs that terminals draw over two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const invisible = /\p{Mn}|\p{Me}|[\u200b-\u200d]|[\ufe00-\ufe0f]/u;
