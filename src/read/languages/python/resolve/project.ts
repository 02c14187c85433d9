/** The project's Python files for the resolver, indexed by directory and name. Built once. */

import { ancestorsOf, baseName, childPath, directoryOf } from "../../../../base/text/paths.js";
import { compareText, type FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { ResolverInput } from "../../resolver.js";

export interface PythonProject {
  isSource(path: FilePath): boolean;
  /** Every directory with Python files at any depth. */
  readonly directories: ReadonlySet<FilePath>;
  /** The directory is a regular package: it has an `__init__.py`. */
  isPackage(directory: FilePath): boolean;
  /** Something in the directory says that programs start here: a manifest, a Dockerfile. */
  isMarked(directory: FilePath): boolean;
  /** Names of the modules and packages in a directory, sorted. */
  namesIn(directory: FilePath): readonly string[];
  /** Directories that hold a module or package of this name. */
  holders(name: string): readonly FilePath[];
  exists(path: FilePath): boolean;
  isIgnored(path: FilePath): boolean;
  read(path: FilePath): string | undefined;
}

export function indexProject(input: ResolverInput): PythonProject {
  const files = input.files.filter((file) => /\.pyi?$/.test(file));
  const sources = new Set(files);
  const directories = new Set([...new Set(files.map(directoryOf))].flatMap(ancestorsOf));
  const names = namesByDirectory(files, directories);
  const holders = holdersByName(names);
  const exists = remember((path: FilePath) => input.exists(path));
  const isPackage = remember((directory: FilePath) =>
    ["__init__.py", "__init__.pyi"].some((name) => sources.has(childPath(directory, name))),
  );
  return {
    isSource: (path) => sources.has(path),
    directories,
    isPackage,
    isMarked: remember((directory) =>
      markersFor(isPackage(directory)).some((name) => exists(childPath(directory, name))),
    ),
    namesIn: (directory) => [...(names.get(directory) ?? [])].sort(compareText),
    holders: (name) => holders.get(name) ?? [],
    exists,
    isIgnored: remember((path: FilePath) => input.isIgnored(path)),
    read: (path) => input.read(path),
  };
}

/** What stands where programs are started from, likeliest first. */
const MARKERS = [
  ...["pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile", "manage.py"],
  ...["Dockerfile", "alembic.ini", "pytest.ini", "tox.ini"],
];

/** In a package, `setup.py` is a module like others. */
function markersFor(isPackage: boolean): readonly string[] {
  return isPackage ? MARKERS.filter((name) => name !== "setup.py") : MARKERS;
}

type NamesByDirectory = ReadonlyMap<FilePath, ReadonlySet<string>>;

function namesByDirectory(files: readonly FilePath[], directories: ReadonlySet<FilePath>): NamesByDirectory {
  const names = new Map<FilePath, Set<string>>();
  const add = (directory: FilePath, name: string): void => {
    const known = names.get(directory);
    if (known === undefined) names.set(directory, new Set([name]));
    else known.add(name);
  };
  for (const directory of directories) if (directory !== "") add(directoryOf(directory), baseName(directory));
  for (const file of files) {
    const name = baseName(file).replace(/\.pyi?$/, "");
    if (name !== "__init__") add(directoryOf(file), name);
  }
  return names;
}

function holdersByName(names: NamesByDirectory): ReadonlyMap<string, readonly FilePath[]> {
  const holders = new Map<string, FilePath[]>();
  for (const [directory, held] of names) {
    for (const name of held) {
      const known = holders.get(name);
      if (known === undefined) holders.set(name, [directory]);
      else known.push(directory);
    }
  }
  return holders;
}
