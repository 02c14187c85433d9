/** A project in memory: paths and their texts, and what git ignores. */
import { createResolver } from "../../../../../src/read/languages/typescript/resolve/index.js";

export interface ProjectInMemory {
  /** Every file; what is not JSON may be an empty text. */
  readonly files: Readonly<Record<string, string | object>>;
  /** Beginnings or endings of ignored paths: `src/generated/`, `.js`. */
  readonly ignored?: readonly string[];
}

/** Answers in one line: `file src/db.ts`, `external pg | `, `missing`. */
export function resolveIn({ files, ignored = [] }: ProjectInMemory): (from: string, specifier: string) => string {
  const isIgnored = (path: string) => ignored.some((part) => path.startsWith(part) || path.endsWith(part));
  const resolver = createResolver({
    files: Object.keys(files).filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !isIgnored(path)),
    exists: (path) => path in files,
    read(path) {
      const content = files[path];
      return typeof content === "object" ? JSON.stringify(content) : content;
    },
    isIgnored,
  });
  return (from, specifier) => {
    const found = resolver.resolve(from, specifier);
    switch (found.kind) {
      case "file":
        return `file ${found.file}`;
      case "external":
        return `external ${found.package}${found.subpath === "" ? "" : ` | ${found.subpath}`}`;
      case "generated":
      case "asset":
        return `${found.kind} ${found.path}`;
      case "namespace":
        return `namespace ${found.directory}`;
      case "missing":
        return found.nearest === undefined ? "missing" : `missing, nearest ${found.nearest}`;
    }
  };
}

/** Source files without a text. */
export function sources(...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, ""]));
}
