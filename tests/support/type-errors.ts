/** What the compiler has against a project in memory, with this checkout's packages; what it knows of those is kept. */
import { dirname, join } from "node:path";
import { ts } from "ts-morph";
import type { MemoryFiles } from "./memory-world.js";

/** Below the checkout, so that its packages are found; nothing is there. */
const ROOT = join(import.meta.dirname, "../../no-such-folder");

/** Of projects that bring no tsconfig of their own. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.esnext.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  types: ["node"],
  noEmit: true,
};

/** ts-morph has the compiler without the library that its programs stand on. */
const LIBRARY = join(import.meta.dirname, "../../node_modules/typescript/lib");

const known = new Map<string, ts.SourceFile | undefined>();

/** One line each, without its place, which moves: `src/users.ts: TS2339 Property …`. */
export function typeErrors(files: MemoryFiles): readonly string[] {
  const names = Object.keys(files).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const program = ts.createProgram(
    names.map((name) => join(ROOT, name)),
    OPTIONS,
    hostOf(files),
  );
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(ROOT))
    .flatMap((source) => program.getSemanticDiagnostics(source))
    .map(({ file, code, messageText }) => {
      const message = ts.flattenDiagnosticMessageText(messageText, " ").replaceAll(ROOT, "");
      return `${file?.fileName.slice(ROOT.length + 1)}: TS${code} ${message}`;
    });
}

function hostOf(files: MemoryFiles): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const textOf = (path: string): string | undefined => {
    const text = path.startsWith(ROOT) ? files[path.slice(ROOT.length + 1)] : undefined;
    return typeof text === "string" ? text : undefined;
  };
  const folders = new Set(Object.keys(files).flatMap((file) => foldersAbove(join(ROOT, file))));
  return {
    ...host,
    getDefaultLibLocation: () => LIBRARY,
    getDefaultLibFileName: () => join(LIBRARY, "lib.esnext.d.ts"),
    fileExists: (path) => (path.startsWith(ROOT) ? textOf(path) !== undefined : ts.sys.fileExists(path)),
    readFile: (path) => (path.startsWith(ROOT) ? textOf(path) : ts.sys.readFile(path)),
    directoryExists: (path) => (path.startsWith(ROOT) ? folders.has(path) : ts.sys.directoryExists(path)),
    getSourceFile: (path, version) => {
      const text = textOf(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version, true);
      if (!known.has(path)) known.set(path, host.getSourceFile(path, version));
      return known.get(path);
    },
  };
}

function foldersAbove(path: string): readonly string[] {
  return path.length <= ROOT.length ? [] : [dirname(path), ...foldersAbove(dirname(path))];
}
