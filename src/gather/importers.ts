/** Which files import a file, found from their specifiers alone. */
import type { Resolution } from "../languages/resolver.js";
import type { FilePath } from "../text/span.js";
import type { Outlines } from "./outlines.js";

export interface Importers {
  of(file: FilePath): readonly Importer[];
  /** Those that take one of these names from a file: by the name, all at once, or as a member of what they import. */
  taking(file: FilePath, names: readonly string[]): readonly FilePath[];
}

export interface Importer {
  readonly file: FilePath;
  /** The names that it takes; absent where they cannot be told without parsing. */
  readonly names?: readonly string[];
}

export type Resolve = (from: FilePath, specifier: string) => Resolution;

/** The index is built once, when first asked. */
export function createImporters(outlines: Outlines, resolve: Resolve): Importers {
  let index: ReadonlyMap<FilePath, readonly Importer[]> | undefined;
  const importersOf = (file: FilePath): readonly Importer[] => {
    index ??= indexImporters(outlines, resolve);
    return index.get(file) ?? [];
  };
  return {
    of: importersOf,
    taking(file, names) {
      const words = `(?:${names.map(quoted).join("|")})(?![\\w$])`;
      const [named, asked] = [new RegExp(`(?<![\\w$])${words}`), new RegExp(`\\.\\s*${words}`)];
      const takes = (importer: Importer): boolean => {
        const text = outlines.texts.get(importer.file) ?? "";
        if (importer.names === undefined) return asked.test(text);
        return importer.names.includes("*") ? named.test(text) : importer.names.some((name) => names.includes(name));
      };
      return names.length === 0
        ? []
        : importersOf(file)
            .filter(takes)
            .map((importer) => importer.file);
    },
  };
}

/** A name as a regular expression that finds it. */
export function quoted(name: string): string {
  return name.replace(/[$.*+?^{}()|[\]\\]/g, "\\$&");
}

function indexImporters(outlines: Outlines, resolve: Resolve): ReadonlyMap<FilePath, readonly Importer[]> {
  const importers = new Map<FilePath, Importer[]>();
  for (const [file, imports] of outlines.imports) {
    for (const { specifier, names } of imports) {
      const target = resolve(file, specifier);
      if (target.kind !== "file") continue;
      const importer = { file, ...(names === undefined ? {} : { names }) };
      const list = importers.get(target.file);
      if (list === undefined) importers.set(target.file, [importer]);
      else list.push(importer);
    }
  }
  return importers;
}
