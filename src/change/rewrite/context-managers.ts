/** Templates for accessors that are entered (`async with get_db() as db:`) or injected (`Depends(get_db)`). */
import type { TextEdit } from "../../base/edits/apply.js";
import { mayGive } from "../../judge/handles/profile.js";
import { membersAskedOf } from "../../read/facts/asked.js";
import type { Declaration } from "../../read/facts/facts.js";
import { isRelease } from "../../read/facts/releases.js";
import type { Term } from "../../read/facts/terms.js";
import { ENTRANCES, loopKeyword, withKeyword } from "../../read/program/standard/blocks.js";
import {
  type EditedFile,
  manual,
  type Rewritten,
  rewritten,
  type Template,
  type TemplateRequest,
  withRisks,
} from "./template.js";

/** The handle lives as long as a block, so the place needs one: its own `with`, or one around what follows. */
export function contextManager(request: TemplateRequest): Template {
  return inBlock(request, `${request.name}()`);
}

function inBlock(request: TemplateRequest, call: string): Template {
  const { site, name } = request;
  switch (site.usage.kind) {
    case "using":
      return entered(request, call);
    case "iterated":
      return looped(request, call);
    case "bound":
      return bound(request, call);
    case "inline":
      return isEnteredByHand(request) && isEntered(request) !== "no"
        ? replaced(request, call)
        : manual(`\`${withWord(request)} ${call}\` needs a block around the code that uses the handle`);
    case "assigned":
      return guarded(request, call) ?? again(request, call) ?? handedOn(request, call, WHERE.assigned);
    case "argument":
      return closed(request, call) ?? handedOn(request, call, WHERE.argument);
    case "returned":
    case "stored":
    case "default":
    case "other":
      return handedOn(request, call, WHERE[site.usage.kind]);
    case "injected":
      return manual(`\`${name}\` is a context manager, and dependency injection needs the bare generator`);
    case "callback":
      return manual(`\`${call}\` gives its handle to a block, and the callback would have to be inlined`);
    case "dropped":
      return manual("the handle is not used; remove the statement");
    default:
      return manual(`\`${withWord(request)} ${call}\` needs a block, and there is none here`);
  }
}

/** A bare generator: a framework runs it, a loop does, or a context manager is made of it. */
export function dependency(request: TemplateRequest): Template {
  const { site, name, from, to, maker, uses } = request;
  const { kind, awaited, declaration } = site.usage;
  if (kind === "injected") return rewritten([{ ...site.range, text: name }], name);
  const isLoop = kind === "iterated" && declaration?.keyword === loopKeyword(to.async);
  const isAlike = from.result.kind === "generator" && from.result.async === to.async;
  const isStepped =
    kind === "bound" && from.result.kind === "absent" && uses.iteratedLater && site.usage.mayAwait === to.async;
  const isSame = (isAlike || isStepped) && !NOT_ITERATED.has(kind);
  const isStep = kind === "iterated" && !declaration?.keyword && to.closes;
  if ((isLoop || (isSame && !isStep && declaration?.keyword !== loopKeyword(!to.async))) && !awaited)
    return replaced(request, `${name}()`);
  if (maker === undefined) return manual(`\`${name}\` is a class, and the code needs an object of it`);
  const template = inBlock(request, `${maker}(${name})()`);
  return template.kind === "edits" ? { ...template, made: true } : template;
}

const NOT_ITERATED: ReadonlySet<string> = new Set(["using", "callback", "dropped", "destructured"]);

const WHERE = {
  returned: "returned",
  argument: "passed on",
  stored: "stored",
  assigned: "stored beyond any block",
  default: "a default value",
  other: "part of an expression",
} as const;

/** Kept under a name: to be entered later, or a handle that is used at once. */
function bound(request: TemplateRequest, call: string): Template {
  const { result } = request.from;
  const entered = isEntered(request);
  if (entered === "yes") return replaced(request, call);
  if (request.uses.iteratedLater)
    return manual(`\`${call}\` gives its handle to a block, and the code goes on to iterate what it gets`);
  if (!request.site.usage.awaited && (result.kind === "context-manager" || result.kind === "generator"))
    return manual(`\`${call}\` is entered by \`${withWord(request)}\`, and the current result is not`);
  if (result.kind === "unknown" && mayGive(result, "context-manager")) return replaced(request, call);
  return enclosed(request, call);
}

/** What is entered elsewhere can be handed on as it is; a handle that is handed on has no block. */
function handedOn(request: TemplateRequest, call: string, where: string): Template {
  const entered = isEntered(request);
  if (entered === "no") return manual(`\`${call}\` gives its handle to a block, and here it is ${where}`);
  // What `contextlib` makes of a generator decorates functions as well, a class with `__enter__` does not.
  if (isDecorator(request) && request.to.result.kind === "handle")
    return manual(`\`${call}\` gives a handle, which cannot decorate a function`);
  const risks = entered === "yes" ? [] : [`it is unknown whether it is entered where it is ${where}`];
  return replaced(request, call, risks);
}

function isDecorator({ file, site }: TemplateRequest): boolean {
  return /@\s*$/.test(file.text.slice(0, site.usage.expression.start));
}

/** Whether the code then enters the result in the way that the accessor requires. */
function isEntered(request: TemplateRequest): "yes" | "no" | "unknown" {
  const { site, from, to, uses } = request;
  const { awaited, kind } = site.usage;
  if (awaited && kind !== "inline") return "no";
  if (from.result.kind === "context-manager") return from.result.async === to.async ? "yes" : "no";
  if (from.result.kind !== "absent") return from.result.kind === "unknown" ? "unknown" : "no";
  if (uses.enteredLater) return "yes";
  return site.usage.declaration?.binding === undefined ? "unknown" : "no";
}

function replaced({ site }: TemplateRequest, call: string, risks: readonly string[] = []): Rewritten {
  const { awaited, expression } = site.usage;
  return rewritten([{ ...(awaited ? expression : site.range), text: call }], call, ...risks);
}

/** `with` becomes `async with` where the accessor wants it, and the other way round. */
function entered(request: TemplateRequest, call: string): Template {
  const { site, from, to } = request;
  const { declaration, awaited, expression, mayAwait } = site.usage;
  if (declaration === undefined) return manual("this `with` could not be read");
  const value: TextEdit = { ...(awaited ? expression : site.range), text: call };
  const wanted = withWord(request);
  const shown = `${wanted} ${call}${declaration.name === "" ? "" : ` as ${declaration.name}`}`;
  if (declaration.keyword === wanted) {
    const isOfHandle = from.result.kind === "handle" || from.result.kind === "promise";
    const template = rewritten([value], shown, ...(isOfHandle && !to.closesItself ? [OWN_END] : []));
    return isOfHandle && to.closesItself ? asClosed(request, template, call) : template;
  }
  if (to.async && !mayAwait) return manual(`\`${shown}\` needs an \`async\` function, and this one is not`);
  if (!declaration.single)
    return manual(`the other items of this \`${declaration.keyword}\` would have to be entered by \`${wanted}\` too`);
  const risk = to.async ? "the block does not await what it does with the handle" : "the block may await its handle";
  return rewritten([{ ...declaration.keywordRange, text: wanted }, value], shown, risk);
}

/** `with closing(f()) as x:` */
function closed(request: TemplateRequest, call: string): Template | undefined {
  const { site, file } = request;
  const { start, end } = site.usage.expression;
  const around = file.facts.sites.find(({ kind, target, usage, arguments: [only, ...others] }) => {
    const isAround = only?.range.start === start && only.range.end === end && others.length === 0;
    return kind === "call" && usage.kind === "using" && isAround && /^a?closing$/.test(nameOf(file, target));
  });
  const declaration = around?.usage.declaration;
  if (around === undefined || declaration?.keyword !== withWord(request)) return undefined;
  const shown = `${declaration.keyword} ${call}${declaration.name === "" ? "" : ` as ${declaration.name}`}`;
  return asClosed(request, rewritten([{ ...around.range, text: call }], shown), call);
}

function nameOf({ facts }: EditedFile, target: Term): string {
  if (target.kind === "member") return target.name;
  return target.kind === "binding" ? (facts.bindings[target.id]?.name ?? "") : "";
}

const OWN_END = "it is unknown what the handle does at the end of its own block";

/** A loop over a generator of one handle runs its body once, as a block does, unless it is left early. */
function looped(request: TemplateRequest, call: string): Template {
  const { declaration, expression, mayAwait } = request.site.usage;
  const wanted = withWord(request);
  // `x = next(f())`: nothing resumes the generator, so nothing but its own end releases the handle.
  if (declaration?.keyword === "") return enclosed(request, call);
  if (declaration === undefined || !/^\w+$/.test(declaration.name))
    return manual(`\`${wanted} ${call}\` gives one handle, which cannot be iterated`);
  if (!declaration.unbroken)
    return manual(`\`${wanted}\` runs a body once, and this loop is left early or is part of an expression`);
  if (request.to.async && !mayAwait)
    return manual(`\`${wanted} ${call}\` needs an \`async\` function, and this one is not`);
  const head = `${wanted} ${call} as ${declaration.name}`;
  const edit: TextEdit = { start: declaration.keywordRange.start, end: expression.end, text: head };
  return rewritten([edit], head, "a loop may run its body more than once, a block runs it once");
}

/** `db = await f()` and the rest of its block: the rest moves into a block of its own. */
function enclosed(
  request: TemplateRequest,
  call: string,
  declaration: Pick<Declaration, "range" | "name"> | undefined = request.site.usage.declaration,
): Template {
  const { site, to, file } = request;
  const { facts, text, language } = file;
  const { mayAwait } = site.usage;
  const wanted = withWord(request);
  if (declaration === undefined || language.writer.enclose === undefined)
    return manual(`\`${wanted} ${call}\` needs a block around the code that uses the handle`);
  const { range: statement, name } = declaration;
  const head = `${wanted} ${call} as ${name}`;
  if (to.async && !mayAwait) return manual(`\`${head}\` needs an \`async\` function, and this one is not`);
  const registry = registryOf(request);
  const releases = declaration === site.usage.declaration ? releasesOf(request) : [...CLOSES];
  const enclosing = language.writer.enclose({ facts, text, statement, head, name, releases, registry });
  if (enclosing.kind === "refused") return manual(enclosing.reason);
  const template = (...risks: readonly string[]) =>
    rewritten(enclosing.edits, head, ...expiredRisks(request, enclosing.usedAfter), ...risks);
  if (releases.length === 0 && registry === undefined)
    return template("the block releases the handle, and nothing does so now");
  if (!enclosing.releasedAtEnd || releases.some((method) => !CLOSES.has(method)))
    return template("the handle is released at the end of its block, and was released elsewhere");
  return asClosed(request, template(), call);
}

/** `x = f()` where `x` was another handle before. */
function again(request: TemplateRequest, call: string): Template | undefined {
  const { site, file, from } = request;
  const { start, end } = site.usage.expression;
  const name = assignedName(file, start);
  if (name === undefined || from.result.kind === "context-manager" || from.result.kind === "generator")
    return undefined;
  const isAsked = file.facts.sites.some(({ target }) => {
    const owner = target.kind === "member" && target.of.kind === "binding" ? target.of.id : undefined;
    return owner !== undefined && file.facts.bindings[owner]?.name === name;
  });
  const statement = { start: file.text.lastIndexOf(name, start), end };
  const template = enclosed(request, call, { range: statement, name });
  return template.kind === "edits" || isAsked ? template : undefined;
}

/** A commit expires what a session has loaded, and nothing loads it again once the session is closed. */
function expiredRisks({ to }: TemplateRequest, name: string | undefined): readonly string[] {
  return name !== undefined && to.commits
    ? [`\`${name}\` is used after the block, which commits and closes, and may have expired by then`]
    : [];
}

/** `Session`, where the code says `Session.remove()`. */
function registryOf({ site, file: { facts, text } }: TemplateRequest): string | undefined {
  const made = text.slice(site.range.start, site.nameRange.end);
  const isRemoved = facts.sites.some(({ kind, target, range, arguments: given, enclosing }) => {
    const isOf = enclosing === site.enclosing && text.slice(range.start, range.end).startsWith(`${made}.remove(`);
    return kind === "call" && target.kind === "member" && isOf && given.length === 0;
  });
  return isRemoved ? made : undefined;
}

/** The code released the handle at the end of its use, so the accessor has to. */
function asClosed({ to }: TemplateRequest, template: Rewritten, call: string): Rewritten {
  return to.closes ? template : withRisks(template, `\`${call}\` is not known to release what the code releases`);
}

const CLOSES: ReadonlySet<string> = new Set(["close", "aclose"]);

/** `x = None`, and `x = f()` in a `try` whose `finally` releases it if there is one. */
function guarded(request: TemplateRequest, call: string): Template | undefined {
  const { site, file, from } = request;
  const { facts, text, language } = file;
  const { result } = from;
  if (result.kind === "context-manager" || result.kind === "generator" || language.writer.encloseGuarded === undefined)
    return undefined;
  const { expression } = site.usage;
  const name = assignedName(file, expression.start);
  if (name === undefined) return undefined;
  const releases = [...CLOSES];
  const head = `${withWord(request)} ${call} as ${name}`;
  const registry = registryOf(request);
  const guarding = { facts, text, statement: expression, head, name, releases, registry };
  const enclosing = language.writer.encloseGuarded(guarding);
  if (enclosing.kind === "refused") return undefined;
  const risks = expiredRisks(request, enclosing.usedAfter);
  return asClosed(request, rewritten(enclosing.edits, head, ...risks), call);
}

/** The variable that is set to the expression. */
function assignedName({ text }: EditedFile, at: number): string | undefined {
  return /(?:^|[\n;])[ \t]*([\p{L}_][\p{L}\p{N}_]*)[ \t]*=[ \t]*$/u.exec(text.slice(0, at))?.[1];
}

/** Names of the methods by which the code releases what it has under a name. */
function releasesOf({ file, site }: TemplateRequest): readonly string[] {
  const released = membersAskedOf(file.facts, site).filter(
    ({ site: { kind, arguments: given }, member, byName }) =>
      kind === "call" && byName && isRelease(member, given.length),
  );
  return [...new Set(released.map(({ member }) => member))];
}

/** `f().__aenter__()`: the code enters what it got itself, and will enter the accessor's in the same way. */
function isEnteredByHand({ file, site }: TemplateRequest): boolean {
  return membersAskedOf(file.facts, site).some(
    ({ member, byName }) => !byName && ENTRANCES.some((entrance) => entrance === member),
  );
}

function withWord({ to }: Pick<TemplateRequest, "to">): string {
  return withKeyword(to.async);
}
