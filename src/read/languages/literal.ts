/** A string literal, as all languages here write one. @param quote  `"` or `'` */
export function stringLiteral(value: string, quote: string): string {
  return `${quote}${value.replace(/[\\"'\n]/g, (found) => (found === "\n" ? "\\n" : `\\${found}`))}${quote}`;
}
