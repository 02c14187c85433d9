/** Only the folder of a language, and what every program of it has, name its syntax. Paths of files are not syntax. */
import ts from "typescript";
import { expect, it } from "vitest";
import { nodesOf, readSources, type SourceFile } from "./read-sources.js";

const KNOWING = ["read/languages/python/", "read/languages/typescript/", "read/program/standard/"];

/** Files and folders that speak of languages by what they are for. */
const ABOUT_LANGUAGES = [
  // The catalogue says how each package is imported and used, each in its language.
  "read/drivers/",
  // Pages and examples show code.
  "cli/pages/",
  "read/config/schema/examples.ts",
];

const SYNTAX: readonly RegExp[] = [
  // Members that Python calls: `__enter__`. Others between underscores are files and folders.
  /__(?!init__|mocks__|tests?__|fixtures__|pycache__|editable__)(?:a\??)?(?:\\w\+|[a-z]+)__/,
  /\basync (?:with|for)\b/,
  /\bdef\b/,
  /contextmanager|enter_(?:async_)?context/,
  /\bSymbol\.|await using\b/,
  /\bmodule\.exports\b|use client/,
];

interface Exception {
  readonly path: string;
  readonly because: string;
}

/** The list may only shrink. */
const EXCEPTIONS: readonly Exception[] = [
  { path: "read/facts/releases.ts", because: "the one list of names that release a handle has those of blocks, too" },
  { path: "change/rewrite/templates.ts", because: "its templates write `using`, which only TypeScript has" },
  { path: "change/rewrite/disposables.ts", because: "its templates write `using`, which only TypeScript has" },
  { path: "change/rewrite/importing.ts", because: "a refusal quotes the mark that the user has to look at" },
  { path: "change/shim/write.ts", because: "a refusal quotes the mark that the user has to look at" },
];

const SPEAKING = readSources()
  .filter(({ path }) => ![...KNOWING, ...ABOUT_LANGUAGES].some((place) => path.startsWith(place)))
  .flatMap((file) => syntaxIn(file).map((written) => ({ path: file.path, written })));

it("names the syntax of one language in that language's own folder", () => {
  const unexpected = SPEAKING.filter(({ path }) => !EXCEPTIONS.some((known) => known.path === path));
  expect(unexpected.map(({ path, written }) => `${path}: ${written}`)).toEqual([]);
});

it("keeps no exception that is no longer needed", () => {
  expect(EXCEPTIONS.filter(({ path }) => !SPEAKING.some((place) => place.path === path))).toEqual([]);
});

it.each(["/^__a?enter__$/", '"__aexit__"', "/^__\\w+__$/", `"async with"`, '"[Symbol.dispose]"', "a === 'python'"])(
  "takes %s for syntax",
  (text) => {
    expect(syntaxIn({ path: "a.ts", text, imports: [] })).not.toEqual([]);
  },
);

it.each(['"__init__.py"', '"tests/__mocks__"', '"with the default"', "a === 'promise'"])("leaves %s alone", (text) => {
  expect(syntaxIn({ path: "a.ts", text, imports: [] })).toEqual([]);
});

/** Literals with a word of a language in them, and questions which language a file is in. */
function syntaxIn(file: SourceFile): readonly string[] {
  return nodesOf(file).flatMap((node) => {
    const written = literalOf(node);
    if (written === undefined) return [];
    return SYNTAX.some((each) => each.test(written)) || asksLanguage(node) ? [written] : [];
  });
}

function literalOf(node: ts.Node): string | undefined {
  const isLiteral =
    ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node) || ts.isTemplateExpression(node);
  return isLiteral ? node.getText() : undefined;
}

function asksLanguage(node: ts.Node): boolean {
  const isName = ts.isStringLiteral(node) && ["python", "typescript"].includes(node.text);
  return isName && (ts.isBinaryExpression(node.parent) || ts.isCaseClause(node.parent));
}
