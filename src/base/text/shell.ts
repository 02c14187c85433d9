/** Quotes the words of a command line, so that a shell reads them as they were typed. */
export function asTyped(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=@%+,#\\-]+$/.test(word) ? word : quoted(word))).join(" ");
}

function quoted(word: string): string {
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}
