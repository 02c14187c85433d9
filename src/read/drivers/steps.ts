/** Paths as lists of steps: which of some known paths one begins with, and where the rest of it leads. */
import type { Driver, ExternalPath, Steps } from "./driver.js";
import { canonicalSteps } from "./entry.js";
import { isPythonPackage } from "./specifier.js";

/** How far a handle is from its client. */
export interface Way {
  /** Not the client itself but a session or a view that it gave. */
  readonly derived: boolean;
  /** On the way a session was taken, which whoever took it has to release. */
  readonly session: boolean;
  /** It leads to one table or collection. */
  readonly table: boolean;
}

/**
 * A path without the steps that only name modules. In Python any step of its beginning may name one, so there are as
 * many readings as there are such steps, the longest first.
 */
export function readingsOf(driver: Driver, external: ExternalPath): readonly Steps[] {
  if (!isPythonPackage(external.package)) {
    const steps = pathInModule(driver, external.path);
    // `new mysql.createConnection()` gives what the function returns.
    return steps.includes("new()") ? [steps, steps.map((step) => (step === "new()" ? "()" : step))] : [steps];
  }
  const steps = pythonSteps(external);
  return Array.from({ length: leadingModules(steps) + 1 }, (_, dropped) => steps.slice(dropped));
}

/** `sqlalchemy.ext.asyncio.AsyncSession()`, whichever of the modules it was imported from; classes are called there. */
export function pythonSteps({ subpath, path }: Pick<ExternalPath, "subpath" | "path">): Steps {
  const steps = [...subpath.split("/"), ...path].filter((step) => step !== "" && step !== "*");
  return steps.map((step) => (step === "new()" ? "()" : step));
}

/** How many of the first steps can be modules: names without capitals, which classes have. */
export function leadingModules(steps: Steps): number {
  const end = steps.findIndex((step) => !/^[\da-z_]+$/.test(step));
  return end < 0 ? steps.length : end;
}

/** Of the candidates with whose path a reading begins, the one with the longest path, and the steps after it. */
export function beginning<T extends { readonly path: Steps }>(
  candidates: readonly T[],
  readings: readonly Steps[],
): { readonly found: T; readonly rest: Steps } | undefined {
  for (const steps of readings) {
    const found = longest(candidates, steps);
    if (found !== undefined) return { found, rest: steps.slice(found.path.length) };
  }
  return undefined;
}

/** Follows a client's members for as long as they give handles; `undefined` where one gives something else. */
export function follow(driver: Driver, steps: Steps): Way | undefined {
  if (steps.length === 0) return { derived: false, session: false, table: false };
  const taken = (members: readonly Steps[]) => members.find((member) => startsWith(steps, member));
  const handle = taken(driver.handles);
  const view = handle ?? taken(driver.views);
  const member = view ?? taken(driver.fluent);
  const further = member && follow(driver, steps.slice(member.length));
  return (
    further && {
      derived: view !== undefined || further.derived,
      session: handle !== undefined || further.session,
      table: taken(driver.tables) !== undefined || further.table,
    }
  );
}

/** Of the paths with which `steps` begins, the longest: `Cluster.connect()` rather than `Cluster`. */
function longest<T extends { readonly path: Steps }>(candidates: readonly T[], steps: Steps): T | undefined {
  const matching = candidates.filter((candidate) => startsWith(steps, candidate.path));
  return matching.sort((a, b) => b.path.length - a.path.length)[0];
}

export function endsWith(steps: Steps, suffix: Steps): boolean {
  const from = steps.length - suffix.length;
  return from >= 0 && suffix.every((step, index) => steps[from + index] === step);
}

function startsWith(steps: Steps, prefix: Steps): boolean {
  return prefix.every((step, index) => (step === "*" ? isUncalled(steps, index) : steps[index] === step));
}

/** `client.shop`, but not the method in `client.close()`. */
function isUncalled(steps: Steps, index: number): boolean {
  return /^\w+$/.test(steps[index] ?? "") && steps[index + 1] !== "()";
}

/** The steps without those that only name the module: imports of any style, and `verbose()`. */
function pathInModule(driver: Driver, steps: Steps): Steps {
  const path = canonicalSteps(steps, driver.defaultExport);
  const configured = driver.configures.find((prefix) => startsWith(path, prefix));
  return configured ? pathInModule(driver, path.slice(configured.length)) : path;
}
