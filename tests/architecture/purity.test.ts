/** The middle rooms touch no file, process, terminal or clock, and the types hold everywhere. */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { nodesOf, readSources, roomOf, type SourceFile } from "./read-sources.js";

const FILES = readSources();
const MIDDLE = FILES.filter(({ path }) => roomOf(path) !== "world");

/** Names through which a file would reach the world without being given it. */
const GLOBALS = new Set([
  "process",
  "console",
  "globalThis",
  "performance",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
]);

/** What gives another answer each time it is asked. */
const CHANCE = new Set(["Date.now", "Math.random", "new Date"]);

it("reaches files, processes, the terminal and the clock in src/base/world alone", () => {
  const reached = MIDDLE.flatMap((file) => [...nodeModules(file), ...globals(file)]);
  expect(reached).toEqual(["base/text/hash.ts: node:crypto"]); // a hash is a function of its text
});

it("builds the real world in bin, by src/start.ts, and in src/index.ts alone", () => {
  const builders = MIDDLE.filter(({ imports }) => imports.some((target) => /^base\/world\/real/.test(target)));
  expect(builders.map(({ path }) => path)).toEqual(["index.ts", "start.ts"]);
});

it("gives the same output for the same input: no chance, and no time but the clock's day", () => {
  expect(FILES.flatMap(chance)).toEqual([
    "base/world/real/files.ts: Date.now", // whether a file was changed a moment ago decides what is kept, never what is reported
    "base/world/real/world.ts: new Date",
  ]);
});

describe("in no source", () => {
  it.each([
    ["a default export", isDefaultExport],
    ["`any`", (node: ts.Node) => node.kind === ts.SyntaxKind.AnyKeyword],
    ["a non-null assertion", isNonNullAssertion],
  ])("is %s", (_, isBanned) => {
    expect(FILES.flatMap((file) => placesOf(file, isBanned))).toEqual([]);
  });

  it("is a comment that silences the compiler or the linter", () => {
    const silenced = /(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|nocheck|expect-error)|biome-ignore|eslint-disable)/;
    expect(FILES.filter(({ text }) => silenced.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

function nodeModules({ path, imports }: SourceFile): readonly string[] {
  return imports.filter((target) => target.startsWith("node:")).map((target) => `${path}: ${target}`);
}

function globals(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) =>
    ts.isIdentifier(node) && GLOBALS.has(node.text) && isReference(node) ? [`${file.path}: ${node.text}`] : [],
  );
}

/** Neither the name of a member nor a key. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name !== node;
  return !ts.isPropertySignature(parent) && !ts.isMethodDeclaration(parent) && !ts.isMethodSignature(parent);
}

function chance(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    const written = ts.isNewExpression(node) ? `new ${node.expression.getText()}` : node.getText();
    const isCandidate = ts.isNewExpression(node) || ts.isPropertyAccessExpression(node);
    return isCandidate && CHANCE.has(written) ? [`${file.path}: ${written}`] : [];
  });
}

function placesOf(file: SourceFile, isBanned: (node: ts.Node) => boolean): readonly string[] {
  return nodesOf(file)
    .filter(isBanned)
    .map((node) => {
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      return `${file.path}:${line + 1}`;
    });
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === "default";
  return node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent);
}

/** `value!`, and the `!` of a field or variable that says it will be set. */
function isNonNullAssertion(node: ts.Node): boolean {
  if (ts.isNonNullExpression(node)) return true;
  return (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken !== undefined;
}
