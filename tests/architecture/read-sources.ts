/** The sources of the tool as the compiler sees them: what each file imports, and its tree. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

const SOURCES = join(import.meta.dirname, "../../src");

export interface SourceFile {
  /** Relative to `src`, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Files of `src`, by their path, and names of packages. */
  readonly imports: readonly string[];
}

export function readSources(): readonly SourceFile[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(SOURCES, path), "utf8");
      const imported = ts.preProcessFile(text, true, true).importedFiles;
      return { path, text, imports: imported.map(({ fileName }) => targetOf(path, fileName)) };
    });
}

function targetOf(from: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts") : specifier;
}

/** `languages` for `read/languages/language.ts`; a file directly on a floor, or in `src`, is in the room of that name. */
export function roomOf(path: string): string {
  const [floor = path, room = floor] = path.split("/");
  return room.endsWith(".ts") ? floor : room;
}

/** Every node of a file, with its parents set. */
export function nodesOf({ path, text }: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return nodes;
}
