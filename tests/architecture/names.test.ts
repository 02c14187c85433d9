/** A type means one thing: no exported name of one is defined twice. */
import ts from "typescript";
import { expect, it } from "vitest";
import { nodesOf, readSources } from "./read-sources.js";

/** Names that are defined more than once today. The list may only shrink. */
const TWICE: readonly string[] = ["Context", "Given", "Invocation", "Place"];

const DEFINED = new Map<string, readonly string[]>();
for (const file of readSources()) {
  for (const node of nodesOf(file)) {
    const name = exportedType(node);
    if (name !== undefined) DEFINED.set(name, [...(DEFINED.get(name) ?? []), file.path]);
  }
}

it("defines each exported type once", () => {
  const twice = [...DEFINED].filter(([name, files]) => files.length > 1 && !TWICE.includes(name));
  expect(twice.map(([name, files]) => `${name}: ${files.join(", ")}`).sort()).toEqual([]);
});

it("keeps no exception that is no longer needed", () => {
  expect(TWICE.filter((name) => (DEFINED.get(name) ?? []).length < 2)).toEqual([]);
});

function exportedType(node: ts.Node): string | undefined {
  const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
  if (!isType || !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return undefined;
  return node.name?.text;
}
