/** A Python project in memory: paths and their texts, and what git ignores. */
import { createResolver } from "../../../../../src/read/languages/python/resolve/index.js";
import type { Resolution, Resolver } from "../../../../../src/read/languages/resolver.js";

type Files = Readonly<Record<string, string>>;

/** @param ignored beginnings or endings of ignored paths */
export function resolverOf(files: Files, ignored: readonly string[] = []): Resolver {
  const isIgnored = (path: string) => ignored.some((part) => path.startsWith(part) || path.endsWith(part));
  return createResolver({
    files: Object.keys(files).filter((path) => /\.(pyi?|ts)$/.test(path) && !isIgnored(path)),
    exists: (path) => path in files,
    read: (path) => files[path],
    isIgnored,
  });
}

/** Answers in one line: `file app/db.py`, `external pypi:redis`, `missing, nearest app/db.py`. */
export function resolveIn(files: Files, ignored?: readonly string[]): (from: string, specifier: string) => string {
  const resolver = resolverOf(files, ignored);
  return (from, specifier) => inOneLine(resolver.resolve(from, specifier));
}

function inOneLine(found: Resolution): string {
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
}

/** Files without a text; `app/` is the package `app`. */
export function sources(...paths: readonly string[]): Files {
  return Object.fromEntries(paths.map((path) => [path.endsWith("/") ? `${path}__init__.py` : path, ""]));
}
