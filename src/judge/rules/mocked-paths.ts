/** Paths of mocks that lead to the wrong module: the code moved on, or took the name before it was mocked. */
import type { FilePath } from "../../base/text/span.js";
import type { FileFacts, Import, ImportedName, Mock } from "../../read/facts/facts.js";
import { endOfPath, replacedBy } from "../../read/program/mocked.js";
import type { Program } from "../../read/program/program.js";
import type { Rewrite } from "./rewrite.js";
import type { RuleContext } from "./rule.js";

/**
 * `patch("app.health.DatabaseManager.open_session")`, where the module calls the accessor now, and nothing else of the
 * database: the mock was left behind.
 */
export function leftBehind({ program, accesses }: RuleContext, file: FilePath, mock: Mock): Rewrite | undefined {
  const end = mock.kind === "path" && mock.fits !== undefined ? endOfPath(program, file, mock) : undefined;
  const facts = end && program.facts(end.file);
  if (end === undefined || facts === undefined) return undefined;
  const used = accesses.filter((access) => access.file === end.file);
  const names = new Set(
    used.map(({ site: { target } }) => target.kind === "binding" && facts.bindings[target.id]?.name),
  );
  const [name, ...others] = names;
  if (!name || others.length > 0 || used.some(({ kind }) => kind !== "accessor")) return undefined;
  return {
    kind: "token",
    file,
    edits: [{ ...end.range, text: name }],
    title: `mock \`${name}\`, which ${end.file} calls`,
    risk: `what the mock gives was made for \`${end.written}\``,
  };
}

/**
 * `patch("app.database.get_db")`, where all that use `get_db` took it by name when they were loaded, which the test's own
 * imports did before anything was mocked.
 */
export function takenBefore(
  subject: RuleContext,
  known: ReadonlySet<string>,
  test: FileFacts,
  mock: Mock,
): TakenBefore | undefined {
  const { program, kinds } = subject;
  const [only, ...others] = mock.kind === "path" ? replacedBy(program, test.file, mock) : [];
  if (mock.kind !== "path" || only?.kind !== "member" || only.of.kind !== "module" || others.length > 0)
    return undefined;
  const { name } = only;
  const home = only.of.file;
  const own = program.facts(home)?.bindings.find((each) => each.topLevel && each.name === name);
  if (!known.has(name) || own === undefined || own.kind === "import" || own.references.length > 0) return undefined;
  if (test.imports.some(({ nested }) => nested)) return undefined;
  const loadedAs = (file: FilePath) => test.imports.flatMap((each) => pathTo(program, test.file, each, file))[0];
  const takenAs = (file: FilePath): ImportedName | undefined => {
    const imports = program.facts(file)?.imports ?? [];
    const taking = imports.filter((each) => !each.nested && pathTo(program, file, each, home).includes(each.specifier));
    return taking.flatMap(({ names }) => names).find(({ imported }) => imported === name);
  };
  const users = [...new Set(subject.mentions(name).map(({ file }) => file))].filter(
    (file) => file !== home && !kinds.isTest(file),
  );
  const [user, ...more] = users;
  if (user === undefined || users.some((file) => !loadedAs(file) || !takenAs(file))) return undefined;
  const path = `${loadedAs(user)}.${takenAs(user)?.local}`;
  const canFollow = more.length === 0 && endOfPath(program, test.file, mock) !== undefined;
  const edit = { ...mock.nameRange, text: path };
  const risk = "so far the test ran without its mock";
  const rewrite = { kind: "token", file: test.file, edits: [edit], title: `mock \`${path}\``, risk } as const;
  return { home, name, users, rewrite: canFollow ? rewrite : undefined };
}

export interface TakenBefore {
  readonly home: FilePath;
  readonly name: string;
  readonly users: readonly FilePath[];
  readonly rewrite: Rewrite | undefined;
}

/** How an import names a file: by its specifier, or by one of its names, if that is a module. */
function pathTo({ resolve, submodule }: Program, from: FilePath, { specifier, names }: Import, file: FilePath) {
  const target = resolve(from, specifier);
  if (target.kind !== "file") return [];
  if (target.file === file) return [specifier];
  const modules = names.filter(({ imported }) => submodule(target.file, imported) === file);
  return modules.map(({ imported }) => `${specifier}.${imported}`);
}
