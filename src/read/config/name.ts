/**
 * What `managers`, `legacy` and `alsoAllowed` name: a dotted path, alone or after the file or package that has it:
 * `DatabaseManager`, `db.session`, `src/db/manager.ts#DatabaseManager.getSession`, `typeorm#getRepository`.
 */
import type { FilePath } from "../../base/text/span.js";

export interface ConfiguredName {
  readonly home: /** In any file. */
    | { readonly kind: "any" }
    | { readonly kind: "file"; readonly file: FilePath }
    /** As an import names it: `typeorm`, `sqlalchemy.orm`. */
    | { readonly kind: "package"; readonly name: string };
  readonly path: readonly string[];
}

export function readName(text: string): ConfiguredName {
  const at = text.indexOf("#");
  const path = text.slice(at + 1).split(".");
  if (at < 0) return { home: { kind: "any" }, path };
  const home = text.slice(0, at).replaceAll("\\", "/");
  if (!isFile(home)) return { home: { kind: "package", name: home }, path };
  return { home: { kind: "file", file: home.replace(/^(\.\/)+/, "") }, path };
}

/** @param rebased the path of a file as it counts from elsewhere */
export function withFile(text: string, rebased: (file: FilePath) => FilePath): string {
  const { home, path } = readName(text);
  return home.kind === "file" ? `${rebased(home.file)}#${path.join(".")}` : text;
}

/** By its ending; `sql.js` is a package all the same. */
function isFile(home: string): boolean {
  return SOURCE_FILE.test(home) && (home.includes("/") || !home.endsWith(".js"));
}

const SOURCE_FILE = /\.(?:[cm]?[jt]sx?|pyi?)$/;
