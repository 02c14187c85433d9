/** Outlines: the text and the imports of every file, without parsing. */
import type { Problem } from "../../base/diagnostics/diagnostic.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import type { OutlinedImport } from "../../read/languages/language.js";
import { largestSourceBytes, readSource } from "../../read/project/source.js";
import { SourceTexts } from "./texts.js";

export interface OutlineInput {
  readonly files: FileSystem;
  /** In the order of paths. */
  readonly paths: readonly FilePath[];
  /** Called now and then with what is being done. */
  readonly progress?: (step: string, done: number, total: number) => void;
}

export interface Outlines {
  readonly texts: SourceTexts;
  readonly imports: ReadonlyMap<FilePath, readonly OutlinedImport[]>;
  readonly problems: readonly Problem[];
}

export function readOutlines(input: OutlineInput): Outlines {
  const texts = new SourceTexts();
  const outlineOf = texts.ask("outline");
  const imports = new Map<FilePath, readonly OutlinedImport[]>();
  const problems: Problem[] = [];
  input.paths.forEach((file, index) => {
    input.progress?.("reading", index, input.paths.length);
    const source = readSource(input.files, file, largestSourceBytes, "by-questions");
    if (source.kind === "problem") problems.push(source.problem);
    if (source.kind !== "text") return;
    texts.set(file, source.text);
    imports.set(file, outlineOf(file) ?? []);
  });
  return { texts, imports, problems };
}
