/** Which files import a file, by specifiers alone. */

import { escaped } from "../../base/text/regexp.js";
import type { FilePath } from "../../base/text/span.js";
import { remember } from "../../read/languages/remember.js";
import type { Resolution } from "../../read/languages/resolver.js";
import type { Outlines } from "./outlines.js";

export interface Importers {
  of(file: FilePath): readonly Importer[];
  /** The files that import a file, directly or through others. */
  reaching(file: FilePath): ReadonlySet<FilePath>;
  /** Those that take one of these names from a file: by the name, all at once, or as a member of what they import. */
  taking(file: FilePath, names: readonly string[]): readonly FilePath[];
}

export interface Importer {
  readonly file: FilePath;
  /** As it is written there. */
  readonly specifier: string;
  /** The imported names; absent if only a parser could find them. */
  readonly names?: readonly string[];
}

export type Resolve = (from: FilePath, specifier: string) => Resolution;

/** The index is built once, when first asked. */
export function createImporters(outlines: Outlines, resolving: Resolvers): Importers {
  const { texts } = outlines;
  let index: ReadonlyMap<FilePath, readonly Importer[]> | undefined;
  const importersOf = (file: FilePath): readonly Importer[] => {
    index ??= indexImporters(outlines, resolving);
    return index.get(file) ?? [];
  };
  const reaching = remember((file: FilePath): ReadonlySet<FilePath> => {
    const found = new Set<FilePath>();
    for (let pending = [file]; pending.length > 0; ) {
      const next = pending.flatMap((each) => importersOf(each).map((importer) => importer.file));
      pending = [...new Set(next)].filter((each) => !found.has(each));
      for (const each of pending) found.add(each);
    }
    return found;
  });
  return {
    of: importersOf,
    reaching,
    taking(file, names) {
      if (names.length === 0) return [];
      const named = texts.ask("matches", `(?<![\\w$])(?:${names.map(escaped).join("|")})(?![\\w$])`);
      const seen = new Set<FilePath>();
      const takes = (importer: Importer, from: FilePath): boolean => {
        if (importer.names === undefined) return texts.ask("asksModule", stemOf(from), names)(importer.file) === true;
        return importer.names.includes("*")
          ? named(importer.file) === true
          : importer.names.some((name) => names.includes(name));
      };
      // Those that bring all names pass them on, also where they use none.
      const takenFrom = (from: FilePath): readonly FilePath[] => {
        if (seen.has(from)) return [];
        seen.add(from);
        return importersOf(from).flatMap((importer) => {
          const further = importer.names?.includes("*") ? takenFrom(importer.file) : [];
          return further.length > 0 || takes(importer, from) ? [importer.file, ...further] : [];
        });
      };
      return takenFrom(file);
    },
  };
}

/** The name by which a module goes: `users` of `app/users.py` and of `app/users/__init__.py`. */
function stemOf(file: FilePath): string {
  return /([^/]+?)(?:\/(?:__init__|index))?\.\w+$/.exec(file)?.[1] ?? file;
}

interface Resolvers {
  readonly resolve: Resolve;
  /** The same for one reading of an import that may have another. */
  readonly guess: Resolve;
}

function indexImporters(outlines: Outlines, resolvers: Resolvers): ReadonlyMap<FilePath, readonly Importer[]> {
  const importers = new Map<FilePath, Importer[]>();
  for (const [file, imports] of outlines.imports) {
    for (const { specifier, names, guess } of imports) {
      const target = guess ? resolvers.guess(file, specifier) : resolvers.resolve(file, specifier);
      if (target.kind !== "file") continue;
      const importer = { file, specifier, names };
      for (const module of [target.file, ...(target.others ?? [])]) {
        const list = importers.get(module);
        if (list === undefined) importers.set(module, [importer]);
        else list.push(importer);
      }
    }
  }
  return importers;
}
