/** What to make of a path that leads nowhere: made by a build, hidden by what a package does to itself, or missing. */
import { distance } from "fastest-levenshtein";
import { baseName, childPath } from "../../../../base/text/paths.js";
import { compareText, type FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Resolution } from "../../resolver.js";
import type { Walk, Walker } from "./locate.js";
import type { PythonProject } from "./project.js";

/** @param walk ends before its last segment */
export type Explain = (walk: Walk) => Resolution;

export function createExplain(project: PythonProject, walker: Walker): Explain {
  const isOpaque = remember((file: FilePath) => OPAQUE.test(project.read(file) ?? ""));
  const isSubmodule = submoduleTest(project);

  function mayBeThere(walk: Walk, path: FilePath): boolean {
    if (isSubmodule(path) || initsOf(walk, project).some(isOpaque)) return true;
    // Nothing can be made below a module; a folder beside it that holds the path is hidden, which is hard to believe.
    if (walk.parts.at(-1)?.kind === "module") return candidates(path).some(project.isSource);
    return [failingPath(walk), path].some((each) => isMade(each, project));
  }

  return (walk) => {
    const path = [walk.root, ...walk.segments].filter((part) => part !== "").join("/");
    if (mayBeThere(walk, path)) return { kind: "generated", path };
    const nearest = nearestTo(walk, project, walker);
    return { kind: "missing", tried: candidates(path), nearest };
  };
}

function candidates(path: FilePath): readonly FilePath[] {
  return [`${path}.py`, `${path}/__init__.py`];
}

/** Of what a package does when it runs, that which lets modules be imported that lie elsewhere or nowhere. */
const OPAQUE =
  /__path__|\bpkgutil\b|\bpkg_resources\b|sys\.(modules|meta_path|path_hooks)|\blazy\w*\s*\(|_?Lazy\w*Module|\blazy_(loader|import)/;

function initsOf({ root, parts }: Walk, project: PythonProject): readonly FilePath[] {
  const own = childPath(root, "__init__.py");
  const inits = parts.flatMap((part) => (part.kind === "namespace" ? [] : [part.file]));
  return project.isSource(own) ? [own, ...inits] : inits;
}

/** The path of the first segment that leads nowhere. */
function failingPath({ root, segments, parts }: Walk): FilePath {
  return childPath(parts.at(-1)?.path ?? root, segments[parts.length] ?? "");
}

/** Compiled extensions, and what is there without being a source of the project. */
const ENDINGS = [".py", ".pyi", ".pyx", ".so", ".pyd", ".abi3.so", "/__init__.py"];

/** What generators call their output: protobuf, setuptools-scm, Qt, ANTLR. */
const GENERATED_NAME = /_pb2(_grpc)?$|^_version$|^ui_|_ui$|_rc$|\w(Lexer|Parser|Listener|Visitor)$/;

function isMade(path: FilePath, project: PythonProject): boolean {
  if (GENERATED_NAME.test(baseName(path))) return true;
  if (ENDINGS.some((ending) => project.exists(path + ending))) return true;
  return [path, `${path}.py`, `${path}/__init__.py`].some((each) => project.isIgnored(each));
}

/** A submodule of git is another project, whose files this one does not list. */
function submoduleTest(project: PythonProject): (path: FilePath) => boolean {
  const text = project.read(".gitmodules") ?? "";
  const directories = [...text.matchAll(/^\s*path\s*=\s*(.*?)\/?\s*$/gm)].map((match) => match[1] ?? "");
  return (path) => directories.some((directory) => path === directory || path.startsWith(`${directory}/`));
}

/** A like name in the same place; else the module of that name elsewhere, when there is one only. */
function nearestTo(walk: Walk, project: PythonProject, walker: Walker): FilePath | undefined {
  const { root, segments, parts } = walk;
  const at = parts.at(-1)?.path ?? root;
  const wanted = segments[parts.length] ?? "";
  for (const name of alike(wanted, project.namesIn(at))) {
    const file = fileAt(walker(at, [name, ...segments.slice(parts.length + 1)]));
    if (file !== undefined) return file;
  }
  return namesake(segments.at(-1) ?? "", project, walker);
}

function alike(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, far: difference(wanted, name) }))
    .filter(({ far }) => far <= wanted.length / 3)
    .sort((a, b) => a.far - b.far || compareText(a.name, b.name))
    .map(({ name }) => name);
}

/** Capitals are the least of differences: on many machines the file would even be found. */
function difference(wanted: string, name: string): number {
  return distance(wanted.toLowerCase(), name.toLowerCase());
}

function namesake(name: string, project: PythonProject, walker: Walker): FilePath | undefined {
  const files = project.holders(name).flatMap((directory) => fileAt(walker(directory, [name])) ?? []);
  return files.length === 1 ? files[0] : undefined;
}

function fileAt({ segments, parts }: Walk): FilePath | undefined {
  const last = parts.length === segments.length ? parts.at(-1) : undefined;
  return last === undefined || last.kind === "namespace" ? undefined : last.file;
}
