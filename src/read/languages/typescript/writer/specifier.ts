/**
 * The specifier under which a file imports another file of the project, written like those in its own imports. Nothing is
 * resolved here.
 */
import type { FilePath } from "../../../../base/text/span.js";
import type { ResolvedImport, SpecifierRequest } from "../../language.js";

/** A path alias: specifiers that start with `prefix` lead below `directory`. `@/*` → `src/*` is `@/` → `src/`. */
export interface PathAlias {
  readonly prefix: string;
  /** With a closing `/`; empty for the project's root. */
  readonly directory: string;
}

interface Wanted extends SpecifierRequest {
  /** From a tsconfig or package.json; without them, aliases are read from the neighbours. */
  readonly aliases?: readonly PathAlias[];
}

/** A specifier of `target`: the one that the file has already, or else one in its style. */
export function specifierFor(request: Wanted): string {
  const { from, target, neighbours } = request;
  const known = neighbours.find((one) => one.resolved === target);
  if (known !== undefined) return known.specifier;
  const alias = chooseAlias(request);
  const path = alias === undefined ? relativePath(from, target) : alias.prefix + target.slice(alias.directory.length);
  return writePath(path, request, alias !== undefined);
}

type Extension = "none" | "output" | "source";

function writePath(path: string, request: Wanted, aliased: boolean): string {
  const { target, neighbours, elsewhere = [], leadsTo } = request;
  const kin = neighbours.filter((one) => isRelative(one.specifier) !== aliased);
  const groups = [kin, neighbours, elsewhere];
  const extension = firstAnswer(groups, commonExtension) ?? defaultExtension(request);
  const keepsIndex = firstAnswer(groups, keepsIndexFile) ?? extension !== "none";
  if (isIndexFile(target) && !keepsIndex) {
    const directory = path.slice(0, Math.max(path.lastIndexOf("/"), 0));
    // `.` and `..` would do, but few write them.
    const isLost = (leadsTo?.(directory) ?? target) !== target;
    return isLost || /^[./]*$/.test(directory) ? withExtension(path, extension) : directory;
  }
  return withExtension(path, extension);
}

function firstAnswer<T>(
  groups: readonly (readonly ResolvedImport[])[],
  ask: (group: readonly ResolvedImport[]) => T | undefined,
): T | undefined {
  for (const group of groups) {
    const answer = ask(group);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/**
 * The alias under which `target` is to be imported, where aliases are the habit. Many use them for other directories only, so
 * that a file of the same directory or below gets one only where such a neighbour has one.
 */
function chooseAlias(request: Wanted): PathAlias | undefined {
  const { from, target, neighbours, elsewhere = [] } = request;
  const isNear = (file: FilePath) => relativePath(from, file).startsWith("./");
  const near = neighbours.filter((one) => isNear(one.resolved));
  const far = neighbours.filter((one) => !isNear(one.resolved));
  // Who climbs as far, and who imports the same file, say more than who imports a neighbour's folder.
  const isDeep = (file: FilePath) => relativePath(from, file).startsWith("../../");
  const deep = far.filter((one) => isDeep(one.resolved));
  const others = elsewhere.filter((one) => !one.specifier.startsWith("./"));
  const same = others.filter((one) => one.resolved === target);
  const habits = isDeep(target) ? [deep, same, others, far, near] : [far, same, others, near];
  const groups = isNear(target) ? [near] : habits;
  const prefersAlias = firstAnswer(groups, (group) => {
    if (group.length === 0) return undefined;
    const relative = group.filter((one) => isRelative(one.specifier)).length;
    return relative < group.length - relative;
  });
  if (prefersAlias !== true) return undefined;
  const aliases = request.aliases ?? [...neighbours, ...elsewhere].flatMap((one) => inferAlias(one) ?? []);
  const fitting = aliases.filter((alias) => target.startsWith(alias.directory));
  return fitting.sort((a, b) => b.directory.length - a.directory.length)[0];
}

/**
 * Reads `@/lib/log` of `src/lib/log.ts` as the alias `@/` of `src/`: what the two have in common at their ends is the path,
 * the rest is the alias. A package's entry (`@acme/db` of `packages/db/index.ts`) says nothing of other packages.
 */
function inferAlias({ specifier, resolved }: ResolvedImport): PathAlias | undefined {
  if (isRelative(specifier)) return undefined;
  const path = withoutExtension(resolved);
  const indexed = isIndexFile(resolved) && !withoutExtension(specifier).endsWith("/index");
  const target = (indexed ? path.slice(0, -"/index".length) : path).split("/");
  const parts = withoutExtension(specifier).split("/");
  let common = 0;
  while (common < Math.min(parts.length, target.length) && parts.at(-1 - common) === target.at(-1 - common)) common++;
  if (common === 0 || (indexed && common === 1 && /^@[\w-]/.test(specifier))) return undefined;
  return { prefix: directoryOf(parts.slice(0, -common)), directory: directoryOf(target.slice(0, -common)) };
}

function directoryOf(parts: readonly string[]): string {
  return parts.map((part) => `${part}/`).join("");
}

const OUTPUT: ReadonlyMap<string, string> = new Map([
  [".ts", ".js"],
  [".tsx", ".js"],
  [".mts", ".mjs"],
  [".cts", ".cjs"],
]);

function extensionStyle({ specifier, resolved }: ResolvedImport): Extension {
  const written = extensionOf(specifier);
  if (written === "") return "none";
  return written === extensionOf(resolved) && OUTPUT.has(written) ? "source" : "output";
}

function commonExtension(imports: readonly ResolvedImport[]): Extension | undefined {
  const styles = imports
    // A directory's specifier has no extension to show.
    .filter((one) => !isIndexFile(one.resolved) || endsWithIndex(one.specifier))
    .map(extensionStyle);
  const count = (style: Extension) => styles.filter((one) => one === style).length;
  const sorted = (["none", "output", "source"] as const).toSorted((a, b) => count(b) - count(a));
  return styles.length === 0 ? undefined : sorted[0];
}

/** A file that Node reads as an ES module has to name its imports in full. */
function defaultExtension({ from, explicit }: Wanted): Extension {
  return explicit || /\.m[jt]s$/.test(from) ? "output" : "none";
}

function withExtension(path: string, style: Extension): string {
  const extension = extensionOf(path);
  const bare = path.slice(0, path.length - extension.length);
  if (style === "source") return path;
  // Only `.ts`, `.js` and their JSX kin may be left out.
  const mayDrop = !/^\.[cm]/.test(extension);
  return style === "none" && mayDrop ? bare : bare + (OUTPUT.get(extension) ?? extension);
}

function keepsIndexFile(imports: readonly ResolvedImport[]): boolean | undefined {
  const indexes = imports.filter((one) => isIndexFile(one.resolved) && !/^[./]*(?:index[.\w]*)?$/.test(one.specifier));
  if (indexes.length === 0) return undefined;
  return indexes.filter((one) => endsWithIndex(one.specifier)).length * 2 >= indexes.length;
}

function isIndexFile(file: FilePath): boolean {
  return endsWithIndex(file);
}

function endsWithIndex(path: string): boolean {
  return /(?:^|\/)index(?:\.[cm]?[jt]sx?)?$/.test(path);
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier);
}

function extensionOf(path: string): string {
  return /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? "";
}

function withoutExtension(path: string): string {
  return path.slice(0, path.length - extensionOf(path).length);
}

function relativePath(from: FilePath, target: FilePath): string {
  const start = from.split("/").slice(0, -1);
  const end = target.split("/");
  let common = 0;
  while (common < Math.min(start.length, end.length - 1) && start[common] === end[common]) common++;
  const up = start.slice(common).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...end.slice(common)].join("/");
}
