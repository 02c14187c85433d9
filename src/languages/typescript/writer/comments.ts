/** Whether a stretch of TypeScript holds a comment; it may begin and end anywhere outside of strings. */
export function hasComment(text: string): boolean {
  return /\/[/*]/.test(text.replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, ""));
}
