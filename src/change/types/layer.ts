/**
 * Checks files with the compiler, one compiler project per tsconfig. Only the checked files and ambient declarations are
 * roots; imports are read as the compiler reaches them.
 */
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { type CompilerConfig, createConfigs } from "./configs.js";
import { createHost, createPaths } from "./host.js";
import { createTypeProject, type TypeProject } from "./project.js";
import type { TypeLayer, TypeProblem } from "./types.js";

export function createTypeLayer(files: FileSystem): TypeLayer {
  let changed: ReadonlyMap<FilePath, string> = new Map();
  const paths = createPaths(files.root);
  const host = createHost(files, paths, () => changed);
  const configs = createConfigs(files, host, paths);
  const projects = new Map<FilePath, TypeProject>();

  function projectOf(config: CompilerConfig): TypeProject {
    const project = projects.get(config.file) ?? createTypeProject(config, host, paths);
    projects.set(config.file, project);
    return project;
  }

  function change(texts: ReadonlyMap<FilePath, string>): void {
    const stale = [...new Set([...changed.keys(), ...texts.keys()])].filter(
      (file) => changed.get(file) !== texts.get(file),
    );
    changed = texts;
    for (const project of projects.values()) project.refresh(stale);
  }

  return {
    judge(texts, judged) {
      change(texts);
      const notes = new Set<string>();
      const covered: { readonly file: FilePath; readonly config: CompilerConfig }[] = [];
      for (const file of judged) {
        const found = configs.covering(file);
        if (found.kind === "config") covered.push({ file, config: found.config });
        else if (found.note !== undefined) notes.add(found.note);
      }
      // All roots first: each that comes later would make the compiler begin again.
      for (const { file, config } of covered) projectOf(config).add(file);
      const problems = covered.flatMap(({ file, config }): readonly TypeProblem[] => projectOf(config).problems(file));
      return { problems, notes: [...notes], judged: covered.map(({ file }) => file) };
    },
  };
}
