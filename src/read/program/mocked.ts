/** What the mocks of tests replace, followed to what they name. */
import { baseName } from "../../base/text/paths.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { Mock } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import type { MemberLookup } from "./members.js";
import { type Modules, moduleOnPath } from "./modules.js";
import type { Linker } from "./program.js";
import { alternatives, type Value } from "./values.js";

export type Replaced =
  | { readonly kind: "member"; readonly of: Value; readonly name: string }
  /** All that a module exports. */
  | {
      readonly kind: "exports";
      readonly file: FilePath;
      /** What is exported instead: what a factory gives, or the file in `__mocks__`; absent: mocks of what there is. */
      readonly given?: Value;
    };

interface Names extends Pick<Linker["input"], "resolve"> {
  readonly members: MemberLookup;
  readonly modules: Modules;
  valueOf(file: FilePath, term: Term): Value;
}

/** @returns one for each thing that the name may mean; empty where it leads out of the program or cannot be followed */
export function replacedBy(names: Names, file: FilePath, mock: Mock): readonly Replaced[] {
  switch (mock.kind) {
    case "module":
      return replacedExports(names, file, mock);
    case "path":
      return replacedOnPath(names, file, mock.path);
    case "member":
      return alternatives(names.valueOf(file, mock.of)).map((of) => ({ kind: "member", of, name: mock.name }));
  }
}

function replacedExports(
  names: Names,
  file: FilePath,
  { specifier, factory }: Extract<Mock, { kind: "module" }>,
): readonly Replaced[] {
  const target = names.resolve(file, specifier);
  if (target.kind !== "file") return [];
  const given = factory === undefined ? twinOf(names, target.file) : names.valueOf(file, factory);
  return [{ kind: "exports", file: target.file, given }];
}

function twinOf({ resolve }: Names, file: FilePath): Value | undefined {
  const twin = resolve(file, `./__mocks__/${baseName(file).replace(/\.\w+$/, "")}`);
  return twin.kind === "file" ? { kind: "module", file: twin.file } : undefined;
}

/** The first name that is not there, or the last one, and what it is asked of. */
function replacedOnPath(names: Names, file: FilePath, path: string): readonly Replaced[] {
  const module = moduleOnPath(names, file, path);
  if (module === undefined || isHidden(names, file, path.split(".").slice(0, module.length))) return [];
  let of: Value = { kind: "module", file: module.file };
  for (const name of module.names.slice(0, -1)) {
    const found = names.members.lookUp(of, name, file);
    if (found.kind === "absent") return [{ kind: "member", of, name }];
    const [next, ...others] = found.kind === "found" ? alternatives(found.value) : [];
    if (next === undefined || others.length > 0) return [];
    of = next;
  }
  return [{ kind: "member", of, name: module.names.at(-1) ?? "" }];
}

/** The module that a path leads to, and the names after it with their place; absent where the text is not the path itself. */
export function endOfPath(
  { resolve }: Pick<Names, "resolve">,
  file: FilePath,
  { path, nameRange }: Extract<Mock, { kind: "path" }>,
): { readonly file: FilePath; readonly written: string; readonly range: Range } | undefined {
  const module = moduleOnPath({ resolve }, file, path);
  if (module === undefined || nameRange.end - nameRange.start !== path.length) return undefined;
  const written = module.names.join(".");
  return { file: module.file, written, range: { ...nameRange, start: nameRange.end - written.length } };
}

/** A package may have another thing under the name of its module, and that is what is mocked. */
function isHidden({ resolve, modules }: Names, file: FilePath, module: readonly string[]): boolean {
  const parent = resolve(file, module.slice(0, -1).join("."));
  if (parent.kind !== "file") return false;
  const found = modules.exported(parent.file, module.at(-1) ?? "");
  return found.kind === "unknown" || (found.kind === "found" && found.value.kind !== "module");
}
