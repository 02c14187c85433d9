/** A type means one thing: no exported name of one is defined twice. */
import ts from "typescript";
import { expect, it } from "vitest";
import { nodesOf, readSources } from "./read-sources.js";

const DEFINED = new Map<string, readonly string[]>();
for (const file of readSources()) {
  for (const node of nodesOf(file)) {
    const name = exportedType(node);
    if (name !== undefined) DEFINED.set(name, [...(DEFINED.get(name) ?? []), file.path]);
  }
}

it("defines each exported type once", () => {
  const twice = [...DEFINED].filter(([, files]) => files.length > 1);
  expect(twice.map(([name, files]) => `${name}: ${files.join(", ")}`).sort()).toEqual([]);
});

function exportedType(node: ts.Node): string | undefined {
  const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
  if (!isType || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return undefined;
  return node.name?.text;
}
