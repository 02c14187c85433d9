/** The front ends of the languages. With a cache, a parser is loaded only for a question that no earlier run has asked. */
import type { FilePath } from "../../base/text/span.js";
import type { FileFacts } from "../facts/facts.js";
import { languageOf } from "./index.js";
import type { Language, LoadedLanguage } from "./language.js";

/** Where answers of earlier runs are kept. */
export interface Answers {
  get(key: readonly string[]): unknown;
  put(key: readonly string[], answer: unknown): void;
}

export interface FrontEnds {
  /** From now on there is a front end for the languages of these files. */
  use(files: Iterable<FilePath>): void;
  /** Loads the parsers of these files. */
  load(files: Iterable<FilePath>): Promise<void>;
  /**
   * @returns what may throw `ParserNeeded` where there is a cache and the parser of the file is not loaded; `undefined` where no file of
   * the language was used, whatever the cache knows
   */
  of(file: FilePath): LoadedLanguage | undefined;
}

/** A question is new, and only a parser can answer it: load the parsers and begin again, since what was computed so far is incomplete. */
export class ParserNeeded extends Error {
  constructor() {
    super("a parser has to be loaded first");
    this.name = "ParserNeeded";
  }
}

export function createFrontEnds(cache?: Answers): FrontEnds {
  const used = new Set<Language>();
  const loaded = new Map<Language, LoadedLanguage>();
  const cached = new Map<Language, LoadedLanguage>();
  const cachedLanguage = (language: Language, from: Answers): LoadedLanguage => {
    const known = cached.get(language) ?? answerFrom(from, () => loadedOf(language));
    cached.set(language, known);
    return known;
  };
  function loadedOf(language: Language): LoadedLanguage {
    const known = loaded.get(language);
    if (known === undefined) throw new ParserNeeded();
    return known;
  }
  const languagesOf = (files: Iterable<FilePath>) => new Set([...files].flatMap((file) => languageOf(file) ?? []));
  return {
    use(files) {
      for (const language of languagesOf(files)) used.add(language);
    },
    async load(files) {
      for (const language of languagesOf(files)) {
        if (!loaded.has(language)) loaded.set(language, await language.load());
      }
    },
    of(file) {
      const language = languageOf(file);
      if (language === undefined || !used.has(language)) return undefined;
      return cache === undefined ? loaded.get(language) : cachedLanguage(language, cache);
    },
  };
}

export function cachedFacts(cache: Answers | undefined, file: FilePath, text: string): FileFacts | undefined {
  return cache?.get([FACTS, file, text]) as FileFacts | undefined;
}

const FACTS = "facts";

/** All that a front end says of a text depends on the text and its path alone. Edits are not kept. */
function answerFrom(cache: Answers, real: () => LoadedLanguage): LoadedLanguage {
  function keep<Answer>(question: string, file: FilePath, text: string, ask: () => Answer): Answer {
    const key = [question, file, text];
    const known = cache.get(key);
    if (known !== undefined) return known as Answer;
    const answer = ask();
    cache.put(key, answer);
    return answer;
  }
  return {
    extract: (file, text) => keep(FACTS, file, text, () => real().extract(file, text)),
    codeOf: (file, text) => keep("code", file, text, () => real().codeOf(file, text)),
    locate: (file, text, range) =>
      keep(`locate ${range.start} ${range.end}`, file, text, () => real().locate(file, text, range)),
    definitions: (file, text) => new Set(keep("definitions", file, text, () => [...real().definitions(file, text)])),
    comments: (file, text) => keep("comments", file, text, () => real().comments(file, text)),
    docstrings: (file, text) => keep("docstrings", file, text, () => real().docstrings(file, text)),
    commentRanges: {
      from: (file, text, offset) =>
        keep(`from ${offset}`, file, text, () => real().commentRanges.from(file, text, offset)),
      to: (file, text, offset) => keep(`to ${offset}`, file, text, () => real().commentRanges.to(file, text, offset)),
      first: (file, text) => keep("first", file, text, () => real().commentRanges.first(file, text)),
    },
    get writer() {
      return real().writer;
    },
    get mover() {
      return real().mover;
    },
  };
}
