/**
 * The module name under which a file imports another file of the project, written like those in its own imports. Nothing is
 * resolved here.
 */
import type { FilePath } from "../../../../base/text/span.js";
import type { ResolvedImport, SpecifierRequest } from "../../language.js";

/** A name of `target`: the one that the file has already, or else one in its style. */
export function specifierFor(request: SpecifierRequest): string {
  const { from, target, neighbours } = request;
  const known = neighbours.find((one) => one.resolved === target);
  if (known !== undefined) return known.specifier;
  const root = findRoot(request);
  if (prefersRelative(request, root)) return relativeName(from, target);
  return modulePath(target).slice(root.length).replaceAll("/", ".");
}

/**
 * Many use dots for modules of the same package only, so that imports of such are asked about those first, and imports
 * of others about others.
 */
function prefersRelative({ from, target, neighbours, elsewhere = [] }: SpecifierRequest, root: string): boolean {
  const isNear = (file: FilePath) => file.startsWith(packageOf(from));
  const near = neighbours.filter((one) => isNear(one.resolved));
  const far = neighbours.filter((one) => !isNear(one.resolved));
  const farElsewhere = elsewhere.filter(({ specifier }) => !/^\.(?!\.)/.test(specifier));
  const groups = isNear(target) ? [near, far, elsewhere] : [far, farElsewhere, near];
  const asked = groups.find((group) => group.length > 0) ?? [];
  const relative = asked.filter(({ specifier }) => specifier.startsWith(".")).length;
  return relative * 2 > asked.length && isSamePackage(from, target, root);
}

/** Dots lead no higher than the outermost package, which is a folder below the root. */
function isSamePackage(from: FilePath, target: FilePath, root: string): boolean {
  if (!from.startsWith(root) || !target.startsWith(root)) return false;
  const [top, ...below] = from.slice(root.length).split("/");
  return below.length > 0 && top === target.slice(root.length).split("/")[0];
}

/** `..db.session`: one dot is the package of the importing file, every further one the package around it. */
function relativeName(from: FilePath, target: FilePath): string {
  const start = packageOf(from).split("/").slice(0, -1);
  const end = modulePath(target).split("/");
  let common = 0;
  while (common < Math.min(start.length, end.length) && start[common] === end[common]) common++;
  return ".".repeat(start.length - common + 1) + end.slice(common).join(".");
}

/**
 * The folder that absolute names start from: `app.db.session` of `backend/app/db/session.py` shows `backend/`. The file's
 * own imports know best, since a repository may have several.
 */
function findRoot({ from, target, neighbours, elsewhere = [] }: SpecifierRequest): string {
  for (const group of [neighbours, elsewhere]) {
    const roots = group.flatMap((one) => rootOf(one) ?? []).filter((root) => target.startsWith(root));
    const count = (root: string) => roots.filter((one) => one === root).length;
    const [best] = roots.toSorted((a, b) => count(b) - count(a) || b.length - a.length);
    if (best !== undefined) return best;
  }
  return from.startsWith("src/") && target.startsWith("src/") ? "src/" : "";
}

function rootOf({ specifier, resolved }: ResolvedImport): string | undefined {
  if (specifier.startsWith(".")) return undefined;
  const path = modulePath(resolved);
  const named = specifier.replaceAll(".", "/");
  return `/${path}`.endsWith(`/${named}`) ? path.slice(0, path.length - named.length) : undefined;
}

/** The path that a module's name is made of: a package's is that of its folder. */
function modulePath(file: FilePath): string {
  return file.replace(/\.pyi?$/, "").replace(/(?:^|\/)__init__$/, "");
}

/** The folder of a file, with its closing `/`; empty at the project's root. */
function packageOf(file: FilePath): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}
