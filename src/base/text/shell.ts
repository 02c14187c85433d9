/** The words of a command line as somebody may type them again: what a shell would take apart stands in quotes. */
export function asTyped(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=@%+,#\\-]+$/.test(word) ? word : quoted(word))).join(" ");
}

function quoted(word: string): string {
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`;
}
