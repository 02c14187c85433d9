/**
 * Turns an entry of the catalogue, whose paths are written as code (`new Pool()`), into a `Driver`, whose paths are steps.
 */
import type {
  Block,
  BlockEffect,
  Client,
  Driver,
  DriverKind,
  Engine,
  Gives,
  GlobalHandle,
  Implicit,
  Lack,
  Steps,
  WrappedPlace,
} from "./driver.js";

/** See README.md for how an entry reads. */
export interface Entry {
  readonly packages: readonly string[];
  readonly kind: DriverKind;
  readonly engines?: readonly Engine[];
  readonly defaultExport?: string;
  readonly modules?: readonly string[];
  readonly clients?: Readonly<Record<string, Gives | Wrapper>>;
  readonly implicit?: readonly string[];
  /** Implicit only where no argument is handed over. */
  readonly implicitWithoutArguments?: readonly string[];
  /** Implicit, too. */
  readonly globals?: Readonly<Record<string, Pick<GlobalHandle, "key" | "databaseArgument" | "instead">>>;
  readonly handles?: readonly string[];
  readonly views?: readonly string[];
  readonly tables?: readonly string[];
  readonly handleTypes?: readonly string[];
  readonly fluent?: readonly string[];
  readonly configures?: readonly string[];
  readonly releases?: readonly string[];
  readonly blocks?: Readonly<Record<string, readonly BlockEffect[]>>;
  readonly lacks?: Readonly<Record<string, readonly string[]>>;
  readonly enteredAwaited?: readonly string[];
  readonly needsCommit?: true;
  readonly plainOptions?: readonly string[];
}

interface Wrapper {
  readonly gives: Gives;
  readonly places: readonly string[];
}

/** A transaction around code: it commits at the end, and rolls back on an error. */
export const TRANSACTION: readonly BlockEffect[] = ["begins", "commits", "rollsBack"];

/** Most clients are event emitters, whose listening methods give the emitter back. */
const EMITTER = ["on()", "once()", "addListener()"];

/**
 * A client that stands on another one.
 *
 * @param places where that one is handed over: `0` is the first argument, `0.dialect` a property of it, `bind=` the
 *   argument of that name
 */
export function wrapper(gives: Gives, ...places: readonly string[]): Wrapper {
  return { gives, places };
}

export function driver(entry: Entry): Driver {
  const { packages, kind, engines = [], defaultExport, releases = [] } = entry;
  const path = (written: string) => canonicalSteps(readSteps(written), defaultExport);
  const implicit =
    (bare: boolean) =>
    (written: string): Implicit => ({ path: path(written), written, bare });
  return {
    packages,
    kind,
    engines,
    defaultExport,
    modules: entry.modules ?? [],
    clients: Object.entries(entry.clients ?? {}).map(([written, made]) => clientFrom(written, path(written), made)),
    implicit: [
      ...(entry.implicit ?? []).map(implicit(false)),
      ...Object.keys(entry.globals ?? {}).map(implicit(false)),
      ...(entry.implicitWithoutArguments ?? []).map(implicit(true)),
    ],
    globals: Object.entries(entry.globals ?? {}).map(([written, rest]) => ({
      ...rest,
      written: rest.key === undefined ? written.replace(/\(\)$/, "") : `${written}["${rest.key}"]`,
      path: path(written).filter((step) => step !== "()"),
    })),
    handles: (entry.handles ?? []).map(readSteps),
    views: [...(entry.views ?? []), ...(entry.tables ?? [])].map(readSteps),
    tables: (entry.tables ?? []).map(readSteps),
    handleTypes: entry.handleTypes,
    fluent: [...EMITTER, ...(entry.fluent ?? [])].map(readSteps),
    configures: (entry.configures ?? []).map(readSteps),
    releases,
    enteredAwaited: (entry.enteredAwaited ?? []).map(readSteps),
    needsCommit: entry.needsCommit ?? false,
    plainOptions: entry.plainOptions ?? [],
    lacks: Object.entries(entry.lacks ?? {}).map(([written, methods]): Lack => ({ path: readSteps(written), methods })),
    blocks: Object.entries(entry.blocks ?? {}).map(([written, does]): Block => ({ path: readSteps(written), does })),
  };
}

/**
 * Takes away what names the module itself. Named, default, namespace and CommonJS imports, and the `default` that
 * compilers put between, thus come to one path; a path that begins with a call is a call of the default export.
 */
export function canonicalSteps(steps: Steps, defaultExport: string | undefined): Steps {
  const first = steps.findIndex((step) => !["=", "*", "default", defaultExport].includes(step));
  return first < 0 ? [] : steps.slice(first);
}

function clientFrom(written: string, path: Steps, made: Gives | Wrapper): Client {
  if (typeof made === "string") return { path, written, gives: made, wraps: [] };
  return { path, written, gives: made.gives, wraps: made.places.map(readPlace) };
}

/** `new a.B()` → `a`, `B`, `new()`; `[]` is any element, `*` any member that is not called. */
function readSteps(written: string): Steps {
  const steps: string[] = written.replace(/^new /, "").match(/\(\)|\[\]|\*|[$\w]+/g) ?? [];
  return written.startsWith("new ") ? [...steps.slice(0, -1), "new()"] : steps;
}

function readPlace(place: string): WrappedPlace {
  if (place.endsWith("=")) return { keyword: place.slice(0, -1) };
  const [argument, property] = place.split(".");
  return property === undefined ? { argument: Number(argument) } : { argument: Number(argument), property };
}
