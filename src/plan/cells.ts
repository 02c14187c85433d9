/**
 * Access shapes × accessor forms: for a place that holds what it got in one way, and an accessor that is used in another,
 * the edits that bring them together, or the reason why a person has to. README.md has the table in words.
 */
import type { TextEdit } from "../edits/apply.js";
import type { FileFacts, Site } from "../facts/facts.js";
import type { Form } from "../facts/forms.js";
import type { EncloseEdits, EncloseRequest } from "../languages/language.js";
import { contextManager, dependency } from "./context-managers.js";

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
  /** What the accessor gives is known, and so whether it has to be disposed of. */
  readonly known: boolean;
  /** What the place calls now gives a promise, as far as is known. */
  readonly wasPromise: boolean;
  /** What the place calls now gives a context manager, as far as is known. */
  readonly wasContextManager: boolean;
  /** A handle of the accessor has a method of this name, so that the place may go on releasing it by itself. */
  readonly releases: (method: string) => boolean;
}

export function fillCell(request: CellRequest): Cell {
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
  const { site, form, known } = request;
  const { holding, outer, awaited, declaration } = site.shape;
  if (holding === "callback")
    return person(`\`${expression}\` gives its handle at once, and the callback would have to be unfolded`);
  if (holding === "chained") return person(`\`${expression}\` is no promise, and the chain would have to be unfolded`);
  if (holding === "iterated") return person(`\`${expression}\` is one handle, which cannot be iterated`);
  if (holding === "dropped" && form === "object")
    return person("nothing is done with the handle; the statement may go");
  if (holding === "injected") return injected(request, expression);
  const value: TextEdit = { ...(awaited ? outer : site.range), text: expression };
  if (declaration && isBlock(declaration.keyword))
    return { kind: "edits", edits: [value], shown: `${declaration.keyword} ${expression}`, doubt: ENTERED_HANDLE };
  if (holding !== "using" || declaration === undefined)
    return { kind: "edits", edits: [value], shown: shownAs(site, expression) };
  const keyword: TextEdit = { ...declaration.keywordRange, text: "const" };
  const shown = `const ${declaration.name} = ${expression}`;
  return { kind: "edits", edits: [keyword, value], shown, ...(known ? {} : { doubt: UNKNOWN_HANDLE }) };
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
  const { holding, declaration } = site.shape;
  if (holding === "callback")
    return person(`\`${name}()\` gives a promise, and the callback would have to be unfolded`);
  if (holding === "iterated") return person(`\`${name}()\` gives one handle, which cannot be iterated`);
  if (holding === "injected") return injected(request, name);
  const cell = awaitedCall(request);
  if (cell.kind === "edits" && declaration && isBlock(declaration.keyword)) return { ...cell, doubt: ENTERED_HANDLE };
  if (cell.kind === "person" || holding !== "using" || declaration === undefined) return cell;
  const keyword: TextEdit = { ...declaration.keywordRange, text: "const" };
  const shown = `const ${declaration.name} = await ${name}()`;
  return { ...cell, edits: [keyword, ...cell.edits], shown, ...(request.known ? {} : { doubt: UNKNOWN_HANDLE }) };
}

/** `getDb()` where the place awaits already or passes the promise on; `await getDb()` where it needs the handle. */
function awaitedCall({ site, name, wasPromise }: CellRequest): Cell {
  const { awaited, holding, mayAwait } = site.shape;
  const call = `${name}()`;
  if (awaited) return { kind: "edits", edits: [{ ...site.range, text: call }], shown: shownAs(site, `await ${call}`) };
  if (holding === "chained") return { kind: "edits", edits: [{ ...site.range, text: call }], shown: call };
  // A promise that was passed on as it is can go on being passed on.
  if (wasPromise && PASSED_ON.has(holding))
    return { kind: "edits", edits: [{ ...site.range, text: call }], shown: call };
  if (!mayAwait) return person(`\`${call}\` has to be awaited, and the function around it is not \`async\``);
  const text = holding === "inline" ? `(await ${call})` : `await ${call}`;
  return { kind: "edits", edits: [{ ...site.range, text }], shown: shownAs(site, `await ${call}`) };
}

const PASSED_ON: ReadonlySet<string> = new Set(["returned", "argument", "stored", "assigned", "default", "other"]);
const UNKNOWN_HANDLE = "what the accessor gives is not known, so it may have to be disposed of";

/** The handle is released when its scope ends, so it needs a scope of its own: `await using`. */
function disposable(request: CellRequest): Cell {
  const { site, name } = request;
  const { holding, declaration } = site.shape;
  if (holding === "callback")
    return person(`\`await using\` wants a block, and the callback would have to be unfolded`);
  if (holding === "iterated") return person(`\`${name}()\` gives one handle, which cannot be iterated`);
  const cell = awaitedCall(request);
  if (cell.kind === "person") return cell;
  if (declaration === undefined || (holding !== "using" && holding !== "bound")) {
    return { ...cell, doubt: "nothing here disposes of the handle" };
  }
  const shown = `await using ${declaration.name} = await ${name}()`;
  if (declaration.keyword === "await using") return { ...cell, shown };
  if (holding === "bound") return boundDisposable(request, cell, shown);
  return { ...cell, edits: [{ ...declaration.keywordRange, text: "await using" }, ...cell.edits], shown };
}

function boundDisposable(request: CellRequest, cell: Extract<Cell, { kind: "edits" }>, shown: string): Cell {
  const { site, facts } = request;
  const { declaration, mayAwait } = site.shape;
  if (declaration?.binding === undefined) return { ...cell, doubt: "nothing here disposes of the handle" };
  const release = releasedBy(facts, declaration.binding);
  if (release !== undefined) {
    return request.releases(release) ? cell : { ...cell, doubt: `the handle of the accessor has no \`${release}\`` };
  }
  if (escapes(facts, declaration.binding))
    return { ...cell, doubt: "the handle leaves the block, and nothing disposes of it there" };
  if (!declaration.single || declaration.keyword !== "const" || !mayAwait)
    return { ...cell, doubt: "nothing here disposes of the handle" };
  return { ...cell, edits: [{ ...declaration.keywordRange, text: "await using" }, ...cell.edits], shown };
}

const RELEASES = /^(close|release|end|destroy|disconnect|\$disconnect|dispose)$/;

/** The method by which the code itself releases what the binding holds. */
function releasedBy(facts: FileFacts, binding: number): string | undefined {
  for (const { kind, target } of facts.sites) {
    if (kind !== "call" || target.kind !== "member" || target.of.kind !== "binding" || target.of.id !== binding)
      continue;
    if (RELEASES.test(target.name)) return target.name;
  }
  return undefined;
}

/** The binding is handed on as it is: returned, stored, given as an argument. */
function escapes(facts: FileFacts, binding: number): boolean {
  const references = facts.bindings[binding]?.references ?? [];
  const receivers = facts.sites.flatMap(({ target, receiverRange }) =>
    target.kind === "member" && target.of.kind === "binding" && target.of.id === binding && receiverRange
      ? [receiverRange]
      : [],
  );
  return references.some(
    (reference) => !receivers.some(({ start, end }) => start === reference.start && end === reference.end),
  );
}

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
    shown: `${name}(${site.shape.awaited ? "async " : ""}(${only.callback?.parameters.join(", ") ?? ""}) => …)`,
  };
}

/** The code as it will read, with the declaration around it where there is one. */
function shownAs({ shape }: Site, expression: string): string {
  const { declaration, holding } = shape;
  if (declaration === undefined || holding !== "bound") return expression;
  return `${[declaration.keyword, declaration.name].filter((word) => word !== "").join(" ")} = ${expression}`;
}
