/**
 * Compares a client that is built outside the internals with the accessor: whether the accessor gives a client of the same
 * kind, and why the two may differ for the code that uses it.
 */

import { contains, type FilePath, type Range, type Span, spanOf } from "../../base/text/span.js";
import { clientOf } from "../../read/drivers/index.js";
import { membersAskedOf } from "../../read/facts/asked.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import { isRelease } from "../../read/facts/releases.js";
import { rootOf, type Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, symbolKey } from "../../read/program/values.js";
import type { Access } from "../databases/accesses.js";
import { clientsBuiltIn } from "../databases/handles.js";
import { type Accessor, accessorName, type Database } from "../databases/source.js";
import { effectsDifference } from "../handles/compare.js";
import { effectsOfAccessor, effectsOfClient, withoutThose } from "../handles/effects.js";
import { accessorProfile, handleOf, handlesWithin } from "../handles/profile.js";
import { lastsBeyondStatement } from "../handles/sql.js";
import { type Sameness, sameArguments } from "./given-same.js";
import type { Rewrite } from "./rewrite.js";
import type { RuleContext } from "./rule.js";

export type ClientAccess = Extract<Access, { kind: "client" }>;

/** `LISTEN` keeps a connection for itself by its nature. */
export function listensAlone({ program }: RuleContext, { file, client }: ClientAccess): boolean {
  return client.gives === "connection" && program.facts(file)?.listens === true;
}

/** The clients that the internals of a source build. */
export function internalClients({ accesses }: RuleContext, { isInternal }: Database): readonly ClientAccess[] {
  return accesses.filter((access): access is ClientAccess => access.kind === "client" && isInternal(access.file));
}

/** What the code names its database by: where the client is built, in the options that it is given, and where those are declared. */
export function databaseNamesOf(subject: RuleContext, { file, site }: ClientAccess): readonly string[] {
  const facts = subject.program.facts(file);
  const given = site.arguments.flatMap(({ term }) => (term.kind === "binding" ? (facts?.bindings[term.id] ?? []) : []));
  const options = given.flatMap(({ term }) =>
    term.kind === "object" ? (facts?.objects[term.index]?.range ?? []) : [],
  );
  const declared = (facts?.databaseNames ?? []).filter(({ range }) =>
    given.some(({ nameRange }) => followsOnLine(subject, file, nameRange, range)),
  );
  return [
    ...[site.range, ...options].flatMap((range) => subject.databaseNames(spanOf(file, range))),
    ...declared.map(({ name }) => name),
  ];
}

/** Whether `later` stands behind `name` on its line, as the value of a short declaration does. */
function followsOnLine({ lineOf }: RuleContext, file: FilePath, name: Range, later: Range): boolean {
  return name.end <= later.start && lineOf(spanOf(file, name)) === lineOf(spanOf(file, later));
}

/** A hosted service behind HTTP has a client for each key that it is used with. */
export function isHosted({ client, driver }: ClientAccess): boolean {
  return client.gives === "client" && driver.engines.length === 0;
}

/**
 * The key of a hosted service's client, by the variable or constant that holds it: `SUPABASE_SERVICE_ROLE_KEY`. `undefined` where
 * it is unknown, or where other options may make the client that of one request.
 */
export function serviceKeyOf(subject: RuleContext, { file, site, driver }: ClientAccess): string | undefined {
  const { program } = subject;
  const [, key, ...options] = site.arguments;
  const facts = program.facts(file);
  if (key === undefined || facts === undefined || !options.every((each) => isPlain(facts, each.term, driver))) return;
  const binding = key.term.kind === "binding" ? facts.bindings[key.term.id] : undefined;
  const declared = binding?.kind === "variable" ? binding.nameRange : undefined;
  const read = facts.environment.find(
    ({ range }) =>
      contains(key.range, range) || (declared !== undefined && followsOnLine(subject, file, declared, range)),
  );
  if (read !== undefined) return read.name;
  const symbol = program.symbols.of(file, key.term);
  return symbol && [symbolKey({ ...symbol, path: [] }), ...symbol.path].join(".");
}

/**
 * Of a client that many share by its nature, and of a connection where the accessor opens one for each caller: a shared
 * connection may be just what the place does not want.
 */
export function obtainSameClient(subject: RuleContext, access: ClientAccess, source: Database): Rewrite | undefined {
  const { file, site, client } = access;
  const { accessor } = source;
  const facts = subject.program.facts(file);
  if (accessor === undefined || facts === undefined || isChosenByCaller(facts, site)) return undefined;
  if (site.usage.kind === "dropped") return connectOnce(subject, access, source, accessor);
  if (!givesOnly(subject.program, accessor, access)) return undefined;
  const canonical = internalClients(subject, source).filter((other) => other.client === access.client);
  const isForMany = client.gives === "pool" || client.gives === "client" || client.gives === "orm";
  const isOfCaller = accessorProfile(subject.program, accessor).opens === "always";
  if (!isForMany && (!isOfCaller || connectsItself(facts, site))) return undefined;
  const risks = isForMany
    ? [
        databaseRisk(subject, access, canonical, accessor, true),
        setUpRisk(subject, access, canonical),
        ownRisk(facts, site),
        access.driver.releases.length > 0 ? endRisk(subject, facts, site) : undefined,
        readinessRisk(subject, access, accessor),
        isHosted(access) ? keyRisk(subject, access, canonical, accessor) : undefined,
      ]
    : [
        databaseRisk(subject, access, canonical, accessor, false),
        effectsRisk(subject, access, canonical, accessor),
        workRisk(subject, canonical, accessor),
      ];
  risks.push(patchRisk(subject, access));
  const from = {
    kind: "client",
    gives: site.usage.awaited ? "promise" : "handle",
    risks: risks.filter((risk) => risk !== undefined),
  } as const;
  // What the arguments mean is judged here, against those of the accessor's own client.
  return { kind: "obtain", file, site: { ...site, arguments: [] }, source, accessor, from };
}

/** A parameter says which database it is, or which schema or role: no client that others have can be that. */
function isChosenByCaller({ bindings }: FileFacts, { arguments: given }: Site): boolean {
  return bindings.some(({ kind, name, references }) => {
    const isGiven = references.some((reference) => given.some(({ range }) => contains(range, reference)));
    return kind === "parameter" && isGiven && CHOOSES.test(name);
  });
}

const CHOOSES =
  /(?:^|_)(?:db|database|schema|tenant|role|user(?:name)?)(?:_?name|_?id|_?ur[il])?$|(?:Db|Database|Schema|Tenant|Role)(?:Name|Id|Ur[il])?$|^(?:ur[il]|dsn|connection_?string)$/i;

/** `await mongoose.connect(uri)`, where the accessor is the function that calls it once for all. */
function connectOnce(
  subject: RuleContext,
  access: ClientAccess,
  source: Database,
  accessor: Accessor,
): Rewrite | undefined {
  const { file, site, client, driver } = access;
  const { definition, form } = accessor;
  const body = definition && subject.program.functionAt(definition);
  const facts = subject.program.facts(file);
  if (definition === undefined || body === undefined || facts === undefined || site.kind !== "call") return undefined;
  const canonical = internalClients(subject, source).filter((each) => each.client === client);
  const isItsOwn = canonical.some((each) => each.file === definition.file && contains(body.range, each.site.range));
  if (!isItsOwn || !site.usage.awaited || form !== "promise") return undefined;
  const ended = facts.sites.find(
    ({ kind, target }) =>
      kind === "call" && target.kind === "member" && (driver.releases.includes(target.name) || ENDS.test(target.name)),
  );
  const end = ended?.target.kind === "member" ? ended.target.name : undefined;
  const risks = [
    databaseRisk(subject, access, canonical, accessor, true),
    setUpRisk(subject, access, canonical),
    end && `\`${end}()\` ends the connection, and \`${accessorName(accessor)}\` may not open it again`,
  ];
  const from = { kind: "client", gives: "promise", risks: risks.filter((risk) => risk !== undefined) } as const;
  return { kind: "obtain", file, site: { ...site, arguments: [] }, source, accessor, from };
}

const ENDS = /^(?:disconnect|close)$/;
const STATEMENTS = /^(?:query|execute|exec|run|raw|unsafe|\$\w*[rR]aw\w*)$/;

/** `new Client()` and later `client.connect()`: what comes from the accessor is connected already. */
function connectsItself(facts: FileFacts, site: Site): boolean {
  return membersAskedOf(facts, site).some(({ member }) => CONNECTS.test(member));
}

const CONNECTS = /^(?:connect|open|initialize|init)$/;

/** What the accessor does to a connection before it is used, and around it; what both ask for when they open one is the same. */
function effectsRisk(
  subject: RuleContext,
  { file, site }: ClientAccess,
  canonical: readonly ClientAccess[],
  accessor: Accessor,
): string | undefined {
  const all = effectsOfAccessor(subject.program, accessor);
  const isOpening = (span: Span) =>
    canonical.some((each) => each.file === span.file && contains(each.site.range, span));
  const its = withoutThose(all, isOpening);
  // Whether both lead to one database is judged by their arguments.
  const own = { ...effectsOfClient(spanOf(file, site.range)), clients: its.clients, gives: its.gives };
  return effectsDifference(own, its, subject);
}

/** The accessor does more than open a connection: it may create a folder, or hand the connection to what sets it up. */
function workRisk(
  { program }: RuleContext,
  canonical: readonly ClientAccess[],
  { definition }: Accessor,
): string | undefined {
  const body = definition && program.functionAt(definition);
  const facts = definition && program.facts(definition.file);
  if (definition === undefined || body === undefined || facts === undefined) return undefined;
  const isOpening = (range: Range) =>
    canonical.some((each) => each.file === definition.file && contains(each.site.range, range));
  const isOwn = (term: Term): boolean => {
    const root = rootOf(term);
    const binding = root.kind === "binding" ? facts.bindings[root.id] : undefined;
    return binding !== undefined && (contains(body.range, binding.nameRange) || REPORTS.test(binding.name));
  };
  const work = facts.sites.find(
    ({ kind, target, range }) =>
      (kind === "call" || kind === "construct") &&
      contains(body.range, range) &&
      range.start > (body.nameRange?.end ?? body.range.start) &&
      !isOpening(range) &&
      !isOwn(target) &&
      !(target.kind === "global" && REPORTS.test(target.name)),
  );
  return work && `the accessor does more than open a connection: it calls \`${wordOf(work.target)}\``;
}

const REPORTS = /^(?:_?log(?:ger|ging)?|console|print|closing|super|isinstance|str|int)$/i;

function wordOf(target: Term): string {
  if (target.kind === "member" || target.kind === "global") return target.name;
  return "another function";
}

/** A test sets a constant of the file, and the accessor does not know it. */
function patchRisk({ program, mentions, kinds }: RuleContext, { file, site }: ClientAccess): string | undefined {
  const bindings = program.facts(file)?.bindings ?? [];
  for (const { name, topLevel, term, references } of bindings) {
    const isForeign = term.kind === "import" && program.resolve(file, term.specifier).kind !== "file";
    if (!topLevel || isForeign || term.kind === "class" || term.kind === "function") continue;
    if (!references.some((reference) => contains(site.range, reference))) continue;
    const test = mentions(name).find((mention) => kinds.isTest(mention.file));
    if (test !== undefined) return `${test.file} names \`${name}\`, and may set it`;
  }
  return undefined;
}

/** Every value that the accessor may give is a client of the same driver, made by the same class or function. */
function givesOnly(program: Program, accessor: Accessor, { file, site, client, driver }: ClientAccess): boolean {
  const own = alternatives(program.valueOf(file, site.target)).filter((part) => part.kind === "external");
  const given = handlesWithin(handleOf(program, accessor));
  // `globalThis.prisma ?? new PrismaClient()`: what is kept there was built here.
  const known = accessor.form === "object" ? given.filter(({ kind }) => kind !== "unknown") : given;
  if (known.length === 0) return false;
  return known.every((part) => {
    const match = part.kind === "external" ? clientOf(part) : undefined;
    if (part.kind !== "external" || match === undefined) return false;
    // The class of a connection, as an annotation names it, is what the function gives that opens one.
    if (match.client !== client) return isConnection(match.client) && isConnection(client) && match.driver === driver;
    return own.every((each) => each.package === part.package && each.subpath === part.subpath);
  });
}

function isConnection({ gives }: ClientAccess["client"]): boolean {
  return gives === "connection" || gives === "database" || gives === "session";
}

/** Built without a word on both sides, both go by what the environment says; all else may be another database or other options. */
function databaseRisk(
  subject: RuleContext,
  access: ClientAccess,
  canonical: readonly ClientAccess[],
  accessor: Accessor,
  isShared: boolean,
): string | undefined {
  const isWithout = (each: ClientAccess) => hasPlainOptions(subject.program, each);
  if (canonical.length > 0 && [access, ...canonical].every(isWithout)) return undefined;
  if (isGivenSame(subject, access, canonical, isShared)) return undefined;
  const namesOf = (each: ClientAccess) => databaseNamesOf(subject, each);
  const own = namesOf(access);
  const known = canonical.flatMap(namesOf);
  const name = accessorName(accessor);
  if (own.length > 0 && own.every((each) => known.includes(each))) return `the options of \`${name}\` replace its own`;
  const loss = isWithout(access) ? `\`${name}\` has its own options` : "its options are lost";
  return `${loss}, and \`${name}\` may connect to another database`;
}

/** The key decides what the client may do; and a client keeps who has signed in by it. */
function keyRisk(
  subject: RuleContext,
  access: ClientAccess,
  canonical: readonly ClientAccess[],
  accessor: Accessor,
): string {
  const name = accessorName(accessor);
  const own = serviceKeyOf(subject, access);
  const [other] = canonical.flatMap((each) => serviceKeyOf(subject, each) ?? []);
  if (own === undefined || other === undefined || own === other)
    return `\`${name}\` is shared, and keeps who is signed in`;
  return `\`${name}\` has the rights of \`${other}\`, and this client those of \`${own}\``;
}

/**
 * Both are given the same. What all share is built earlier, so that a name must not mean something else by then; and if this one
 * is built by a function, the environment may be set in between.
 */
function isGivenSame(
  subject: RuleContext,
  access: ClientAccess,
  canonical: readonly ClientAccess[],
  isShared: boolean,
): boolean {
  const same = canonical.map((each) => sameArguments(subject, access, each));
  const functions = subject.program.facts(access.file)?.functions ?? [];
  const isLate = functions.some(({ range }) => contains(range, access.site.range));
  const isSteady = (each: Sameness): boolean => !isShared || (isLate ? each.literal : each.fixed);
  return same.length > 0 && same.every((each) => each !== undefined && isSteady(each));
}

/** No arguments, or only options that change neither the database nor the results. */
function hasPlainOptions(program: Program, { file, site, driver }: ClientAccess): boolean {
  const facts = program.facts(file);
  return facts !== undefined && site.arguments.every(({ term }) => isPlain(facts, term, driver));
}

function isPlain({ objects }: FileFacts, term: Term, { plainOptions }: ClientAccess["driver"]): boolean {
  const options = term.kind === "object" ? objects[term.index] : undefined;
  if (options === undefined || options.spreads.length > 0 || options.open.length > 0) return false;
  return options.members.every(({ name }) => plainOptions.includes(name));
}

/** Other code that gets the client may end it, which would end the shared client. */
function endRisk(
  subject: RuleContext,
  { file, exports, sites, bindings }: FileFacts,
  { usage }: Site,
): string | undefined {
  const { declaration, kind } = usage;
  const id = declaration?.binding;
  if (kind === "inline") return undefined;
  if (kind !== "bound" || id === undefined) return `code that gets the client here may close it`;
  const isHeld = (term: Term): boolean => term.kind === "binding" && term.id === id;
  const names = exports.flatMap((each) => (each.kind === "name" && isHeld(each.term) ? [each.name] : []));
  if (isTaken(subject.program, file, names)) return "other files import the client from here and may close it";
  const isAsked = ({ start, end }: Range): boolean =>
    sites.some(({ target, range }) => range.start === start && range.end > end && isHeld(rootOf(target)));
  const passedOn = bindings[id]?.references.filter((reference) => !isAsked(reference)) ?? [];
  const isKnown = passedOn.every((reference) => onlyQueries(subject, file, reference));
  return isKnown ? undefined : "the client is passed on and may be closed there";
}

/** The place is an argument of a function that only calls its methods: it neither ends the client nor sets it up. */
function onlyQueries({ program }: RuleContext, file: FilePath, { start, end }: Range): boolean {
  const call = program
    .facts(file)
    ?.sites.find((each) => each.arguments.some(({ range }) => range.start === start && range.end === end));
  const index = call?.arguments.findIndex(({ range }) => range.start === start) ?? -1;
  const callees = call?.kind === "call" ? alternatives(program.valueOf(file, call.target)) : [];
  if (call?.arguments[index]?.keyword !== undefined) return false;
  return (
    callees.length > 0 &&
    callees.every((callee) => {
      const facts = callee.kind === "function" ? program.facts(callee.file) : undefined;
      const id = callee.kind === "function" ? program.functionAt(callee)?.parameters[index]?.binding : undefined;
      if (facts === undefined || id === undefined) return false;
      const isHeld = (term: Term): boolean => term.kind === "binding" && term.id === id;
      const asked = facts.sites.filter(({ target }) => target.kind === "member" && isHeld(target.of));
      const isSafe = asked.every(({ target, arguments: given }) => {
        if (target.kind !== "member") return true;
        // A statement that is not seen may set up the connection.
        const isUnseen = STATEMENTS.test(target.name) && given[0]?.text === undefined;
        return !isUnseen && !isRelease(target.name, given.length);
      });
      const isAsked = (reference: Range) => asked.some(({ range }) => range.start === reference.start);
      const isSteady = setUps(facts, isHeld).length === 0 && (facts.bindings[id]?.assigned.length ?? 0) === 0;
      return isSafe && isSteady && (facts.bindings[id]?.references.every(isAsked) ?? false);
    })
  );
}

/** One of the two clients is configured, and the other is not: listeners, middleware, settings of the session. */
function setUpRisk(
  { program, handles }: RuleContext,
  access: ClientAccess,
  canonical: readonly ClientAccess[],
): string | undefined {
  const id = access.site.usage.declaration?.binding;
  const isOwn = (term: Term): boolean => term.kind === "binding" && term.id === id;
  const [here] = setUps(program.facts(access.file), isOwn);
  if (here !== undefined) return `\`${here}()\` configures the client created here, and would configure the shared one`;
  const [there] = canonical.flatMap(({ file }) =>
    setUps(program.facts(file), (term) => handles.driverOf(program.valueOf(file, term)) !== undefined),
  );
  return there === undefined
    ? undefined
    : `\`${there}()\` configures the shared client, and the one created here is not configured`;
}

function setUps(facts: FileFacts | undefined, isClient: (term: Term) => boolean): readonly string[] {
  return (facts?.sites ?? []).flatMap(({ target, arguments: given }) => {
    if (target.kind !== "member") return [];
    const [first] = given;
    // `event.listens_for(engine, "connect")`
    if (/^listens?(?:_for)?$/.test(target.name) && first !== undefined && isClient(first.term)) return [target.name];
    const isListening = LISTENS.test(target.name) && !(first?.text !== undefined && LOOKS_ON.test(first.text));
    const isStatement = given.some(({ text }) => text !== undefined && lastsBeyondStatement(text));
    return (isListening || isStatement || SETS_UP.test(target.name)) && isClient(target.of) ? [target.name] : [];
  });
}

const SETS_UP = /^(?:\$?use|set[A-Z]\w*|configure|plugin|addHook)$/;
const LISTENS = /^(?:\$?on|once|addListener|prependListener)$/;
/** Events that only report the state of a client. */
const LOOKS_ON = /^(?:error|warn|info|close|end|remove|exit|open|connected|disconnected|reconnected)$/;

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

function ownRisk({ startsWorkers }: FileFacts, { enclosing }: Site): string | undefined {
  if (startsWorkers === undefined || enclosing === undefined) return undefined;
  return `the file imports ${startsWorkers}, and each process or event loop may need its own client`;
}

/** The accessor returns what another function creates, which may run later, or never in this program. */
function readinessRisk(
  { program }: RuleContext,
  { site, client }: ClientAccess,
  accessor: Accessor,
): string | undefined {
  const { definition } = accessor;
  const facts = definition && program.facts(definition.file);
  const asked = definition && facts?.functions[definition.index];
  if (facts === undefined || asked === undefined) return undefined;
  const isMade = (term: Term | undefined): boolean => term?.kind === "construct" || term?.kind === "call";
  const isThere = asked.returns.every((term) => isMade(term.kind === "binding" ? facts.bindings[term.id]?.term : term));
  const buildsIt = clientsBuiltIn(program, facts.file, asked.range).some((built) => built.client === client);
  if (isThere || buildsIt) return undefined;
  const name = accessorName(accessor);
  if (site.enclosing !== undefined) return `\`${name}\` may not have a client yet: another function creates it`;
  return `the client is needed while the module loads, when \`${name}\` may not have it yet`;
}
