/** Text that any reader of UTF-8 takes: halves of surrogate pairs are no characters, and become the sign for what is none. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
