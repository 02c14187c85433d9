/** A compiler project for the files of one tsconfig, which is asked again after each change. */
import { type CompilerOptions, type FileSystemHost, Project, type SourceFile, ts } from "ts-morph";
import { Lines } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { CompilerConfig } from "./configs.js";
import type { Paths } from "./host.js";
import { createReliability, type Reliability } from "./reliability.js";
import type { TypeProblem } from "./types.js";

export interface TypeProject {
  /** Makes a file a root; what is not there is passed over. */
  add(file: FilePath): void;
  /** These files have other texts now. */
  refresh(files: readonly FilePath[]): void;
  /** What the compiler reports of a root. */
  problems(file: FilePath): readonly TypeProblem[];
}

export function createTypeProject(config: CompilerConfig, host: FileSystemHost, paths: Paths): TypeProject {
  const project = new Project({ fileSystem: host, compilerOptions: optionsFor(config.options) });
  const roots = new Map<FilePath, SourceFile>();
  const add = (file: FilePath): void => {
    const source = roots.has(file) ? undefined : project.addSourceFileAtPathIfExists(paths.absolute(file));
    if (source !== undefined) roots.set(file, source);
  };
  let judged: { readonly program: ts.Program; readonly reliability: Reliability } | undefined;
  config.ambient.forEach(add);
  return {
    add,
    refresh(files) {
      for (const file of files) project.getSourceFile(paths.absolute(file))?.refreshFromFileSystemSync();
    },
    problems(file) {
      const source = roots.get(file)?.compilerNode;
      if (source === undefined) return [];
      const program = project.getProgram().compilerObject;
      if (program !== judged?.program) judged = { program, reliability: createReliability(program) };
      const { reliability } = judged;
      return program.getSemanticDiagnostics(source).map((each) => ({
        ...toProblem(file, source.text, each),
        isUnreliable: reliability.isUnreliable(each, source),
      }));
    },
  };
}

/**
 * The compiler is a later one than many projects', whose defaults were milder: it would find errors that theirs does not.
 * Declarations of packages are not ours to judge, and nothing is ever emitted.
 */
function optionsFor(options: CompilerOptions): CompilerOptions {
  return {
    ...options,
    strict: options.strict ?? false,
    types: options.types ?? ["*"],
    skipLibCheck: true,
    noEmit: true,
    incremental: false,
    composite: false,
  };
}

function toProblem(
  file: FilePath,
  text: string,
  { start = 0, code, messageText }: ts.Diagnostic,
): Omit<TypeProblem, "isUnreliable"> {
  const { line, column } = new Lines(text).positionOf(start);
  // What follows the first line of a chain explains it; that differs between versions of the same mistake.
  const [message = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
  return { file, line, column, code, message };
}
