/** How a file names the accessor's module: as its own imports name files of the project, or as those of its package do. */
import type { FileFacts } from "../facts/facts.js";
import type { LoadedLanguage, ResolvedImport } from "../languages/language.js";
import type { Program } from "../program/program.js";
import type { FilePath } from "../text/span.js";

export interface SpecifierInput {
  readonly program: Program;
  packageOf(file: FilePath): FilePath;
}

/** @returns a function that gives the specifier by which a file may import a module of the project */
export function createSpecifiers({ program, packageOf }: SpecifierInput) {
  const elsewhere = new Map<FilePath, readonly ResolvedImport[]>();

  /** How other files import the module; of files that are in the same package, since aliases differ. */
  function importsOf(module: FilePath): readonly ResolvedImport[] {
    const known = elsewhere.get(module);
    if (known !== undefined) return known;
    const found = program.files
      .filter((facts) => packageOf(facts.file) === packageOf(module))
      .flatMap((facts) => resolvedImports(program, facts));
    elsewhere.set(module, found);
    return found;
  }

  return (facts: FileFacts, { writer }: Pick<LoadedLanguage, "writer">, module: FilePath): string =>
    writer.specifier({
      from: facts.file,
      target: module,
      neighbours: resolvedImports(program, facts),
      elsewhere: importsOf(module),
      leadsTo: (specifier) => {
        const target = program.resolve(facts.file, specifier);
        return target.kind === "file" ? target.file : undefined;
      },
    });
}

function resolvedImports(program: Program, facts: FileFacts): readonly ResolvedImport[] {
  return facts.imports.flatMap(({ specifier }) => {
    const target = program.resolve(facts.file, specifier);
    if (target.kind === "file") return [{ specifier, resolved: target.file }];
    // An import that leads nowhere shows how the file writes its imports all the same.
    const [meant] = target.kind === "missing" ? target.tried : [];
    return meant === undefined ? [] : [{ specifier, resolved: meant }];
  });
}
