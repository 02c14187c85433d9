/** Names whose value is another one in each file. */
const OF_FILE =
  /\b(?:__file__|__name__|__path__|__dirname|__filename)\b|\bimport\.meta\b|\brequire\(["'`]\.|\bimport\(["'`]\./;

/** @param code without spaces, or as it is written */
export function dependsOnPlace(code: string): boolean {
  return OF_FILE.test(code);
}
