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
  const range = rangeOf(call);
  const path = stringText(context, target);
  if (last === "patch" || last === "setattr") {
    if (path !== undefined) return path.includes(".") ? [{ kind: "path", path, range }] : [];
    return last === "setattr" ? memberMock(context, target, name, range) : [];
  }
  if (owner !== "patch") return [];
  if (last === "object") return memberMock(context, target, name, range);
  if (last !== "multiple") return [];
  const names = given.flatMap((each) => keywordOf(context, each) ?? []);
  return names.flatMap((each): readonly Mock[] =>
    path === undefined ? namedMember(context, target, each, range) : [{ kind: "path", path: `${path}.${each}`, range }],
  );
}

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
  range: Mock["range"],
): readonly Mock[] {
  const text = name && stringText(context, name);
  return text === undefined ? [] : namedMember(context, target, text, range);
}

function namedMember(
  context: PythonExtraction,
  target: SyntaxNode,
  name: string,
  range: Mock["range"],
): readonly Mock[] {
  const of = termOf(context, target);
  return mayReach(of) ? [{ kind: "member", of, name, range }] : [];
}

/** `new_callable` and its like are options of `patch.multiple`, and the name of no member. */
function keywordOf(context: PythonExtraction, argument: SyntaxNode): string | undefined {
  const name = argument.type === "keyword_argument" ? fieldOf(argument, "name") : undefined;
  const text = name && written(context, name);
  return text !== undefined && OPTIONS.has(text) ? undefined : text;
}

const OPTIONS = new Set(["spec", "create", "spec_set", "autospec", "new_callable"]);
