/** Recognizes deprecated definitions: by a decorator, the docstring, or a warning. */
import { type PythonExtraction, written } from "../context.js";
import { calledOrigin } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { decoratorsOf, plainName } from "./decorators.js";

/** The reason that is given, on one line; empty where none is. `undefined` of what is not deprecated. */
export function deprecationOf(context: PythonExtraction, node: SyntaxNode): string | undefined {
  const body = fieldOf(node, "body");
  const statements = body?.type === "block" ? namedChildren(body) : [];
  return byDecorator(context, node) ?? byDocstring(context, statements[0]) ?? byWarning(context, statements);
}

function byDecorator(context: PythonExtraction, node: SyntaxNode): string | undefined {
  const decorator = decoratorsOf(context, node).find((candidate) => plainName(candidate) === "deprecated");
  return decorator && (firstText(context, decorator.node) ?? "");
}

/** The first string among the arguments of a call, also under a keyword: `reason="…"`. */
function firstText(context: PythonExtraction, call: SyntaxNode): string | undefined {
  const list = call.type === "call" ? fieldOf(call, "arguments") : undefined;
  const values = list ? namedChildren(list).map((argument) => fieldOf(argument, "value") ?? argument) : [];
  return values.map((value) => stringText(context, value)).find((text) => text !== undefined);
}

/** Later lines of a docstring may speak of something else: an argument that is deprecated. */
const FIRST_LINES = 4;

function byDocstring(context: PythonExtraction, statement: SyntaxNode | undefined): string | undefined {
  const [expression] = statement?.type === "expression_statement" ? namedChildren(statement) : [];
  const text = stringText(context, expression)?.trim();
  if (text === undefined) return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  const begun = /^DEPRECATED\b[\s:.,–—-]*(.*)$/.exec(lines[0] ?? "")?.[1]?.trim();
  if (begun !== undefined) return begun;
  const at = lines.slice(0, FIRST_LINES).findIndex((line) => SAID.test(line));
  const said = SAID.exec(lines[at] ?? "")?.[1]?.trim();
  // A directive gives the version in its own line, and the reason below.
  return said !== undefined && VERSION.test(said) ? lines[at + 1]?.trim() || said : said;
}

const SAID = /^\s*(?:\.\. deprecated::|\**deprecated\**\s*:)\s*(.*)$/i;
const VERSION = /^v?\d[\w.]*$/;

/** `warnings.warn("…", DeprecationWarning)` among the statements of the body itself. */
function byWarning(context: PythonExtraction, statements: readonly SyntaxNode[]): string | undefined {
  const call = statements
    .flatMap((statement) => (statement.type === "expression_statement" ? namedChildren(statement) : []))
    .find((node) => node.type === "call" && calledOrigin(context, node) === "warnings.warn");
  if (call === undefined || !/\b(Pending)?DeprecationWarning\b/.test(written(context, call))) return undefined;
  return firstText(context, call) ?? "";
}
