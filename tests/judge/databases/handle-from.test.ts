/** A client that stands on another one, by the place where it gets it: what is judged is the one that it got. */
import { expect, it } from "vitest";
import { findAccesses } from "../../../src/judge/databases/accesses.js";
import type { Argument, FileFacts, Site } from "../../../src/read/facts/facts.js";
import type { Term } from "../../../src/read/facts/terms.js";
import { createProgram } from "../../../src/read/program/program.js";

const FILE = "app/report.py";
const RANGE = { start: 0, end: 1 };
const ENGINE: Term = { kind: "call", of: { kind: "import", specifier: "sqlalchemy", name: "create_engine" } };
const POOL: Term = { kind: "call", of: { kind: "import", specifier: "oracledb", name: "create_pool" } };
const UNTYPED: Term = { kind: "unknown", reason: "parameter without a type" };

it.each([
  ["an engine by its place", called("sqlalchemy", "AsyncEngine", positional(ENGINE))],
  ["an engine by its name", called("sqlalchemy", "AsyncEngine", named("sync_engine", ENGINE))],
  [
    "a pool by its name, after another argument",
    called("oracledb", "connect", positional(UNTYPED), named("pool", POOL)),
  ],
  ["a session's engine of which nothing is known", called("sqlalchemy", "Session", positional(UNTYPED))],
  ["nothing yet, for a factory of sessions", called("sqlalchemy", "sessionmaker")],
])("leaves alone what gets %s", (_, site) => {
  expect(clientsAt(site)).toEqual([]);
});

it.each([
  ["nothing", called("sqlalchemy", "create_engine"), "create_engine()"],
  ["text", called("oracledb", "connect", positional({ kind: "literal" })), "connect()"],
  ["a pool where none is taken", called("oracledb", "connect", positional(POOL)), "connect()"],
  ["an engine under another name", called("sqlalchemy", "AsyncEngine", named("other", ENGINE)), "AsyncEngine()"],
])("reports what gets %s", (_, site, written) => {
  expect(clientsAt(site)).toEqual([written]);
});

function clientsAt(site: Site): readonly string[] {
  const program = createProgram({
    files: [factsWith(site)],
    codeOf: () => undefined,
    resolve: (_, specifier) => ({ kind: "external", package: `pypi:${specifier}`, subpath: "" }),
    submodule: () => undefined,
    isTest: () => false,
    isTestSetup: () => false,
  });
  const accesses = findAccesses(program, [], { isDatabaseModule: () => false });
  return accesses.flatMap((access) => (access.kind === "client" ? [access.client.written] : []));
}

function called(specifier: string, name: string, ...given: readonly Argument[]): Site {
  return {
    kind: "call",
    target: { kind: "import", specifier, name },
    range: RANGE,
    nameRange: RANGE,
    arguments: given,
    usage: { kind: "bound", expression: RANGE, awaited: false, mayAwait: false },
  };
}

function positional(term: Term): Argument {
  return { range: RANGE, term, writes: false };
}

function named(keyword: string, term: Term): Argument {
  return { range: RANGE, term, writes: false, keyword };
}

function factsWith(site: Site): FileFacts {
  return {
    file: FILE,
    language: "python",
    problems: [],
    imports: [],
    exports: [],
    bindings: [],
    classes: [],
    functions: [],
    objects: [],
    interfaces: [],
    sites: [site],
    augmentations: [],
    mocks: [],
    openExports: [],
    clientBundle: false,
    databaseNames: [],
    environment: [],
    entered: [],
    listens: false,
    setsEnvironment: false,
    isScript: false,
    callsAtTop: false,
  };
}
