/**
 * Access shapes × accessor forms: for a place that holds what it got in one way, and an accessor that is used in another,
 * the edits that bring them together, or the reason why a person has to. ../fix/README.md has the table in words.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Form } from "../../read/facts/forms.js";
import type { HandleUses, RemovalEdits, RemovalRequest } from "../../read/languages/handle-uses.js";
import type { EncloseEdits, EncloseRequest } from "../../read/languages/language.js";
import { awaitedCall, type Edited, shownAs } from "./awaited-calls.js";
import { contextManager, dependency } from "./context-managers.js";
import { disposable } from "./disposables.js";
import type { Given } from "./given.js";
import { judgeHandle } from "./handles.js";
import { judgeLifetime } from "./lifetimes.js";

export type Cell =
  | {
      readonly kind: "edits";
      readonly edits: readonly TextEdit[];
      /** The code that obtains the handle afterwards, as a message shows it. */
      readonly shown: string;
      /** Why the result may not mean the same. */
      readonly doubt?: string;
    }
  | { readonly kind: "person"; readonly reason: string };

export interface CellRequest {
  readonly facts: FileFacts;
  readonly site: Site;
  /** The accessor as it is called in this file: `getDb`, `databaseManager.sessionScope`. */
  readonly name: string;
  readonly form: Form;
  /** The accessor is asynchronous: entering or iterating what it gives is too. */
  readonly async: boolean;
  readonly text: string;
  /** Puts what follows a statement into a block of its own; absent where the language has no such blocks. */
  readonly enclose?: (request: Pick<EncloseRequest, "statement" | "head" | "name" | "releases">) => EncloseEdits;
  /** Takes calls away that release a handle; absent where the language has no such blocks. */
  readonly withoutReleases?: (request: Pick<RemovalRequest, "releases">) => RemovalEdits;
  /** What the place does with its handle; absent where the language has its blocks tell. */
  readonly uses?: HandleUses;
  /** What the place gets now. */
  readonly gave: Given;
  /** What the place gets now is one handle for all. */
  readonly gaveShared: boolean;
  /** What the place calls now does nothing but call the accessor. */
  readonly same: boolean;
  /** What the accessor gives is one handle for all. */
  readonly shared: boolean;
  /** Each call of the accessor makes a handle. */
  readonly opens: boolean;
  /** The accessor closes its handle when the code is done with it. */
  readonly closes: boolean;
  /** A handle of the accessor, entered by itself, does no more at the end of its block than to close. */
  readonly closesItself: boolean;
  /** What the accessor gives is known, and so whether it has to be disposed of. */
  readonly known: boolean;
  /** What the place calls now gives a promise, as far as is known. */
  readonly wasPromise: boolean;
  /** What the place calls now gives a context manager, as far as is known. */
  readonly wasContextManager: boolean;
  /** A handle of the accessor has a method of this name, so that the place may go on releasing it by itself. */
  readonly releases: (method: string) => boolean;
  /** Whether a handle of the accessor has a method of this name, as far as that is known. */
  readonly has: (method: string) => "yes" | "no" | "unknown";
}

export function fillCell(request: CellRequest): Cell {
  const cell = writeCell(request);
  return request.enclose ? judgeHandle(request, cell) : judgeLifetime(request, cell);
}

function writeCell(request: CellRequest): Cell {
  switch (request.form) {
    case "object":
      return plain(request, request.name);
    case "value":
      return plain(request, `${request.name}()`);
    case "promise":
      return promised(request);
    case "disposable":
      return disposable(request);
    case "callback":
      return callback(request);
    case "context-manager":
      return contextManager(request);
    case "dependency":
      return dependency(request);
  }
}

function person(reason: string): Cell {
  return { kind: "person", reason };
}

/** The handle itself, with no promise around it: `await` goes, `using` becomes `const`. */
function plain(request: CellRequest, expression: string): Cell {
  const { site, form } = request;
  const { kind, expression: whole, awaited, declaration } = site.usage;
  if (kind === "callback")
    return person(`\`${expression}\` gives its handle at once, and the callback would have to be unfolded`);
  if (kind === "chained") return person(`\`${expression}\` is no promise, and the chain would have to be unfolded`);
  if (kind === "iterated") return person(`\`${expression}\` is one handle, which cannot be iterated`);
  if (kind === "dropped" && form === "object") return person("nothing is done with the handle; the statement may go");
  if (kind === "injected") return injected(request, expression);
  const value: TextEdit = { ...(awaited ? whole : site.range), text: expression };
  if (declaration && isBlock(declaration.keyword))
    return { kind: "edits", edits: [value], shown: `${declaration.keyword} ${expression}`, doubt: ENTERED_HANDLE };
  if (kind !== "using" || declaration === undefined)
    return { kind: "edits", edits: [value], shown: shownAs(site, expression) };
  return declared(request, { kind: "edits", edits: [value], shown: expression });
}

/** `using` stays where the handle is the place's own and can be disposed of; otherwise it becomes `const`. */
function declared(request: CellRequest, cell: Edited): Cell {
  const { site, shared, gave, has, known } = request;
  const { declaration, mayAwait } = site.usage;
  if (declaration === undefined) return cell;
  const wanted = has("[Symbol.dispose]") === "yes" ? declaration.keyword : "await using";
  const isDisposed = gave.kind !== "absent" || has("[Symbol.asyncDispose]") === "yes" || wanted === "using";
  const keyword = shared || !isDisposed ? "const" : gave.kind === "absent" ? wanted : declaration.keyword;
  if (keyword === "await using" && !mayAwait)
    return person(`\`${keyword}\` has to stand in an \`async\` function, and this one is not`);
  const shown = `${keyword} ${declaration.name} = ${cell.shown}`;
  if (keyword === declaration.keyword) return { ...cell, shown };
  const edits = [{ ...declaration.keywordRange, text: keyword }, ...cell.edits];
  return { ...cell, edits, shown, ...(known || keyword !== "const" ? {} : { doubt: UNKNOWN_HANDLE }) };
}

/** A framework is given the function itself. */
function injected({ site, form, name }: CellRequest, expression: string): Cell {
  if (form === "object") return person(`\`${expression}\` is a handle, and a framework that injects wants a function`);
  return { kind: "edits", edits: [{ ...site.range, text: name }], shown: name };
}

/** `with` and `async with`, whose keyword stays: a declaration of JavaScript has another one. */
function isBlock(keyword: string): boolean {
  return /\bwith$/.test(keyword);
}

const ENTERED_HANDLE = "a block around the handle itself may do more or less than the block did";

function promised(request: CellRequest): Cell {
  const { site, name } = request;
  const { kind, declaration } = site.usage;
  if (kind === "callback") return person(`\`${name}()\` gives a promise, and the callback would have to be unfolded`);
  if (kind === "iterated") return person(`\`${name}()\` gives one handle, which cannot be iterated`);
  if (kind === "injected") return injected(request, name);
  const cell = awaitedCall(request);
  if (cell.kind === "edits" && declaration && isBlock(declaration.keyword)) return { ...cell, doubt: ENTERED_HANDLE };
  if (cell.kind === "person" || kind !== "using" || declaration === undefined) return cell;
  return declared(request, { ...cell, shown: `await ${name}()` });
}

const UNKNOWN_HANDLE = "what the accessor gives is not known, so it may have to be disposed of";

/** Only a place that gives a callback already fits an accessor that wants one. */
function callback({ site, name }: CellRequest): Cell {
  const given = site.arguments.filter((argument) => argument.callback !== undefined);
  const [only] = given;
  if (only === undefined || given.length > 1) {
    return person(`\`${name}\` hands its handle to a callback, so the code that uses it would have to move into one`);
  }
  const before: TextEdit = { start: site.range.start, end: only.range.start, text: `${name}(` };
  const after: TextEdit = { start: only.range.end, end: site.range.end, text: ")" };
  return {
    kind: "edits",
    edits: [before, after],
    shown: `${name}(${site.usage.awaited ? "async " : ""}(${only.callback?.parameters.join(", ") ?? ""}) => …)`,
  };
}
