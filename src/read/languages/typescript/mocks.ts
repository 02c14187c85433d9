/** What tests replace while they run: `vi.mock("./db", factory)`, `sinon.stub(db, "Manager")`. */
import { ts } from "ts-morph";
import type { Mock } from "../../facts/facts.js";
import type { Term } from "../../facts/terms.js";
import { reaches } from "../reach.js";
import { rangeOf, type TypeScriptExtraction } from "./context.js";
import { bareExpression, calleeName, termOf } from "./expressions.js";
import { MOCKERS, MOCKS_MODULE } from "./mock-names.js";
import { prototypeOwner } from "./sites.js";

export function readMockNode(context: TypeScriptExtraction, node: ts.Node): void {
  const mock = ts.isCallExpression(node) ? mockOf(context, node) : undefined;
  if (mock !== undefined) context.mocks.push(mock);
}

function mockOf(context: TypeScriptExtraction, node: ts.CallExpression): Mock | undefined {
  const [target, second, third] = node.arguments;
  if (target === undefined || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const range = rangeOf(context, node);
  const name = calleeName(node);
  if (MOCKS_MODULE.includes(name) && MOCKERS.includes(ownerName(node.expression))) {
    const specifier = specifierOf(target);
    if (specifier !== undefined) {
      const nameRange = insideQuotes(context, specifier);
      const mock = {
        kind: "module",
        specifier: specifier.text,
        factory: second && factoryTerm(context, second),
        range,
        nameRange,
      } as const;
      // Jest alone wants to find the module, unless it is told that there is none.
      if (ownerName(node.expression) !== "jest") return { ...mock, optional: true };
      return /\bvirtual\s*:\s*true\b/.test(third?.getText() ?? "") ? undefined : mock;
    }
  }
  const isSpy = SPIES.test(name) || (name === "method" && MOCKERS.includes(ownerName(node.expression)));
  const member = second && bareExpression(second);
  if (!(isSpy || REPLACES.test(name)) || member === undefined || !ts.isStringLiteralLike(member)) return undefined;
  const owner = prototypeOwner(context, target);
  const of: Term = owner
    ? { kind: "instance", of: termOf(context, bareExpression(owner)) }
    : termOf(context, bareExpression(target));
  if (!reaches(of, NOTHING)) return undefined;
  const mock = { kind: "member", of, name: member.text, range, nameRange: insideQuotes(context, member) } as const;
  return isSpy ? { ...mock, spies: true } : mock;
}

function insideQuotes(context: TypeScriptExtraction, node: ts.StringLiteralLike): Mock["range"] {
  const { start, end } = rangeOf(context, node);
  return { start: start + 1, end: end - 1 };
}

const REPLACES = /^(stub|replace|replaceGetter|replaceProperty)$/;
const SPIES = /^spyOn$/;
const NOTHING: ReadonlySet<string> = new Set();

function ownerName({ expression }: ts.PropertyAccessExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

/** `"./db"`, or `import("./db")`, which gives the factory its type. */
function specifierOf(node: ts.Expression): ts.StringLiteralLike | undefined {
  if (ts.isStringLiteralLike(node)) return node;
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [specifier] = node.arguments;
  return specifier && ts.isStringLiteralLike(specifier) ? specifier : undefined;
}

/** What the mock gives for the exports: `() => ({ … })`, `{ namedExports: { … } }`. `{ spy: true }` keeps them as they are. */
function factoryTerm(context: TypeScriptExtraction, node: ts.Expression): Term | undefined {
  const options = ts.isObjectLiteralExpression(node) ? node : undefined;
  if (options?.properties.some(({ name }) => name?.getText() === "spy")) return undefined;
  const given = termOf(context, bareExpression(node));
  return options
    ? { kind: "member", of: given, name: "namedExports" }
    : { kind: "await", of: { kind: "call", of: given } };
}
