/** Parses files on demand: each once, and not again if an earlier run parsed the same text. */
import type { Problem } from "../../base/diagnostics/diagnostic.js";
import { Lines } from "../../base/text/lines.js";
import { type FilePath, spanOf } from "../../base/text/span.js";
import { unmeasured } from "../../base/world/timing.js";
import type { Code } from "../../read/facts/body.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { languageOf } from "../../read/languages/index.js";
import type { Language, LoadedLanguage } from "../../read/languages/language.js";
import type { GatherInput } from "./gather.js";
import type { Outlines } from "./outlines.js";

export interface Parser {
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly texts: ReadonlyMap<FilePath, string>;
  readonly problems: readonly Problem[];
  parse(files: Iterable<FilePath>): Promise<void>;
  language(file: FilePath): LoadedLanguage | undefined;
  /** What the functions of a file do that was parsed. */
  codeOf(file: FilePath): Code | undefined;
}

export function createParser(input: Pick<GatherInput, "known" | "progress" | "measure">, outlines: Outlines): Parser {
  const facts = new Map<FilePath, FileFacts>();
  const texts = new Map<FilePath, string>();
  const problems: Problem[] = [];
  const loaded = new Map<Language, LoadedLanguage>();
  const languageFor = (file: FilePath): LoadedLanguage | undefined => {
    const language = languageOf(file);
    return language && loaded.get(language);
  };

  async function load(files: readonly FilePath[]): Promise<void> {
    for (const language of new Set(files.flatMap((file) => languageOf(file) ?? []))) {
      if (!loaded.has(language)) loaded.set(language, await language.load());
    }
  }

  function parseFile(file: FilePath, text: string): void {
    const isKnown = input.known?.texts.get(file) === text;
    const earlier = isKnown ? input.known?.program.facts(file) : undefined;
    const found = earlier ?? languageFor(file)?.extract(file, text);
    if (found === undefined) return;
    facts.set(file, found);
    texts.set(file, text);
    problems.push(...syntaxProblems(found, text));
  }

  return {
    facts,
    texts,
    problems,
    language: languageFor,
    codeOf(file) {
      const text = texts.get(file);
      return text === undefined ? undefined : languageFor(file)?.codeOf(file, text);
    },
    async parse(files) {
      const wanted = [...files].filter((file) => !facts.has(file));
      const { measure = unmeasured } = input;
      await measure("load parsers", () => load(wanted));
      measure("parse and extract", () =>
        wanted.forEach((file, index) => {
          input.progress?.("analysing", index, wanted.length);
          parseFile(file, outlines.texts.get(file) ?? "");
        }),
      );
    },
  };
}

/** One problem a file: what follows the first is mostly its echo. */
function syntaxProblems(facts: FileFacts, text: string): readonly Problem[] {
  const [first] = facts.problems;
  if (first === undefined) return [];
  const { line, column } = new Lines(text).positionOf(first.range.start);
  const message = `does not parse at ${line}:${column}: ${first.message}`;
  return [{ kind: "syntax", file: facts.file, message, span: spanOf(facts.file, first.range) }];
}
