/**
 * Resolves imports of Python over a known set of files: relative ones from the file's own package, absolute ones from the
 * directories that may be on Python's path.
 *
 * What it deliberately does not do:
 * - It does not look into an environment. Whether a distribution is installed is not a question about the source.
 * - It does not run what changes `sys.path`. A directory that is put there is found by what it holds, and where nothing
 *   holds the whole path, an import is `external`.
 * - It does not let a folder hide a package: a name of the standard library or of a declared dependency is the project's
 *   own only where a package or module of that name stands where the file's program starts.
 * - It is not lenient about capitals: `import Database` for `database.py` finds nothing, as on every Linux machine.
 */

import { ancestorsOf, childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Resolution, Resolver, ResolverInput } from "../../resolver.js";
import { createExplain, type Explain, isOpaque } from "./absent.js";
import { createAbsolute } from "./absolute.js";
import { createWalker, endOf, packageAt, resolutionOf } from "./locate.js";
import { indexProject } from "./project.js";

export function createResolver(input: ResolverInput): Resolver {
  const project = indexProject(input);
  const walker = createWalker(project);
  const explain = createExplain(project, walker);
  const resolveAbsolute = createAbsolute(project, walker);

  function resolveRelative(directory: FilePath, text: string, explain: Explain): Resolution {
    const segments = segmentsOf(text);
    const dots = /^\.*/.exec(text)?.[0].length ?? 0;
    const base = ancestorsOf(directory)[dots - 1];
    if (base === undefined) return { kind: "asset", path: text };
    if (segments.length === 0) return resolutionOf(packageAt(base, project) ?? { kind: "namespace", path: base });
    const walk = walker(base, segments);
    const end = endOf(walk);
    return end === undefined ? explain(walk) : resolutionOf(end);
  }

  /** Only in a package: of folders alone, each directory on the path may have one of the same name. */
  const isClosed = remember(
    (directory: FilePath) => project.isPackage(directoryOf(directory)) && !isOpaque(directoryOf(directory), project),
  );

  const resolvingIn = (explain: Explain) =>
    remember((directory: FilePath) =>
      remember((text: string) =>
        text.startsWith(".")
          ? resolveRelative(directory, text, explain)
          : resolveAbsolute(directory, segmentsOf(text), explain),
      ),
    );
  const resolveIn = resolvingIn(explain);
  const findIn = resolvingIn(() => UNEXPLAINED);

  return {
    resolve(from, text) {
      const found = resolveIn(directoryOf(from))(text);
      if (found.kind === "namespace") return isClosed(found.directory) ? { ...found, closed: true } : found;
      const isItself = found.kind === "file" && found.file === from && !text.startsWith(".");
      // A module hardly means itself by its own name: `import redis` in `redis.py` is for the package.
      return isItself && packageAt(directoryOf(from), project)?.file !== from
        ? resolveAbsolute(directoryOf(from), segmentsOf(text), explain, from)
        : found;
    },
    finds(from, text) {
      const found = findIn(directoryOf(from))(text);
      // Itself, or perhaps a package of its name.
      return found.kind === "file" && found.file === from ? this.resolve(from, text) : found;
    },
    /** The path of a file that is not there stands for a folder of modules, and for what a build makes. */
    submodule(packageModule, name) {
      if (!/(^|\/)__init__\.pyi?$/.test(packageModule)) return undefined;
      const walk = walker(directoryOf(packageModule), [name]);
      const end = endOf(walk);
      if (end !== undefined) return end.kind === "namespace" ? childPath(end.path, "__init__.py") : end.file;
      const reason = explain(walk);
      return reason.kind === "generated" ? `${reason.path}.py` : undefined;
    },
  };
}

/** What leads nowhere does so for one reason or another. */
const UNEXPLAINED: Resolution = { kind: "asset", path: "" };

function segmentsOf(text: string): readonly string[] {
  return text.split(".").filter((segment) => segment !== "");
}
