/** Expressions that can be left out without effect: names, literals, the environment, paths. Judged by their text. */

const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Code that runs, waits, assigns or binds a name of its own. Whatever is called comes before a bracket. */
const ACTS =
  /[\w$\])"]\s*(?:\?\.)?\(|\b(?:await|yield|new|async|function|lambda|class|for|del|delete|import|require)\b|=>|\+\+|--|:=|(?<![=!<>])=(?!=)/;

/** @param calls functions that only compute: `os.getenv`; words of a regular expression, joined by `|` */
export function plainExpressions(calls: string): (code: string) => boolean {
  const heads = new RegExp(`(?<![\\w$.])(?:${calls})\\(|(?<=[\\w$)])\\.(?:${CONVERSIONS})\\(`, "g");
  return (code) => {
    const bare = code.replace(STRING, '""').replace(heads, "+(");
    return !ACTS.test(bare) && !FORMATTED_CALL.test(code);
  };
}

/** `\`${f()}\``, `f"{f()}"` */
const FORMATTED_CALL = /`[^`]*\$\{[^}`]*\(|\b[rR]?[fF][rR]?(["'])(?:(?!\1)[^\n])*\{[^}\n]*\(/;

/** Methods of strings and paths. */
const CONVERSIONS =
  "trim|toLowerCase|toUpperCase|toString|strip|lower|upper|resolve|absolute|joinpath|with_suffix|as_posix|expanduser";
