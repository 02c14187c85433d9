/** What tests replace while they run: `patch("app.db.Manager")`, `monkeypatch.setattr(db, "Manager", fake)`. */
import type { Mock } from "../../../facts/facts.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "../terms/expressions.js";
import { mayReach } from "../terms/reach.js";

/** To be called with each named node of the tree. Fixtures have no types, so that the names of the functions decide. */
export function readMockNode(context: PythonExtraction, node: SyntaxNode): void {
  if (node.type === "call") context.mocks.push(...mocksOf(context, node));
}

function mocksOf(context: PythonExtraction, call: SyntaxNode): readonly Mock[] {
  const [last = "", owner = ""] = calleeNames(context, fieldOf(call, "function"));
  const given = namedChildren(fieldOf(call, "arguments") ?? call);
  const [target, name] = given.filter(({ type }) => type !== "keyword_argument");
  if (target === undefined) return [];
  const common = { range: rangeOf(call), ...(given.some((each) => isOptional(context, each)) ? OPTIONAL : {}) };
  const path = stringText(context, target);
  if (last === "patch" || last === "setattr") {
    if (path === undefined) return last === "setattr" ? memberMock(context, target, name, common) : [];
    const isPlain = last === "patch" && given.every((each) => each === target || isPlainOption(context, each));
    const fits = isPlain
      ? ASKS_ARGUMENTS.test(context.tree.text)
        ? "a call without arguments"
        : "any call"
      : undefined;
    return path.includes(".") ? [{ ...common, kind: "path", path, nameRange: stringRange(target), fits }] : [];
  }
  const isSpy = last === "spy" && owner === "mocker";
  if (isSpy) return memberMock(context, target, name, { ...common, spies: true });
  if (owner !== "patch") return [];
  if (last === "object") return memberMock(context, target, name, common);
  if (last !== "multiple") return [];
  const keywords = given.flatMap((each) => keywordOf(context, each) ?? []);
  return keywords.flatMap((each): readonly Mock[] => {
    const text = written(context, each);
    if (path !== undefined) return [{ ...common, kind: "path", path: `${path}.${text}`, nameRange: rangeOf(each) }];
    return namedMember(context, target, text, { ...common, nameRange: rangeOf(each) });
  });
}

const OPTIONAL = { optional: true } as const;
const ASKS_ARGUMENTS =
  /\bassert_(?:any_|has_)?(?:called|await)\w*with|\bassert_(?:any_call|has_calls|any_await|has_awaits)|\b(?:call|await)_args|\b(?:mock|method)_calls/;

/** `create=True`, `raising=False` */
function isOptional(context: PythonExtraction, argument: SyntaxNode): boolean {
  return /^(?:create\s*=\s*True|raising\s*=\s*False)$/.test(written(context, argument));
}

/** `return_value=1`; no `side_effect`, no object that takes its place. */
function isPlainOption(context: PythonExtraction, argument: SyntaxNode): boolean {
  return /^(?:return_value|create|new_callable)\s*=/.test(written(context, argument));
}

/** Without the quotes of a plain string. */
function stringRange(node: SyntaxNode): Mock["range"] {
  const [first] = node.children;
  const last = node.children.at(-1);
  const isPlain = node.type === "string" && first !== undefined && last !== undefined && first !== last;
  return isPlain ? { start: first.end, end: last.start } : rangeOf(node);
}

type Common = Pick<Mock, "range" | "optional" | "spies">;

/** The last two names of `mocker.patch.object`, the last one first. */
function calleeNames(context: PythonExtraction, callee: SyntaxNode | undefined): readonly string[] {
  if (callee?.type === "identifier") return [written(context, callee)];
  const attribute = callee?.type === "attribute" ? fieldOf(callee, "attribute") : undefined;
  if (callee === undefined || attribute === undefined) return [];
  return [written(context, attribute), ...calleeNames(context, fieldOf(callee, "object"))];
}

function memberMock(
  context: PythonExtraction,
  target: SyntaxNode,
  name: SyntaxNode | undefined,
  common: Common,
): readonly Mock[] {
  const text = name && stringText(context, name);
  if (name === undefined || text === undefined) return [];
  return namedMember(context, target, text, { ...common, nameRange: stringRange(name) });
}

function namedMember(
  context: PythonExtraction,
  target: SyntaxNode,
  name: string,
  common: Common & Pick<Mock, "nameRange">,
): readonly Mock[] {
  const of = termOf(context, target);
  return mayReach(of) ? [{ ...common, kind: "member", of, name }] : [];
}

/** `new_callable` and its like are options of `patch.multiple`, and the name of no member. */
function keywordOf(context: PythonExtraction, argument: SyntaxNode): SyntaxNode | undefined {
  const name = argument.type === "keyword_argument" ? fieldOf(argument, "name") : undefined;
  return name !== undefined && OPTIONS.has(written(context, name)) ? undefined : name;
}

const OPTIONS = new Set(["spec", "create", "spec_set", "autospec", "new_callable"]);
