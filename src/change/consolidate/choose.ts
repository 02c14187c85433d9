/** Chooses the definition that is kept, and says why. */

import type { FilePath } from "../../base/text/span.js";
import { reachedFrom } from "../../judge/databases/link.js";
import { accessorName } from "../../judge/databases/source.js";
import type { SymbolRef } from "../../read/program/values.js";
import type { Definition } from "./consolidation.js";
import type { Project } from "./project.js";

export interface TargetChoice {
  readonly target: Definition;
  readonly because: string;
}

/** @param definitions at least one */
export function chooseTarget(
  project: Project,
  definitions: readonly Definition[],
  into?: FilePath,
): TargetChoice | undefined {
  const wanted = definitions.find(({ file }) => file === into);
  if (into !== undefined) return wanted && { target: wanted, because: "you named it with `--into`" };
  return byAccessor(project, definitions) ?? byUsers(project, definitions);
}

function byAccessor({ analysis, program }: Project, definitions: readonly Definition[]): TargetChoice | undefined {
  for (const { accessor, name } of analysis.subject.sources) {
    if (accessor === undefined) continue;
    const { module, symbol } = accessor;
    const own = definitions.find((each) => each.file === symbol.file && each.name === symbol.name);
    if (own) return { target: own, because: `it is the accessor of \`${name}\`` };
    const home = definitions.find(({ file }) => file === symbol.file || file === module);
    if (home) return { target: home, because: `it is next to the accessor \`${accessorName(accessor)}\`` };
    const reached = reachedFrom(program, [module, symbol.file]);
    const [built, ...others] = definitions.filter(({ file }) => reached.has(file));
    if (built && others.length === 0) {
      return { target: built, because: `the accessor \`${accessorName(accessor)}\` uses it` };
    }
  }
  return undefined;
}

function byUsers(project: Project, definitions: readonly Definition[]): TargetChoice | undefined {
  const counted = definitions.map((target) => ({ target, users: usersOf(project, target).length }));
  const most = Math.max(...counted.map(({ users }) => users));
  const [first, ...others] = counted.filter(({ users }) => users === most);
  const files = most === 1 ? "1 file" : `${most} files`;
  if (first === undefined) return undefined;
  const because =
    others.length === 0 ? `it has the most users: ${files}` : `each is used in ${files}, and its path sorts first`;
  return { target: first.target, because };
}

/** The files that import it, by whatever way. */
export function usersOf({ program }: Project, { file, name }: Definition): readonly FilePath[] {
  const isIt = (symbol: SymbolRef | undefined): boolean =>
    symbol?.file === file && symbol.name === name && symbol.path.length === 0;
  return program.files
    .filter((facts) => {
      const names = facts.imports.flatMap((each) => each.names.map(({ imported }) => ({ each, imported })));
      return names.some(({ each, imported }) =>
        isIt(program.symbols.of(facts.file, { kind: "import", specifier: each.specifier, name: imported })),
      );
    })
    .map((facts) => facts.file)
    .filter((each) => each !== file);
}
