/** The configuration as written: valid by the schema, without defaults, names not yet split. */
import type { FORMS } from "../facts/forms.js";

/** `warn` is what many other tools call a warning. */
export const SEVERITIES = ["error", "warning", "warn", "info", "off"] as const;

export const DEFAULT_SOURCE_NAME = "primary";

/** In seconds: longer than a test suite takes that somebody waits for. */
export const DEFAULT_VERIFY_TIMEOUT = 600;

export interface RawConfig {
  readonly $schema?: string;
  readonly extends?: string | readonly string[];
  readonly root?: boolean;
  readonly sources?: readonly RawSource[];
  readonly ignore?: readonly string[];
  readonly rules?: RawRules;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: RawRules }[];
  readonly verify?: string;
  /** In seconds. */
  readonly verifyTimeout?: number;
}

export interface RawSource {
  readonly name?: string;
  readonly files?: readonly string[];
  readonly accessor: RawAccessor;
  readonly alsoAllowed?: readonly (string | RawAccessor)[];
  readonly managers?: readonly string[];
  readonly legacy?: readonly string[];
  readonly defaultNames?: readonly string[];
  readonly internals?: readonly string[];
}

export interface RawAccessor {
  readonly module: string;
  readonly name: string;
  readonly form?: (typeof FORMS)[number] | "auto";
}

export type RawSeverity = (typeof SEVERITIES)[number];
export type RawOptions = Readonly<Record<string, unknown>>;
export type RawRules = Readonly<Record<string, RawRuleSetting>>;
export type RawRuleSetting =
  | RawSeverity
  | readonly [RawSeverity]
  | readonly [RawSeverity, RawOptions]
  | { readonly severity: RawSeverity; readonly options?: RawOptions };
