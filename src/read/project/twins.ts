/** Files that others were made into, by their names alone: declarations, compiled twins, minified files and bundles. */
import type { FilePath } from "../../base/text/span.js";

export type TwinReason = "declaration" | "compiled" | "minified";

/**
 * @param exists whether a file of this path is there
 * @returns why the file is left out, or `undefined` for a source
 */
export function twinReason(file: FilePath, exists: (path: FilePath) => boolean): TwinReason | undefined {
  if (/([.-]min|\.bundle|\.chunk)\.[cm]?js$/.test(file) || /(^|\/)\.pnp(\.loader)?\.[cm]?js$/.test(file)) {
    return "minified";
  }
  const declaration = /^(.*)\.d\.([cm]?)ts$/.exec(file);
  if (declaration !== null) return beside(declaration, ["ts", "tsx", "js", "jsx"], exists) ? "declaration" : undefined;
  const script = /^(.*)\.([cm]?)jsx?$/.exec(file);
  if (script === null) return undefined;
  return beside(script, ["ts", "tsx"], exists) || isBuiltFromSource(script, exists) ? "compiled" : undefined;
}

/**
 * Folders called `dist` without a source in a language that is compiled: nobody writes code there, wherever a manifest may be.
 *
 * @param files all that are listed
 */
export function outputFolders(files: readonly FilePath[]): (file: FilePath) => boolean {
  const folderOf = (file: FilePath): FilePath | undefined => /^(?:.*?\/)?dist(?=\/)/.exec(file)?.[0];
  const isWritten = (file: FilePath): boolean => !/\.(?:[cm]?js|d\.[cm]?ts|json|md)$/.test(file);
  const written = new Set(files.filter(isWritten).flatMap((file) => folderOf(file) ?? []));
  return (file) => {
    const folder = folderOf(file);
    return folder !== undefined && !written.has(folder);
  };
}

/** `build/database/index.js` beside `src/database/index.js`: committed output of a compiler. */
function isBuiltFromSource([, stem = ""]: RegExpExecArray, exists: (path: FilePath) => boolean): boolean {
  const [, project = "", path] = /^(.*\/)?(?:build|compiled|dist|out|output|test-build)\/(.+)$/.exec(stem) ?? [];
  if (path === undefined) return false;
  return ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs"].some((ending) => exists(`${project}src/${path}.${ending}`));
}

/** A stem and its `c` or `m`, which goes before each ending: `x.mjs` is made of `x.mts`. */
function beside(
  [, stem = "", flavour = ""]: RegExpExecArray,
  endings: readonly string[],
  exists: (path: FilePath) => boolean,
): boolean {
  return endings.some((ending) => exists(`${stem}.${flavour}${ending}`));
}
