/** Finds names in comments, docstrings and documents. A file is parsed for it only where a name there matters. */

import { escaped } from "../../base/text/regexp.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { LANGUAGES, languageOf } from "../../read/languages/index.js";
import type { Language } from "../../read/languages/language.js";
import { remember } from "../../read/languages/remember.js";
import { isAgentInstructions } from "../../read/project/documents.js";
import { readSource } from "../../read/project/source.js";
import type { TextBlock } from "../../read/prose/block.js";
import { commentBlocks } from "../../read/prose/comments.js";
import { loadMarkdown, type ReadMarkdown } from "../../read/prose/markdown.js";
import { declares, mentionOf, namesIn, pathOf, type WrittenName } from "../../read/prose/names.js";
import { tellsOfAbsence } from "../../read/prose/tense.js";
import type { Gathered } from "../gather/gather.js";
import type { SourceTexts } from "../gather/texts.js";
import type { ExampleImport, Reference, ReferenceRequest, RuleContext } from "../rules/rule.js";

export interface Documents {
  readonly texts: ReadonlyMap<FilePath, string>;
  /** Absent where no document says anything that matters. */
  readonly read?: ReadMarkdown;
}

/** @param words without any, only instructions for agents matter */
export async function readDocuments(
  files: FileSystem,
  paths: readonly FilePath[],
  words: readonly string[],
): Promise<Documents> {
  const texts = new Map<FilePath, string>();
  for (const path of words.length === 0 ? paths.filter(isAgentInstructions) : paths) {
    const source = readSource(files, path, LARGEST_DOCUMENT_BYTES);
    if (source.kind === "text") texts.set(path, source.text);
  }
  const matters = [...texts.values()].some((text) => IMPORTS.test(text) || words.some((word) => text.includes(word)));
  return { texts, ...(matters ? { read: await loadMarkdown() } : {}) };
}

const IMPORTS = /^[ \t]*(?:import|from)\b|\brequire\(/m;

/** A longer one is made by a tool, and its parser takes time. */
const LARGEST_DOCUMENT_BYTES = 1_000_000;

export function createReferences(
  { allTexts, language }: Pick<Gathered, "allTexts" | "language">,
  documents: Documents,
): (request: ReferenceRequest) => readonly Reference[] {
  return (request) => [
    ...wantedIn(request, allTexts).flatMap((file) => {
      const text = allTexts.get(file) ?? "";
      return referencesIn(request, file, text, {
        isProse: outsideOfCode(file, text),
        blocks: () => {
          const reader = language(file);
          return reader && commentBlocks(text, reader.comments(file, text), reader.docstrings(file, text));
        },
      });
    }),
    ...[...documents.texts].flatMap(([file, text]) => {
      if (request.isLeft(file)) return [];
      const isOwn = remember((word: string) => !isForeignIn(request, text, word));
      return referencesIn(request, file, text, {
        isProse: ({ word }) => isOwn(word),
        blocks: () => documents.read?.(text),
      });
    }),
  ];
}

/** @returns a function that finds imports in the fences of documents, by what a language takes for imports without parsing */
export function createExampleImports(documents: Documents): RuleContext["exampleImports"] {
  return ({ isLeft, isWanted }) =>
    [...documents.texts].flatMap(([file, text]) => {
      if (documents.read === undefined || isLeft(file)) return [];
      const isMeant = LANGUAGES.some((language) => importsIn(language, text, isWanted).length > 0);
      if (!isMeant) return [];
      return documents.read(text).flatMap((block) => {
        const language = block.kind === "fence" && !block.past ? languageNamed(block.language ?? "") : undefined;
        if (language === undefined) return [];
        const code = text.slice(block.start, block.end);
        return importsIn(language, code, isWanted).flatMap(({ specifier, name }) => {
          const at = placeOf(code, specifier, name);
          if (at === undefined || isMarkedPast(code, at)) return [];
          const start = block.start + at;
          return [{ file, language: language.id, specifier, name, range: { start, end: start + name.length } }];
        });
      });
    });
}

/** Files that name what is wanted. */
function wantedIn({ words, isWanted }: ReferenceRequest, texts: SourceTexts): readonly FilePath[] {
  const asked = words.map((word) => texts.ask("paths", word));
  return [...texts.keys()].filter((file) => asked.some((paths) => paths(file)?.some((path) => isWanted(file, path))));
}

type Wanted = Pick<ExampleImport, "language" | "specifier" | "name">;

function importsIn(language: Language, text: string, isWanted: (each: Wanted) => boolean): readonly Wanted[] {
  return language.outline(text).flatMap(({ specifier, names, guess }) => {
    if (guess || specifier.startsWith(".")) return [];
    return (names ?? []).map((name) => ({ language: language.id, specifier, name })).filter(isWanted);
  });
}

/** The language of an ending, or of a name that fences have for it. */
function languageNamed(name: string): Language | undefined {
  return languageOf(`example.${ENDINGS[name.toLowerCase()] ?? name.toLowerCase()}`);
}

const ENDINGS: Readonly<Record<string, string>> = {
  javascript: "js",
  js: "js",
  node: "js",
  python: "py",
  python3: "py",
  typescript: "ts",
};

/** The name nearest to the path, before or after it. */
function placeOf(code: string, specifier: string, name: string): number | undefined {
  const path = code.indexOf(specifier);
  const places = [...code.matchAll(new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`, "g"))].map(
    ({ index }) => index,
  );
  return [...places].sort((a, b) => Math.abs(a - path) - Math.abs(b - path))[0];
}

/** A comment on the line says that it is not to be copied. */
function isMarkedPast(code: string, at: number): boolean {
  const line = code.slice(code.lastIndexOf("\n", at) + 1).split("\n", 1)[0] ?? "";
  return tellsOfAbsence(/(?:#|\/\/)(.*)$/.exec(line)?.[1] ?? "");
}

/** An example of the document has something else under the word: its own, or one of a package. */
function isForeignIn({ words, isForeign }: ReferenceRequest, text: string, word: string): boolean {
  const isImported = LANGUAGES.some((language) =>
    language
      .outline(text)
      .some(({ specifier, names, guess }) => !guess && names?.includes(word) && isForeign(language.id, specifier)),
  );
  return isImported || declares(text, word, words);
}

interface Reading {
  /** Whether a name may be in text that people read; found without parsing. */
  readonly isProse: (name: WrittenName) => boolean;
  readonly blocks: () => readonly TextBlock[] | undefined;
}

function referencesIn(
  { words, isWanted }: ReferenceRequest,
  file: FilePath,
  text: string,
  { isProse, blocks }: Reading,
): readonly Reference[] {
  const wanted = words
    .flatMap((word) => namesIn(text, word))
    .map((name) => ({ name, path: pathOf(text, name) }))
    .filter(({ name, path }) => isWanted(file, path) && isProse(name));
  if (wanted.length === 0) return [];
  const read = blocks() ?? [];
  return wanted.flatMap(({ name, path }) => {
    const mention = mentionOf(text, read, name);
    return mention === undefined ? [] : [{ file, path, mention }];
  });
}

/** The words that the language itself finds in code are no prose. */
function outsideOfCode(file: FilePath, text: string): (name: WrittenName) => boolean {
  const code = new Map<string, ReadonlySet<number>>();
  return ({ word, start, before }) => {
    const known = code.get(word) ?? new Set(languageOf(file)?.mentions(text, word));
    code.set(word, known);
    return !known.has(start + before.join(".").length + (before.length > 0 ? 1 : 0));
  };
}
