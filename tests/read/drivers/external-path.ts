/**
 * Reads a few statements and tells what the last expression is, as steps from a package. It knows just enough of
 * TypeScript for the cases beside it, and nothing of the front end that does this for whole programs.
 */
import ts from "typescript";
import type { ExternalPath } from "../../../src/read/drivers/driver.js";
import { driverModule } from "../../../src/read/drivers/index.js";
import { splitSpecifier } from "../../../src/read/drivers/specifier.js";

interface Value {
  readonly specifier: string;
  readonly steps: readonly string[];
}

type Scope = Map<string, Value>;

/** @throws where the code is not of the few kinds that the cases need */
export function externalPathOf(code: string): ExternalPath {
  const file = ts.createSourceFile("case.ts", code, ts.ScriptTarget.Latest, true);
  const scope: Scope = new Map();
  let last: Value | undefined;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) bindImport(statement, scope);
    else if (ts.isVariableStatement(statement)) statement.declarationList.declarations.map((it) => bind(it, scope));
    else if (ts.isExpressionStatement(statement)) last = evaluate(statement.expression, scope);
  }
  if (!last) throw new Error(`no expression at the end of: ${code}`);
  const module = driverModule(last.specifier) ?? splitSpecifier(last.specifier) ?? { package: "", subpath: "" };
  return { ...module, path: last.steps };
}

function bindImport(statement: ts.ImportDeclaration, scope: Scope): void {
  const specifier = textOf(statement.moduleSpecifier);
  const clause = statement.importClause;
  if (clause?.name) scope.set(clause.name.text, { specifier, steps: ["default"] });
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) scope.set(bindings.name.text, { specifier, steps: [] });
  if (bindings && ts.isNamedImports(bindings)) {
    for (const { name, propertyName } of bindings.elements) {
      scope.set(name.text, { specifier, steps: [(propertyName ?? name).text] });
    }
  }
}

function bind(declaration: ts.VariableDeclaration, scope: Scope): void {
  if (!declaration.initializer) throw new Error("a variable without a value");
  const value = evaluate(declaration.initializer, scope);
  if (ts.isIdentifier(declaration.name)) scope.set(declaration.name.text, value);
  else if (ts.isObjectBindingPattern(declaration.name)) {
    for (const { name, propertyName } of declaration.name.elements) {
      scope.set(name.getText(), step(value, (propertyName ?? name).getText()));
    }
  }
}

function evaluate(node: ts.Expression, scope: Scope): Value {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return evaluate(node.expression, scope);
  if (ts.isPropertyAccessExpression(node)) return step(evaluate(node.expression, scope), node.name.text);
  if (ts.isNewExpression(node)) return step(evaluate(node.expression, scope), "new()");
  if (ts.isCallExpression(node)) return call(node, scope);
  if (ts.isIdentifier(node)) {
    const value = scope.get(node.text);
    if (value) return value;
  }
  throw new Error(`not understood: ${node.getText()}`);
}

function call(node: ts.CallExpression, scope: Scope): Value {
  const [argument] = node.arguments;
  if (argument && node.expression.getText() === "require") return { specifier: textOf(argument), steps: ["="] };
  if (argument && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return { specifier: textOf(argument), steps: ["*"] };
  }
  return step(evaluate(node.expression, scope), "()");
}

function step(value: Value, name: string): Value {
  return { specifier: value.specifier, steps: [...value.steps, name] };
}

function textOf(node: ts.Expression): string {
  return ts.isStringLiteral(node) ? node.text : node.getText();
}
