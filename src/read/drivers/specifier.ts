/**
 * Splits an import specifier into package and subpath. A generated Prisma client, whose name a project chooses, is
 * recognized by its path.
 */

export interface PackageSpecifier {
  readonly package: string;
  readonly subpath: string;
}

const PYTHON = "pypi:";

export function isPythonPackage(packageName: string): boolean {
  return packageName.startsWith(PYTHON);
}

/** A package as its users call it: `mysql.connector` for `pypi:mysql/connector`. */
export function packageName(name: string): string {
  return isPythonPackage(name) ? name.slice(PYTHON.length).replaceAll("/", ".") : name;
}

/** @returns `undefined` for a relative, absolute or aliased path, which names no package */
export function splitSpecifier(specifier: string): PackageSpecifier | undefined {
  if (/^(node|bun):/.test(specifier)) return { package: specifier, subpath: "" };
  const match = /^(?:npm:\/?)?((?:@[\w.~-]+\/)?[\w-][\w.~-]*)(?:@[^/]*)?(?:\/(.*))?$/.exec(specifier);
  return match?.[1] === undefined ? undefined : { package: match[1], subpath: match[2] ?? "" };
}

/**
 * Whether a path looks like that of a generated Prisma client: `../generated/prisma`, `.prisma/client`,
 * `@prisma-orders/client`. A file of the project may look the same, so ask for what leads to no file.
 */
export function isGeneratedPrismaClient(specifier: string): boolean {
  const path = specifier.replace(/\.[cm]?[jt]s$/, "");
  return !/mock|fake|stub/i.test(path) && GENERATED_CLIENTS.some((pattern) => pattern.test(path));
}

const GENERATED_CLIENTS: readonly RegExp[] = [
  // `node_modules/.prisma/client`, and outputs beside it: `@prisma/client-orders`, `@prisma-orders/client`.
  /(^|\/)\.prisma\/client/,
  /^@prisma\/client[-_](?!runtime)/,
  /(^|\/)@?prisma[\w-]*\/(generated\/)?client(\/|$)/,
  // Outputs in the project: `./generated/client`, `@/generated/prisma/client`, `@generated/prisma-orders`.
  /generated[\w-]*\/client(\/|$)/,
  /generated[\w-]*\/([\w-]+\/)?prisma/,
  /(^|\/)prisma-client(\/|$)/,
];
