/** An import of a name that a database module does not export, or of a database module that is not there. */

import { nearest } from "../../base/text/nearest.js";
import { type FilePath, spanOf } from "../../base/text/span.js";
import { driverModule } from "../../read/drivers/index.js";
import type { FileFacts, Import, ImportedName } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Resolution } from "../../read/languages/resolver.js";
import { packageModule } from "../../read/program/modules.js";
import { driversIn } from "../databases/handles.js";
import { isBelowDatabase, isDatabasePath, isNamedAfterDatabase, isNamedForAccess } from "../databases/names.js";
import { type Accessor, accessorName, type Database } from "../databases/source.js";
import { accessorNote, whatItExports } from "./describe.js";
import { misuseOfForm } from "./misuse/forms.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const missingExport: Rule = {
  id: "missing-export",
  summary: "an import of a name that a database module does not export, or of a database module that is not there",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    const known = knownNames(subject);
    for (const facts of subject.program.files) {
      for (const each of facts.imports) {
        if (each.optional || each.kind === "type-query" || driverModule(each.specifier) !== undefined) continue;
        const target = subject.program.resolve(facts.file, each.specifier);
        if (target.kind === "missing") yield* missingModule(subject, known, facts, each, target);
        else if (target.kind === "namespace" && target.closed)
          yield* missingInFolder(subject, known, facts, each, target.directory);
        else if (target.kind === "file") yield* missingNames(subject, known, facts, each, target);
      }
    }
  },
};

function* missingModule(
  subject: RuleContext,
  known: ReadonlySet<string>,
  facts: FileFacts,
  each: Import,
  target: Extract<Resolution, { kind: "missing" }>,
): Iterable<Finding> {
  const source = sourceFor(subject, facts.file);
  if (source?.assumed !== false && subject.kinds.asideKind(facts.file) === "archives") return;
  const isDatabase =
    each.names.some(({ imported }) => known.has(imported)) ||
    isDatabaseMissing(subject, each.specifier, target) ||
    ([each.specifier, ...target.tried.slice(0, 1)].some(isBelowDatabase) &&
      each.names.some(({ imported }) => isNamedForAccess(imported)));
  if (!isDatabase) return;
  const [name] = each.names;
  yield {
    span: spanOf(facts.file, each.specifierRange),
    message: `there is no module \`${each.specifier}\``,
    label: "nothing is there",
    notes: [
      ...(target.tried[0] === undefined ? [] : [{ message: `looked for ${target.tried.slice(0, 3).join(", ")}` }]),
      ...(source ? accessorNote(subject, source) : []),
    ],
    ...(target.nearest === undefined ? {} : { help: `there is ${target.nearest}` }),
    symbol: each.specifier,
    ...(source ? { source } : {}),
    ...(name && each.names.length === 1 ? reimport(subject, facts.file, each, name, source) : {}),
  };
}

/** By its path, a database module would be there. */
export function isDatabaseMissing(
  subject: RuleContext,
  specifier: string,
  { tried }: Extract<Resolution, { kind: "missing" }>,
): boolean {
  const isDatabase = (path: string): boolean => isDatabasePath(path) || isNamedAfterDatabase(path);
  return (
    [specifier, ...tried.slice(0, 1)].some(isDatabase) ||
    tried.some((path) => subject.sources.some((one) => one.isInternal(path)))
  );
}

/** A folder of modules has nothing but these. */
function* missingInFolder(
  subject: RuleContext,
  known: ReadonlySet<string>,
  facts: FileFacts,
  each: Import,
  directory: FilePath,
): Iterable<Finding> {
  const module = packageModule(directory);
  const source = sourceFor(subject, facts.file);
  for (const name of each.names) {
    const { imported } = name;
    const isDatabase =
      isDatabasePath(module) || known.has(imported) || (isBelowDatabase(module) && isNamedForAccess(imported));
    if (!isDatabase || imported === "*" || subject.program.submodule(module, imported) !== undefined) continue;
    yield {
      span: spanOf(facts.file, name.range),
      message: `${directory} has no module \`${imported}\``,
      label: "not there",
      notes: [
        { message: `${directory} is a folder without ${module}, so that only its modules can be imported` },
        ...(source ? accessorNote(subject, source) : []),
      ],
      symbol: `${module}#${imported}`,
      ...(source ? { source } : {}),
      ...reimport(subject, facts.file, each, name, source),
    };
  }
}

function* missingNames(
  subject: RuleContext,
  known: ReadonlySet<string>,
  facts: FileFacts,
  each: Import,
  found: Extract<Resolution, { kind: "file" }>,
): Iterable<Finding> {
  const { file } = found;
  const target = subject.program.facts(file);
  if (target === undefined) return;
  const isDatabase = isDatabaseModule(subject, target);
  const isIndex = !isForDatabase(subject, file) && passesMostOn(target);
  for (const name of each.names) {
    if (name.imported === "*" || name.imported === "=") continue;
    const isNamed = isNamedForAccess(name.imported);
    if (isDatabase ? isIndex && !isNamed && !known.has(name.imported) : !(isNamed && mayGiveAccess(subject, file)))
      continue;
    // A test may put another module in its place.
    const module = { kind: "module", file } as const;
    if (subject.program.members.lookUp(module, name.imported, facts.file).kind !== "absent") continue;
    if (subject.program.modules.meant(found, name.imported) !== file) continue;
    yield missingName(subject, facts, each, name, file);
  }
}

function missingName(
  subject: RuleContext,
  facts: FileFacts,
  each: Import,
  name: ImportedName,
  file: FilePath,
): Finding {
  const names = subject.program.modules.names(file);
  const similar = nearest(name.imported, names);
  const source = sourceFor(subject, facts.file);
  return {
    span: spanOf(facts.file, name.range),
    message:
      name.imported === "default" ? `${file} has no default export` : `${file} does not export \`${name.imported}\``,
    label: "not exported",
    notes: [whatItExports(file, names), ...(source ? accessorNote(subject, source) : [])],
    ...(similar === undefined ? {} : { help: `there is an export \`${similar}\`` }),
    symbol: `${file}#${name.imported}`,
    ...(source ? { source } : {}),
    ...reimport(subject, facts.file, each, name, source),
  };
}

/** A name that means the accessor can be had from where it is: the accessor's own, also of an import that lacks its braces. */
function reimport(
  subject: RuleContext,
  file: FilePath,
  each: Import,
  name: ImportedName,
  source: Database | undefined,
): Pick<Finding, "rewrite" | "help"> {
  const accessor = source?.accessor;
  const wanted = name.imported === "default" ? name.local : name.imported;
  const isKnown = accessor !== undefined && accessor.path.length === 1 && wanted === accessor.path[0];
  if (!isKnown || each.kind === "reexport" || file === accessor.module || source?.isInternal(file)) return {};
  if (subject.program.modules.exported(accessor.module, wanted).kind !== "found") return {};
  const misfit = misfitOf(subject, file, name, accessor);
  if (misfit !== undefined) return { help: `that of ${accessor.module} does not fit here: ${misfit}` };
  return { rewrite: { kind: "reimport", file, import: each, name, accessor } };
}

/** Why the accessor cannot be used as the missing name is. */
function misfitOf(
  subject: RuleContext,
  file: FilePath,
  { binding }: ImportedName,
  accessor: Accessor,
): string | undefined {
  const name = accessorName(accessor);
  const isIt = (term: Term) => term.kind === "binding" && term.id === binding;
  for (const site of subject.program.facts(file)?.sites ?? []) {
    const { target } = site;
    if (target.kind === "member" && isIt(target.of) && accessor.definition !== undefined)
      return `\`${name}\` is a function and has no member \`${target.name}\``;
    if (!isIt(target)) continue;
    if (accessor.form === "object" && site.kind === "call") return `\`${name}\` is a handle and cannot be called`;
    const misuse = misuseOfForm(subject, { file, site, accessor });
    if (misuse !== undefined) return misuse.message;
  }
  return undefined;
}

export function sourceFor(subject: RuleContext, file: FilePath): Database | undefined {
  return (
    subject.sources.find((source) => source.covers(file) && source.accessor) ??
    subject.sources.find((source) => source.covers(file))
  );
}

export function isDatabaseModule(subject: RuleContext, facts: FileFacts): boolean {
  return isForDatabase(subject, facts.file) || subject.databaseModules.isDatabaseModule(facts);
}

/** An index of many modules, one of which leads to the database: most of its names have nothing to do with that. */
function passesMostOn({ exports, bindings }: FileFacts): boolean {
  if (exports.some(({ kind }) => kind === "star")) return true;
  const imported = exports.filter((entry) => {
    if (entry.kind === "star") return false;
    return (
      entry.term.kind === "import" || (entry.term.kind === "binding" && bindings[entry.term.id]?.kind === "import")
    );
  });
  return imported.length > 2 && imported.length >= 0.8 * exports.length;
}

/** By its path, or because it is internal to a database. */
export function isForDatabase({ sources }: RuleContext, file: FilePath): boolean {
  return sources.some((source) => source.isInternal(file)) || isDatabasePath(file);
}

/** A module below a database folder, or one that builds a client, though it passes none on by any name that was read. */
function mayGiveAccess({ program }: RuleContext, file: FilePath): boolean {
  return isBelowDatabase(file) || driversIn(program, file).length > 0;
}

export function knownNames(subject: RuleContext): ReadonlySet<string> {
  return new Set(
    subject.sources.flatMap((source) => [
      ...(source.accessor?.path.slice(0, 1) ?? []),
      ...source.managers.map((manager) => manager.name),
      ...source.legacy.map((legacy) => legacy.name),
    ]),
  );
}
