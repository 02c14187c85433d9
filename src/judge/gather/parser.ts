/** Parses files on demand: each once, and not again if an earlier run parsed the same text. */
import type { Problem } from "../../base/diagnostics/diagnostic.js";
import { Lines } from "../../base/text/lines.js";
import { type FilePath, spanOf } from "../../base/text/span.js";
import { unmeasured } from "../../base/world/timing.js";
import type { Code } from "../../read/facts/body.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { cachedFacts, createFrontEnds } from "../../read/languages/front-ends.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import type { GatherInput } from "./gather.js";
import type { Outlines } from "./outlines.js";

export interface Parser {
  readonly facts: ReadonlyMap<FilePath, FileFacts>;
  readonly texts: ReadonlyMap<FilePath, string>;
  readonly problems: readonly Problem[];
  parse(files: Iterable<FilePath>): Promise<void>;
  language(file: FilePath): LoadedLanguage | undefined;
  /** Loads the parsers of all files that were parsed, or whose facts were cached. */
  load(): Promise<void>;
  /** What the functions of a file do that was parsed. */
  codeOf(file: FilePath): Code | undefined;
}

export function createParser(
  input: Pick<GatherInput, "known" | "cache" | "loadParsers" | "progress" | "measure">,
  outlines: Outlines,
): Parser {
  const { measure = unmeasured } = input;
  const facts = new Map<FilePath, FileFacts>();
  const texts = new Map<FilePath, string>();
  const problems: Problem[] = [];
  const frontEnds = createFrontEnds(input.cache);

  function keep(file: FilePath, text: string, found: FileFacts): void {
    facts.set(file, found);
    texts.set(file, text);
    problems.push(...syntaxProblems(found, text));
  }

  /** What an earlier run read of the same text. */
  function earlierFacts(file: FilePath, text: string): FileFacts | undefined {
    const isKnown = input.known?.texts.get(file) === text;
    return (isKnown ? input.known?.program.facts(file) : undefined) ?? cachedFacts(input.cache, file, text);
  }

  return {
    facts,
    texts,
    problems,
    language: frontEnds.of,
    load: () => measure("load parsers", () => frontEnds.load(facts.keys())),
    codeOf(file) {
      const text = texts.get(file);
      return text === undefined ? undefined : frontEnds.of(file)?.codeOf(file, text);
    },
    async parse(files) {
      const wanted = [...files].filter((file) => !facts.has(file));
      frontEnds.use(wanted);
      const found = measure("take from the cache", () =>
        wanted.map((file) => {
          const text = outlines.texts.get(file) ?? "";
          return { file, text, earlier: earlierFacts(file, text) };
        }),
      );
      const isEager = input.cache === undefined || input.loadParsers === true;
      const unread = found.filter(({ earlier }) => isEager || earlier === undefined);
      await measure("load parsers", () => frontEnds.load(unread.map(({ file }) => file)));
      measure("parse and extract", () =>
        found.forEach(({ file, text, earlier }, index) => {
          input.progress?.("analysing", index, found.length);
          const extracted = earlier ?? frontEnds.of(file)?.extract(file, text);
          if (extracted !== undefined) keep(file, text, extracted);
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
