/** The kind of an import specifier, by its spelling alone. */

export type Specifier =
  /** `./db`, `..`; `directory` when only a directory can be meant, as in `./db/`. */
  | { readonly kind: "relative"; readonly path: string; readonly directory: boolean }
  /** `/src/db.ts`, as Vite writes paths from its root. */
  | { readonly kind: "rooted"; readonly path: string }
  /** `#db`, a name of the package's own `imports`. */
  | { readonly kind: "private" }
  /** `pg`, `@acme/db/client`, and aliases that look like them: `@/db`, `src/db`. */
  | { readonly kind: "bare"; readonly package: string; readonly subpath: string }
  /** `node:sqlite`, `bun:sqlite`, `npm:pg@8`: a scheme says that it comes from elsewhere. */
  | { readonly kind: "runtime"; readonly package: string; readonly subpath: string }
  /** A URL, a query, a loader, a virtual module. */
  | { readonly kind: "asset" };

/** Schemes whose modules belong to the runtime and keep the scheme in their name. */
const RUNTIMES = new Set(["node", "bun", "deno", "cloudflare", "workerd"]);
/** Schemes that say where a package is fetched from. */
const REGISTRIES = new Set(["npm", "jsr"]);

/** Modules of Node that have a slash and may be named without a scheme. */
const NODE_SUBPATHS = new Set(
  [
    "assert/strict dns/promises fs/promises inspector/promises path/posix path/win32 readline/promises",
    "stream/consumers stream/promises stream/web timers/promises util/types",
  ].flatMap((names) => names.split(" ")),
);

/** `raw-loader!./db`, `!!./loader.js!./db`. A directory may have `!` in its name too: `osu!/db`. */
const LOADER = /^-?!|^(?:@[\w.-]+\/)?[\w.-]+!|loader(?:\.[cm]?js)?!/;

export function parseSpecifier(text: string): Specifier {
  if (text === "" || text.includes("?") || text.startsWith("//") || LOADER.test(text)) return { kind: "asset" };
  if (/^\.\.?(\/|$)/.test(text)) {
    return { kind: "relative", path: text, directory: /(^|\/)\.{0,2}$/.test(text) };
  }
  if (text.startsWith("/")) return { kind: "rooted", path: text };
  if (text.startsWith("#")) return { kind: "private" };
  const scheme = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(text);
  if (scheme) return parseScheme(scheme[1] ?? "", scheme[2] ?? "");
  return { kind: "bare", ...splitPackage(text) };
}

export function isNodeSubpath(text: string): boolean {
  return NODE_SUBPATHS.has(text);
}

/** `@acme/db/client` is `@acme/db` and `client`; `@/client`, which no registry allows, is `@` and `client`. */
export function splitPackage(text: string): { readonly package: string; readonly subpath: string } {
  const match = /^(@[^/]+\/[^/]+|[^/]+)\/?(.*)$/.exec(text);
  return { package: match?.[1] ?? text, subpath: match?.[2] ?? "" };
}

function parseScheme(scheme: string, rest: string): Specifier {
  if (RUNTIMES.has(scheme)) {
    const { package: name, subpath } = splitPackage(rest);
    return { kind: "runtime", package: `${scheme}:${name}`, subpath };
  }
  if (!REGISTRIES.has(scheme)) return { kind: "asset" };
  const { package: name, subpath } = splitPackage(rest.replace(/^\/+/, ""));
  return { kind: "runtime", package: name.replace(/(.)@.*$/, "$1"), subpath };
}
