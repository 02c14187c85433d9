/**
 * A client that is built outside, held against the accessor: whether the accessor gives one of the same kind, and why the two
 * might not be one to the code that uses it. Takes linked facts, gives the rewrite.
 */
import { clientOf } from "../drivers/index.js";
import type { FileFacts, Site } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import { awaited, mapValue } from "../program/derived.js";
import type { Program } from "../program/program.js";
import { alternatives, type Value } from "../program/values.js";
import type { Access } from "../sources/accesses.js";
import { clientBuiltAt } from "../sources/handles.js";
import { type Accessor, accessorName, type Source } from "../sources/source.js";
import { type FilePath, spanOf } from "../text/span.js";
import type { Rewrite } from "./rewrite.js";
import type { Subject } from "./rule.js";

export type ClientAccess = Extract<Access, { kind: "client" }>;

/** Only of a client that many share by its nature: a connection of one's own may be just what the place is for. */
export function obtainSameClient(subject: Subject, access: ClientAccess, source: Source): Rewrite | undefined {
  const { file, site, client } = access;
  const { accessor } = source;
  const facts = subject.program.facts(file);
  const isForMany = client.gives === "pool" || client.gives === "client" || client.gives === "orm";
  if (!isForMany || site.shape.holding === "dropped" || accessor === undefined || facts === undefined) return undefined;
  if (!givesOnly(subject.program, accessor, access)) return undefined;
  const doubts = [
    databaseDoubt(subject, access, source, accessor),
    endDoubt(subject, facts, site),
    readinessDoubt(subject, access, accessor),
  ];
  const former = {
    kind: "client",
    gives: site.shape.awaited ? "promise" : "handle",
    doubts: doubts.filter((doubt) => doubt !== undefined),
  } as const;
  // What the arguments mean is judged here, against those of the accessor's own client.
  return { kind: "obtain", file, site: { ...site, arguments: [] }, source, accessor, former };
}

/** Every value that the accessor may give is a client of the same driver, made by the same class or function. */
function givesOnly(program: Program, accessor: Accessor, { file, site, client }: ClientAccess): boolean {
  const own = alternatives(program.valueOf(file, site.target)).filter((part) => part.kind === "external");
  return alternatives(givenBy(program, accessor)).every((part) => {
    if (part.kind !== "external" || clientOf(part)?.client !== client) return false;
    return own.every((each) => each.package === part.package && each.subpath === part.subpath);
  });
}

function givenBy(program: Program, { definition, module, path }: Accessor): Value {
  if (definition !== undefined) return mapValue(program.resultOf(definition), awaited);
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? found.value : { kind: "unknown", reason: "not followed" };
}

/** Built without a word on both sides, both go by what the environment says; all else may be another database or other options. */
function databaseDoubt(subject: Subject, access: ClientAccess, source: Source, accessor: Accessor): string | undefined {
  const canonical = subject.accesses.filter(
    (other): other is ClientAccess =>
      other.kind === "client" && other.client === access.client && source.isInternal(other.file),
  );
  const all = [access, ...canonical];
  if (canonical.length > 0 && all.every(({ site }) => site.arguments.length === 0)) return undefined;
  const namesOf = ({ file, site }: ClientAccess) => subject.databaseNames(spanOf(file, site.range));
  const own = namesOf(access);
  const known = canonical.flatMap(namesOf);
  const name = accessorName(accessor);
  if (own.length > 0 && own.every((each) => known.includes(each)))
    return `it goes by the options of \`${name}\` instead of its own`;
  const loss = access.site.arguments.length === 0 ? `\`${name}\` goes by options of its own` : "its options go";
  return `${loss}, and \`${name}\` may lead to another database`;
}

/** Whoever else gets the client may end it, which would end the one that all share. */
function endDoubt(subject: Subject, { file, exports, sites }: FileFacts, { shape }: Site): string | undefined {
  const { declaration, holding } = shape;
  const id = declaration?.binding;
  if (holding === "inline") return undefined;
  if (holding !== "bound" || id === undefined) return `what gets the client here may end it`;
  const isHeld = (term: Term): boolean => term.kind === "binding" && term.id === id;
  const names = exports.flatMap((each) => (each.kind === "name" && isHeld(each.term) ? [each.name] : []));
  if (isTaken(subject.program, file, names)) return "other files take the client from here, and may end it";
  const isPassedOn = sites.some((site) => site.arguments.some(({ term }) => isHeld(term)));
  return isPassedOn ? "the client is passed on, to where it may be ended" : undefined;
}

/** By one of these names, or with all that the file has. */
function isTaken(program: Program, file: FilePath, names: readonly string[]): boolean {
  const takes = (imported: readonly string[]): boolean =>
    imported.length === 0 || imported.some((name) => name === "*" || names.includes(name));
  return (
    names.length > 0 &&
    program.files.some((other) =>
      other.imports.some((each) => {
        const target = program.resolve(other.file, each.specifier);
        return target.kind === "file" && target.file === file && takes(each.names.map(({ imported }) => imported));
      }),
    )
  );
}

/** A module that asks while it is loaded may ask before anything has been set up. */
function readinessDoubt({ program }: Subject, { site, client }: ClientAccess, accessor: Accessor): string | undefined {
  const { definition } = accessor;
  const facts = definition && program.facts(definition.file);
  const asked = definition && facts?.functions[definition.index];
  if (site.enclosing !== undefined || facts === undefined || asked === undefined) return undefined;
  const isMade = (term: Term | undefined): boolean => term?.kind === "construct" || term?.kind === "call";
  const isThere = asked.returns.every((term) => isMade(term.kind === "binding" ? facts.bindings[term.id]?.term : term));
  const buildsIt = facts.sites.some((each) => {
    const isInside = asked.range.start <= each.range.start && each.range.end <= asked.range.end;
    return isInside && clientBuiltAt(program, facts.file, each)?.client === client;
  });
  if (isThere || buildsIt) return undefined;
  return `it is asked for while the module is loaded, when \`${accessorName(accessor)}\` may have nothing to give`;
}
