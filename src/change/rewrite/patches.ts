/** Redirects mocks that name a path, such as `patch("app.health.DatabaseManager.get_session")`, to the accessor. */
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath } from "../../base/text/span.js";
import type { Site } from "../../read/facts/facts.js";

/** What is called now, in a file that will call the accessor by a name of its own. */
export interface PatchedCall {
  readonly file: FilePath;
  readonly site: Site;
  readonly name: string;
  readonly owner?: string;
}

/** A test that names it. */
interface Naming {
  readonly file: FilePath;
  readonly offset: number;
  readonly text: string;
}

/**
 * The path leads through the file of the call, the double is one that anything can stand for (`return_value`, or nothing
 * said), and the test does not ask what it was called with.
 */
export function isRewritable(
  { file, offset, text }: Naming,
  { file: called, name, owner, site }: PatchedCall,
  resolve: (from: FilePath, path: string) => FilePath | undefined,
): boolean {
  const path = /\bpatch\s*\(\s*["']([\w.]*)$/.exec(text.slice(Math.max(0, offset - 300), offset))?.[1];
  const tail = owner === undefined ? "." : `.${owner}.`;
  if (path === undefined || !path.endsWith(tail) || resolve(file, path.slice(0, -tail.length)) !== called) return false;
  const rest = text.slice(offset + name.length);
  const given = /^["']/.test(rest) ? argumentsIn(rest.slice(1)) : undefined;
  const isPlain = given?.every((each) => /^(?:return_value|create|new_callable)\s*=/.test(each)) ?? false;
  return isPlain && (site.arguments.length === 0 || !ASKS_ARGUMENTS.test(text));
}

const ASKS_ARGUMENTS =
  /\bassert_(?:any_|has_)?(?:called|await)\w*with|\bassert_(?:any_call|has_calls|any_await|has_awaits)|\b(?:call|await)_args|\b(?:mock|method)_calls/;

export function rewritePatch({ file, offset }: Naming, { name, owner }: PatchedCall, local: string): Edit {
  const start = owner === undefined ? offset : offset - owner.length - 1;
  return { file, start, end: offset + name.length, text: local };
}

/**
 * Whether a mock refuses to replace what does not exist, so that its test already fails: `patch` without `create=True`,
 * `monkeypatch.setattr` without `raising=False`, `spyOn`, `stub`.
 */
export function needsMember({ offset, text }: Naming, name: string): boolean {
  const before = text.slice(Math.max(0, offset - 300), offset);
  const [, maker = ""] = MAKER.exec(before) ?? [];
  const rest = text.slice(offset + name.length);
  const given = /^["'`]/.test(rest) ? argumentsIn(rest.slice(1)) : undefined;
  if (given === undefined) return false;
  if (/patch(?:\.object)?$/.test(maker) && !/^monkeypatch/.test(maker))
    return !given.some((each) => /^create\s*=/.test(each));
  if (/^monkeypatch\.setattr$/.test(maker)) return !given.some((each) => /^raising\s*=/.test(each));
  return /(?:^|\.)(?:spyOn|stub|replaceProperty)$|^mock\.method$/.test(maker);
}

/** The call whose argument ends here, a string. */
const MAKER = /([\w.]+)\s*\((?:[^()]*,\s*)?["'`][\w.]*$/;

/** The arguments after the path, up to the closing bracket; `undefined` if that bracket is not found. */
export function argumentsIn(text: string): readonly string[] | undefined {
  const parts = [""];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\s\S]/g)) {
    if (token === ")" && depth === 0) return parts.map((part) => part.trim()).filter((part) => part !== "");
    if (/^[([{]$/.test(token)) depth += 1;
    if (/^[)\]}]$/.test(token)) depth -= 1;
    if (token === "," && depth === 0) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${token}`);
  }
  return undefined;
}
