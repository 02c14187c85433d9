/** The specifier under which a file imports the accessor, in the style of its own imports or those of its package. */

import type { FilePath } from "../../base/text/span.js";
import { type Accessor, accessorName } from "../../judge/databases/source.js";
import type { Importers } from "../../judge/gather/importers.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { LoadedLanguage, ResolvedImport } from "../../read/languages/language.js";
import type { Program } from "../../read/program/program.js";
import { symbolKey } from "../../read/program/values.js";

export type SpecifierInput = Pick<RuleContext, "program" | "packageOf" | "dependency" | "loading">;

export type Importable =
  | { readonly kind: "import"; readonly specifier: string; readonly name: string }
  /** No import of it can be written, and why. */
  | { readonly kind: "none"; readonly reason: string };

type Target = Pick<Accessor, "module" | "path" | "symbol">;

/**
 * @param importers by which names others have a file, which tells where such names begin
 * @returns a function that gives the import by which a file may have the accessor
 */
export function createSpecifiers(
  { program, packageOf, dependency, loading }: SpecifierInput,
  importers?: Pick<Importers, "of">,
) {
  const byPackage = new Map<FilePath, readonly ResolvedImport[]>();

  /** How the files of a package import files of the project. */
  function importsIn(directory: FilePath): readonly ResolvedImport[] {
    const known = byPackage.get(directory);
    if (known !== undefined) return known;
    const found = program.files
      .filter((facts) => packageOf(facts.file) === directory)
      .flatMap((facts) => resolvedImports(program, facts));
    byPackage.set(directory, found);
    return found;
  }

  /** `services.users` for `app/services/users.py`; a path is the importer's own. */
  function namesOf(file: FilePath): readonly ResolvedImport[] {
    const specifiers = (importers?.of(file) ?? []).map(({ specifier }) => specifier);
    const names = specifiers.filter((each) => /^\w+(?:\.\w+)*$/.test(each));
    return names.map((specifier) => ({ specifier, resolved: file }));
  }

  return (facts: FileFacts, { writer }: Pick<LoadedLanguage, "writer">, accessor: Target): Importable => {
    const { module, path } = accessor;
    const { esModule, bundled } = loading(facts.file);
    if (loading(module).esModule && isRequiring(facts, esModule))
      return { kind: "none", reason: `${module} is an ES module, which this file would have to \`require\`` };
    const leadsTo = (specifier: string): FilePath | undefined => {
      const target = program.resolve(facts.file, specifier);
      return target.kind === "file" ? target.file : undefined;
    };
    const neighbours = [...resolvedImports(program, facts), ...namesOf(facts.file)];
    const specifier = writer.specifier({
      from: facts.file,
      target: module,
      neighbours,
      // Of files that are in the same package, since aliases differ.
      elsewhere: importsIn(packageOf(module)),
      leadsTo,
      explicit: esModule && !bundled,
    });
    const [own, other] = [packageOf(facts.file), packageOf(module)];
    const [name = ""] = path;
    const written = { kind: "import", specifier, name } as const;
    if (own === other) return written;
    const named = dependency(facts.file, module);
    const specifiers = [...neighbours, ...importsIn(own)].map((one) => one.specifier);
    const known = [...specifiers, ...(named?.listed ? [named.name] : [])].flatMap((each) => {
      const resolved = isPath(each) ? undefined : leadsTo(each);
      return resolved === undefined ? [] : [{ specifier: each, resolved }];
    });
    const isHabit = (one: ResolvedImport) => isPath(one.specifier) && packageOf(one.resolved) === other;
    // What a package does not export by its name, only its sources have.
    const isInside = named !== undefined && specifier.startsWith(`${named.name}/`);
    const isFine = isPath(specifier) ? importsIn(own).some(isHabit) : leadsTo(specifier) === module && !isInside;
    return (
      publicName(program, accessor, known) ?? (isFine ? written : { kind: "none", reason: apart(accessor, own, other) })
    );
  };
}

/** CommonJS as written; what TypeScript compiles to depends on its compiler. */
function isRequiring({ file, imports }: FileFacts, isModule: boolean): boolean {
  if (isModule || !/\.c?jsx?$/.test(file)) return false;
  return file.endsWith(".cjs") || imports.some(({ kind }) => kind === "require");
}

/** A path out of a package holds in its sources, and not where the two are built or installed. */
function isPath(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** An import by which the package has files of the other one already, where that gives the accessor too. */
function publicName(
  program: Program,
  { module, path: [first = ""] }: Target,
  known: readonly ResolvedImport[],
): Importable | undefined {
  const wanted = program.symbols.exported(module, [first]);
  if (wanted === undefined) return undefined;
  for (const { specifier, resolved } of known) {
    const names = [first, ...program.modules.names(resolved)];
    const name = names.find((each) => {
      const symbol = program.symbols.exported(resolved, [each]);
      return symbol !== undefined && symbolKey(symbol) === symbolKey(wanted);
    });
    if (name !== undefined) return { kind: "import", specifier, name };
  }
  return undefined;
}

function apart(accessor: Target, own: FilePath, other: FilePath): string {
  const [from, to] = [own, other].map((directory) => (directory === "" ? "the project's root" : directory));
  return `\`${accessorName(accessor)}\` is part of ${to}, another package than ${from}, whose dependencies and imports do not lead to it`;
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
