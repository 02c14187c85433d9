/** Outlines a class or function at the top level of a module: its members, and where new ones go. */
import { ts } from "ts-morph";
import { indentAt, lineEnd } from "../../../../base/text/offsets.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { DefinitionOutline, MemberPart } from "../../mover.js";
import { propertyName } from "../context.js";
import { treeOf } from "../parse.js";
import { exportWords, readStatement, withComments } from "./statements.js";
import { longStrings, wordsOf } from "./words.js";

export function outlineOf(file: FilePath, text: string, name: string): DefinitionOutline | undefined {
  const source = treeOf(file, text);
  const found = source.statements.flatMap((statement) => definitionIn(statement, name) ?? []);
  const [only] = found;
  if (only === undefined) return undefined;
  if (ts.isClassDeclaration(only)) return found.length === 1 ? outlineOfClass(source, only) : undefined;
  return found.every(ts.isFunctionDeclaration) || found.length === 1 ? outlineOfFunction(source, found) : undefined;
}

type Definition = ts.ClassDeclaration | ts.FunctionDeclaration | ts.VariableStatement;

/** The statement that defines a name and nothing else; overloads of a function are statements of their own. */
function definitionIn(statement: ts.Statement, name: string): Definition | undefined {
  if (ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) {
    return statement.name?.text === name ? statement : undefined;
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  const isFunction =
    declaration?.initializer &&
    (ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer));
  const isNamed = declaration !== undefined && ts.isIdentifier(declaration.name) && declaration.name.text === name;
  return isFunction && isNamed && others.length === 0 ? statement : undefined;
}

function outlineOfFunction(source: ts.SourceFile, definitions: readonly Definition[]): DefinitionOutline | undefined {
  const statements = definitions.map((definition) => readStatement(source, definition));
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const statement = {
    ...first,
    range: { start: first.range.start, end: last.range.end },
    whole: { start: first.whole.start, end: last.whole.end },
    words: statements.flatMap(({ words }) => words),
  };
  const nowhere = { indent: "", fieldsAt: last.range.end, methodsAt: last.range.end, closing: "" };
  return { kind: "function", statement, head: [], headRange: statement.range, members: [], ...nowhere };
}

function outlineOfClass(source: ts.SourceFile, node: ts.ClassDeclaration): DefinitionOutline {
  const { text } = source;
  const members = node.members.flatMap((member) => readMember(source, member) ?? []);
  const opening = node.getChildren(source).find(({ kind }) => kind === ts.SyntaxKind.OpenBraceToken);
  const open = opening?.end ?? node.end;
  const last = members.at(-1)?.whole.end;
  const isOneLine = !text.slice(open, node.end).includes("\n");
  const fields = members.filter(({ role }) => role === "field");
  const outer = indentAt(text, node.getStart(source));
  const fieldsAt = endOfLine(text, fields.at(-1)?.range.end ?? open, isOneLine);
  return {
    kind: "class",
    statement: readStatement(source, node),
    head: wordsOf(source, node, new Set([...exportWords(node), ...node.members, ...(node.name ? [node.name] : [])])),
    headRange: { start: node.getStart(source), end: open },
    members,
    indent: members[0] && !isOneLine ? indentAt(text, members[0].range.start) : `${outer}${stepOf(text)}`,
    fieldsAt: isOneLine ? open : fieldsAt,
    methodsAt: isOneLine ? node.end - 1 : last === undefined ? fieldsAt : endOfLine(text, last - 1, false),
    closing: isOneLine ? `\n${outer}` : "",
  };
}

function endOfLine(text: string, offset: number, isOneLine: boolean): number {
  return isOneLine ? offset : lineEnd(text, offset);
}

/** What the file steps in by, as its first indented line of code shows. */
function stepOf(text: string): string {
  return /^([ \t]+)[^\s*]/m.exec(text)?.[1] ?? "  ";
}

function readMember(source: ts.SourceFile, node: ts.ClassElement): MemberPart | undefined {
  if (ts.isSemicolonClassElement(node)) return undefined;
  const range = { start: node.getStart(source), end: node.end };
  const words = wordsOf(source, node);
  const whole = withComments(source.text, range);
  const strings = longStrings(source, node);
  return { ...identityOf(source, node, words), range, whole, words, strings };
}

type Identity = Pick<MemberPart, "name" | "role" | "key" | "slots" | "shares" | "wantsArguments">;

function identityOf(source: ts.SourceFile, node: ts.ClassElement, words: readonly string[]): Identity {
  if (ts.isConstructorDeclaration(node)) return constructorIdentity(source, node);
  const name = node.name && (propertyName(node.name) ?? node.name.getText(source));
  if (name === undefined) {
    const key = words.join(" ");
    return { name: words[0] ?? "code", role: "code", key, slots: [key], shares: false, wantsArguments: false };
  }
  const side = ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static ? "static " : "";
  const half = ts.isGetAccessor(node) ? "get " : ts.isSetAccessor(node) ? "set " : "";
  const full = `${side}${half}${name}`;
  return {
    name: full,
    role: ts.isPropertyDeclaration(node) ? "field" : "method",
    key: full,
    slots: [`${side}${name}`],
    shares: half !== "",
    wantsArguments: false,
  };
}

function constructorIdentity(source: ts.SourceFile, node: ts.ConstructorDeclaration): Identity {
  const isNeeded = (parameter: ts.ParameterDeclaration): boolean =>
    !parameter.questionToken && !parameter.initializer && !parameter.dotDotDotToken;
  const declared = node.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, node));
  return {
    name: "constructor",
    role: "constructor",
    key: "constructor",
    slots: ["constructor", ...declared.map((parameter) => parameter.name.getText(source))],
    shares: false,
    wantsArguments: node.parameters.some(isNeeded),
  };
}
