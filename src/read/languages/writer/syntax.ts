/** What the import writer asks of a language: how import statements are written and edited. */
import type { TextEdit } from "../../../base/edits/apply.js";
import type { Range } from "../../../base/text/span.js";
import type { FileFacts, ImportedName } from "../../facts/facts.js";
import type { BindingId } from "../../facts/terms.js";
import type { ImportRequest } from "../language.js";

/** @template File  one file as the language's writer sees it */
export interface ImportSyntax<File extends ImportFile<Statement>, Statement extends ImportStatement> {
  read(facts: FileFacts, text: string): File;
  /** A name by which `wanted` is in scope already. */
  findWanted(file: File, request: WantedRequest): Known | undefined;
  /** The import that `wanted` replaces, if it goes even when it is used. */
  replacedName(request: ImportRequest): ImportedName | undefined;
  /** Something beside the references of this file needs the name. */
  isKept(file: File, name: ImportedName, isTaken: ImportRequest["isTaken"]): boolean;
  /** Leaves out changes that the code around a statement does not allow. */
  settle(
    changes: readonly ImportChange<Statement>[],
    moved: ImportedName | undefined,
  ): readonly ImportChange<Statement>[];
  /** @param freed  bindings that the same fix removes */
  localName(file: File, request: WantedRequest, freed: ReadonlySet<BindingId>): string;
  findHome(
    file: File,
    request: WantedRequest,
    changes: readonly ImportChange<Statement>[],
    addition: Addition,
  ): Home<Statement> | undefined;
  /** Removes names from a statement that keeps others or gets one. */
  editStatement(file: File, change: ImportChange<Statement>, addition?: Addition): readonly TextEdit[];
  /** Removes the emptied statements. @param edited  a statement beside which another edit takes place */
  removeEmptied(file: File, changes: readonly ImportChange<Statement>[], edited?: Statement): readonly TextEdit[];
  /** A new statement, in the style of another one if there is one. */
  statementText(file: File, addition: Addition, like?: Statement): string;
  insertAfter(file: File, statement: Statement, text: string): TextEdit;
  insertStatement(
    file: File,
    addition: Addition,
    text: string,
    changes: readonly ImportChange<Statement>[],
    request: ImportRequest,
  ): TextEdit;
}

export type WantedRequest = ImportRequest & Required<Pick<ImportRequest, "wanted">>;

export interface ImportFile<Statement extends ImportStatement> {
  readonly facts: FileFacts;
  readonly text: string;
  readonly newline: string;
  readonly statements: readonly Statement[];
}

/** A statement that does nothing but import, so that it can be edited or removed. */
export interface ImportStatement extends Range {
  readonly specifier: string;
  /** Names outside the list: a default import, a namespace, a whole `require`. */
  readonly plain: readonly ImportedName[];
  readonly elements: readonly ListElement[];
  /** Of the list, included. */
  readonly brackets?: Range;
}

export interface ListElement extends Range {
  /** Offset after its comma; absent if none follows. */
  readonly commaEnd?: number;
  /** Absent if the facts do not know what it binds; it is never removed then. */
  readonly name?: ImportedName;
}

/** What becomes of a statement. */
export interface ImportChange<Statement> {
  readonly statement: Statement;
  readonly removed: ReadonlySet<ImportedName>;
  /** No name is left. */
  readonly emptied: boolean;
}

/** A name to import. */
export interface Addition {
  readonly specifier: string;
  /** As in `ImportedName.imported`. */
  readonly name: string;
  /** Its name in this file. */
  readonly local: string;
  /** It leaves no trace at run time. */
  readonly typeOnly?: boolean;
  /** It is from a package, not from the project. */
  readonly foreign?: boolean;
}

/** The statement that the addition goes into, in place of, or after; if there is none, it gets a place at the top. */
export interface Home<Statement> {
  readonly kind: "extend" | "replace" | "after";
  readonly statement: Statement;
}

export interface Known {
  /** The import that makes it so. */
  readonly name?: ImportedName;
  readonly local: string;
}
