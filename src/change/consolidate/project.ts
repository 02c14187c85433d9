/** The project during a consolidation: its analysis, and the texts with the changes so far. */

import { applyEdits, type TextEdit } from "../../base/edits/apply.js";
import type { FileChange } from "../../base/text/patch.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import type { Analysis } from "../../judge/analysis/analyse.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { LoadedLanguage, ResolvedImport } from "../../read/languages/language.js";
import type { Program } from "../../read/program/program.js";

export interface Project {
  readonly analysis: Analysis;
  /** As it was before any change. */
  readonly program: Program;
  readonly texts: ReadonlyMap<FilePath, string>;
  /** @throws where the file was not read, which nobody may ask about */
  language(file: FilePath): LoadedLanguage;
  textOf(file: FilePath): string;
  lineOf(file: FilePath, offset: number): number;
  /** How another file is named in this one. */
  specifier(from: FilePath, target: FilePath): string;
}

export function createProject(analysis: Analysis): Project {
  const { program, texts, language } = analysis.gathered;
  const textOf = (file: FilePath): string => texts.get(file) ?? "";
  const habits = new Map<FilePath, readonly ResolvedImport[]>();
  return {
    analysis,
    program,
    texts,
    textOf,
    language(file) {
      const loaded = language(file);
      if (loaded === undefined) throw new Error(`${file} is asked about and was not read`);
      return loaded;
    },
    lineOf: (file, offset) => analysis.subject.lineOf({ file, start: offset, end: offset }),
    specifier(from, target) {
      const facts = program.facts(from);
      const { packageOf } = analysis.subject;
      const home = packageOf(target);
      const elsewhere = habits.get(home) ?? habitsOf(analysis, home);
      habits.set(home, elsewhere);
      const neighbours = facts ? resolvedImports(program, facts) : [];
      const writer = language(from)?.writer ?? language(target)?.writer;
      return writer?.specifier({ from, target, neighbours, elsewhere }) ?? target;
    },
  };
}

/** How the files of a package import each other; from outlines, so that unparsed files count too. */
function habitsOf({ gathered, subject }: Analysis, home: FilePath): readonly ResolvedImport[] {
  const files = [...gathered.outlined].filter(([file]) => subject.packageOf(file) === home);
  return files.flatMap(([file, imports]) =>
    imports.flatMap(({ specifier, guess }) => {
      const target = guess ? undefined : gathered.program.resolve(file, specifier);
      return target?.kind === "file" ? [{ specifier, resolved: target.file }] : [];
    }),
  );
}

function resolvedImports(program: Program, facts: FileFacts): readonly ResolvedImport[] {
  return facts.imports.flatMap(({ specifier }) => {
    const target = program.resolve(facts.file, specifier);
    return target.kind === "file" ? [{ specifier, resolved: target.file }] : [];
  });
}

/** Texts that grow step by step; each step sees what the ones before it made. */
export interface Draft {
  text(file: FilePath): string;
  facts(file: FilePath): FileFacts;
  edit(file: FilePath, edits: readonly TextEdit[]): void;
  remove(file: FilePath): void;
  isRemoved(file: FilePath): boolean;
  /** In the order of paths. */
  changes(): readonly FileChange[];
}

export function createDraft(project: Project): Draft {
  const texts = new Map<FilePath, string>();
  const removed = new Set<FilePath>();
  const known = new Map<FilePath, FileFacts>();
  const text = (file: FilePath): string => texts.get(file) ?? project.textOf(file);
  return {
    text,
    facts(file) {
      const unchanged = texts.has(file) ? undefined : project.program.facts(file);
      const facts = unchanged ?? known.get(file) ?? project.language(file).extract(file, text(file));
      known.set(file, facts);
      return facts;
    },
    edit(file, edits) {
      if (edits.length === 0) return;
      const edited = applyEdits(text(file), edits);
      if (edited.overlapping.length > 0) throw new Error(`two edits of ${file} overlap`);
      texts.set(file, edited.text);
      known.delete(file);
    },
    remove: (file) => void removed.add(file),
    isRemoved: (file) => removed.has(file),
    changes() {
      const files = new Set([...texts.keys(), ...removed]);
      return [...files]
        .sort(compareText)
        .map((file) => ({ file, before: project.textOf(file), ...(removed.has(file) ? {} : { after: text(file) }) }))
        .filter(({ before, after }) => before !== after);
    },
  };
}
