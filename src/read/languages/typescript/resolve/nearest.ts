/** Finds the file that was probably meant, for messages. */
import { distance } from "fastest-levenshtein";
import { baseName, directoryOf } from "../../../../base/text/paths.js";
import { compareText, type FilePath } from "../../../../base/text/span.js";
import { type ScriptProject, stemOf } from "./project.js";

/** A like name in the same directory; else the file of that name elsewhere, when there is one only. */
export function nearestFile(project: ScriptProject, path: FilePath): FilePath | undefined {
  const wanted = withoutExtension(baseName(path));
  const namesakes = project.sourcesNamed(stemOf(wanted)).filter((file) => withoutExtension(baseName(file)) === wanted);
  return mostAlike(wanted, project.sourcesIn(directoryOf(path))) ?? (namesakes.length === 1 ? namesakes[0] : undefined);
}

function mostAlike(wanted: string, files: readonly FilePath[]): FilePath | undefined {
  const ranked = files
    .map((file) => ({ file, far: difference(wanted, withoutExtension(baseName(file))) }))
    .filter(({ far }) => far <= wanted.length / 3)
    .sort((a, b) => a.far - b.far || compareText(a.file, b.file));
  return ranked[0]?.file;
}

/** Capitals are the least of differences: on many machines the file would even be found. */
function difference(wanted: string, name: string): number {
  return distance(wanted.toLowerCase(), name.toLowerCase());
}

function withoutExtension(name: string): string {
  return name.replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
}
