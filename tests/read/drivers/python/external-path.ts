/**
 * Reads a few statements of Python, one after another with `;`, and tells what the last expression is, as steps from a
 * package. It knows just enough for the cases beside it, and nothing of the front end that does this for whole programs.
 */
import type { ExternalPath } from "../../../../src/read/drivers/driver.js";

type Scope = Map<string, ExternalPath>;

/** @throws where the code is not of the few kinds that the cases need */
export function pythonPathOf(code: string): ExternalPath {
  const scope: Scope = new Map();
  let last: ExternalPath | undefined;
  for (const statement of code.split("; ")) last = run(statement, scope) ?? last;
  if (last === undefined) throw new Error(`no expression at the end of: ${code}`);
  return last;
}

function run(statement: string, scope: Scope): ExternalPath | undefined {
  const [, from, names] = /^from (\S+) import (.+)$/.exec(statement) ?? [];
  if (from !== undefined && names !== undefined) return bindNames(from, names, scope);
  const [, module, alias] = /^import (\S+)(?: as (\w+))?$/.exec(statement) ?? [];
  if (module !== undefined) return bindModule(module, alias, scope);
  const [, annotated, type] = /^(\w+): ([\w.]+)$/.exec(statement) ?? [];
  if (annotated !== undefined && type !== undefined) return step(evaluate(type, scope), "new()");
  const [, name, value] = /^(\w+) = (.+)$/.exec(statement) ?? [];
  if (name === undefined || value === undefined) return evaluate(statement, scope);
  scope.set(name, evaluate(value, scope));
  return undefined;
}

function bindNames(from: string, names: string, scope: Scope): undefined {
  for (const each of names.split(", ")) {
    const [name = "", local = name] = each.split(" as ");
    scope.set(local, { ...moduleOf(from), path: [name] });
  }
}

/** `import a.b` binds `a`; `import a.b as c` binds the inner module. */
function bindModule(module: string, alias: string | undefined, scope: Scope): undefined {
  const [top = ""] = module.split(".");
  scope.set(alias ?? top, { ...moduleOf(alias === undefined ? top : module), path: ["*"] });
}

function moduleOf(name: string): Pick<ExternalPath, "package" | "subpath"> {
  const [top, ...inner] = name.split(".");
  return { package: `pypi:${top}`, subpath: inner.join("/") };
}

function evaluate(text: string, scope: Scope): ExternalPath {
  const [name = "", ...steps] = text.replace("await ", "").match(/\w+|\(.*?\)|\[.*?\]/g) ?? [];
  const start = scope.get(name);
  if (start === undefined) throw new Error(`not understood: ${text}`);
  return steps.reduce((path, each) => step(path, each.replace(/^\(.*\)$/, "()").replace(/^\[.*\]$/, "[]")), start);
}

function step(value: ExternalPath, name: string): ExternalPath {
  return { ...value, path: [...value.path, name] };
}
