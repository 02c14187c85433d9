/** Places in the bundle as places in the sources, for stacks that users report. */
import fs from "node:fs";
import { SourceMap } from "node:module";

/** @returns the text with the names and lines of sources, where a source map lies beside the file that it names */
export function inSources(stack: string): string {
  return stack.replace(/(file:[^\s()]+):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
    return sourceOf(file, Number(line), Number(column)) ?? place;
  });
}

/** @param line  from 1, as `column` */
function sourceOf(file: string, line: number, column: number): string | undefined {
  try {
    const map = new SourceMap(JSON.parse(fs.readFileSync(new URL(`${file}.map`), "utf8")));
    const found = map.findEntry(line - 1, column - 1);
    if (!("originalSource" in found)) return undefined;
    const source = found.originalSource.replace(/^(?:\.\.\/)+/, "");
    return `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  } catch {
    return undefined;
  }
}
