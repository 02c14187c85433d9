/**
 * The complete configuration: defaults filled in, patterns checked, names split. It is made in steps: text → raw (JSON with
 * comments) → validated against schema.json → complete. Paths and globs do not begin with `./`; globs.ts defines their
 * meaning.
 */

import type { FilePath } from "../../base/text/span.js";
import type { Form } from "../facts/forms.js";

export type RuleSeverity = "error" | "warning" | "info" | "off";

export interface Config {
  /** Where it was read from; absent when nothing was configured. */
  readonly origin?: FilePath;
  /** Empty: to be detected. */
  readonly sources: readonly SourceConfig[];
  /** Globs of files to leave out, on top of the ignore files; none of them begins with `!`. */
  readonly ignore: readonly string[];
  /** By rule id; a rule that is not named has its own default. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Later entries win. */
  readonly overrides: readonly {
    readonly files: readonly string[];
    readonly rules: ReadonlyMap<string, RuleSetting>;
  }[];
  /** A command that has to pass with what is applied; none where absent. */
  readonly verify?: string;
  /** After so long a run of it counts as failed. */
  readonly verifyTimeoutMs: number;
}

/** What one place of the configuration says; settings.ts puts the places together. */
export interface RuleSetting {
  readonly severity: RuleSeverity;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface SourceConfig {
  readonly name: string;
  /** Globs of the files held to this source. */
  readonly files: readonly string[];
  readonly accessor: AccessorConfig;
  readonly alsoAllowed: readonly AccessorConfig[];
  /** Classes, interfaces or module-level objects, as name.ts reads them. Others are detected, unless the list is there and empty. */
  readonly managers?: readonly string[];
  /** Functions, objects and members, as name.ts reads them. */
  readonly legacy: readonly string[];
  /** Arguments that name this very database, and so may go with the call: `default`. */
  readonly defaultNames: readonly string[];
  /** Globs of the files that may build the connection. */
  readonly internals: readonly string[];
}

export interface AccessorConfig {
  readonly module: FilePath;
  /** The module is a package, as an import names it. */
  readonly package?: true;
  /** Dotted path in the module, split: `["databaseManager", "sessionScope"]`. */
  readonly path: readonly string[];
  readonly form: Form | "auto";
}
