/**
 * A source: one database of the project with its accessor, linked to the definitions that the configuration or detection
 * names.
 */

import type { FilePath, Span } from "../../base/text/span.js";
import type { GlobalHandle, PackageName } from "../../read/drivers/index.js";
import type { Form } from "../../read/facts/forms.js";
import type { Side } from "../../read/facts/terms.js";
import type { DefinitionRef, OwnedMember, SymbolRef, Value } from "../../read/program/values.js";

export interface Database {
  readonly name: string;
  /** Nobody configured it: what follows from an assumption is a warning, what is certain stays an error. */
  readonly assumed: boolean;
  /** Absent where no clear accessor was found. */
  readonly accessor?: Accessor;
  readonly alsoAllowed: readonly Accessor[];
  /** Names of packages that may be used, too. */
  readonly allowedOfPackages: readonly PackageName[];
  readonly managers: readonly Manager[];
  readonly legacy: readonly LegacyAccessor[];
  readonly raw: readonly RawHandle[];
  readonly defaultNames: readonly string[];
  /** Engines of the clients that stand behind the accessor: `postgresql`; empty where that is not known. */
  readonly engines: readonly string[];
  /** Packages of those clients; empty where that is not known. */
  readonly drivers: readonly string[];
  /** Whether the file is held to this source. */
  covers(file: FilePath): boolean;
  /** Whether the file may build the connection. */
  isInternal(file: FilePath): boolean;
}

export interface Accessor {
  /** Its public module: what an import of it should name. */
  readonly module: FilePath;
  /** Dotted path in that module, split. */
  readonly path: readonly string[];
  readonly form: Form;
  /** Entering, iterating or calling it has to be waited for: `async with`, `async for`, `await`. */
  readonly async: boolean;
  /** What it is, wherever it is defined. */
  readonly symbol: SymbolRef;
  readonly span: Span;
  /** The function that hands the handle out; absent for an object. */
  readonly definition?: DefinitionRef;
}

/** A class, an interface, or an object at the top of a module, that hands out connections or sessions. */
export interface Manager extends DefinitionRef {
  readonly kind: "class" | "interface" | "object";
  readonly name: string;
  readonly span: Span;
  /** Known by what it does; the configuration does not name it. */
  readonly detected?: true;
}

/** Another function, or another exported handle, by which code got at the source before. */
export interface LegacyAccessor {
  readonly name: string;
  readonly home: LegacyHome;
  readonly definition?: DefinitionRef;
  /** The reason that `@deprecated` gives. */
  readonly deprecated?: string;
}

/** What the internals build and export beside the accessor, on the same client: `pool`, `engine`, `SessionLocal`. */
export interface RawHandle {
  readonly name: string;
  readonly symbol: SymbolRef;
  readonly span: Span;
}

/** Where a legacy accessor is defined. */
export type LegacyHome =
  | {
      readonly kind: "project";
      readonly symbol: SymbolRef;
      readonly span: Span;
      /** Of a member of a class: what it is, whichever object it is taken of. */
      readonly member?: OwnedMember;
    }
  | {
      readonly kind: "package";
      readonly of: PackageName;
      /** A handle that the package keeps itself. */
      readonly global?: GlobalHandle;
      /** Known by the catalogue; the configuration does not name it. */
      readonly detected?: true;
    };

/** The symbol of a legacy accessor that the project itself defines. */
export function legacySymbol({ home }: LegacyAccessor): SymbolRef | undefined {
  return home.kind === "project" ? home.symbol : undefined;
}

/** A manager as the value whose members are asked for; of a class, the class itself or an instance. */
export function managerValue({ kind, file, index }: Manager, side: Side): Extract<Value, DefinitionRef> {
  if (kind !== "class") return { kind, file, index };
  return { kind: side === "static" ? "class" : "instance", file, index };
}

/** As code has it: `databaseManager.sessionScope`; a default export goes by the name that it has in its own module. */
export function accessorName({ path, symbol, module }: Pick<Accessor, "path" | "symbol" | "module">): string {
  const [first = "", ...rest] = path;
  const isUnnamed = first === "default" || first === "=";
  return [isUnnamed ? nameWithin({ name: symbol.name, file: module }) : first, ...rest].join(".");
}

/** The name that a definition has in its own module; one without a name goes by that of the module. */
export function nameWithin({ name, file: module }: Pick<SymbolRef, "name" | "file">): string {
  const isName = name !== "default" && name !== "=" && name !== "*";
  return isName ? name : (/([^/]+?)(?:\/index)?\.\w+$/.exec(module)?.[1] ?? name);
}
