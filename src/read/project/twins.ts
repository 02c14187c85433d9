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
