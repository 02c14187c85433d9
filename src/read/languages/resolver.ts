/**
 * Resolves imports to files. Each language has a resolver behind this interface; all of them work on a known set of paths,
 * so the same code serves the work tree, the index and any revision.
 */
import type { FilePath } from "../../base/text/span.js";

export interface Resolver {
  /** @throws never; what cannot be resolved is a result. */
  resolve(from: FilePath, specifier: string): Resolution;
  /**
   * As `resolve`, where only a file is of interest: why a path leads nowhere takes longer to find out than that it does.
   * Absent where the language has nothing quicker.
   */
  finds?(from: FilePath, specifier: string): Resolution;
  /**
   * The module that a package holds under a name: `db` of `app/__init__.py`, be that file there or not, is `app/db.py`.
   * Absent where the language has no such thing.
   */
  submodule?(packageModule: FilePath, name: string): FilePath | undefined;
}

export type Resolution =
  /** A source file of the project. */
  | {
      readonly kind: "file";
      readonly file: FilePath;
      /** Other modules that the path means if the program starts in another directory, likeliest first. */
      readonly others?: readonly FilePath[];
    }
  /**
   * `drizzle-orm/node-postgres` is `drizzle-orm` and `node-postgres`; `node:sqlite` has no subpath: `""`. Packages of
   * Python have a prefix: `pypi:sqlalchemy`, with the subpath `ext/asyncio`.
   */
  | { readonly kind: "external"; readonly package: string; readonly subpath: string }
  /** A folder of modules with no module of its own: a namespace package. */
  | {
      readonly kind: "namespace";
      readonly directory: FilePath;
      /** It is in a package that says where all of its modules are: no folder elsewhere can add to it. */
      readonly closed?: true;
    }
  /** Ignored by git, or the output of a build: it may be there when the program runs, and nothing is known of it. */
  | { readonly kind: "generated"; readonly path: FilePath }
  /** No code that this language reads: `./schema.sql`, `./App.vue`, `./logo.svg?raw`, `virtual:routes`. */
  | { readonly kind: "asset"; readonly path: string }
  /** Points into the project, where nothing is; said only when it is certain. */
  | { readonly kind: "missing"; readonly tried: readonly FilePath[]; readonly nearest?: FilePath };

export interface ResolverInput {
  /** Every source file of the project, also those that are not analysed. */
  readonly files: readonly FilePath[];
  /** Whether there is a file (never a directory), whatever it holds. */
  exists(path: FilePath): boolean;
  read(path: FilePath): string | undefined;
  isIgnored(path: FilePath): boolean;
  /** Called at most once for a settings file that says where imports lead and cannot be parsed. */
  reportProblem?(path: FilePath, message: string): void;
}
