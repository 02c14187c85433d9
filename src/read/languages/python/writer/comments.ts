/** Comments in a stretch of code that is no whole file: found without a tree. */

const STRING =
  /"""(?:[^\\]|\\[\s\S])*?(?:"""|$)|'''(?:[^\\]|\\[\s\S])*?(?:'''|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/g;

/** @param text  begins and ends outside of strings */
export function hasComment(text: string): boolean {
  return text.replace(STRING, "").includes("#");
}
