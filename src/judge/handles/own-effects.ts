/**
 * The effects of a function on its handle as its own body shows them: where it begins, commits, rolls back and closes, which
 * calls do so, and what is unresolved.
 */
import type { Range } from "../../base/text/span.js";
import type { CallStep, CodeBlock, EnterStep, OptionStep } from "../../read/facts/body.js";
import { wordsOf } from "../../read/facts/body.js";
import type { FileFacts, FunctionFacts } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import type { DefinitionRef } from "../../read/program/values.js";
import {
  type Body,
  bodyOf,
  type Call,
  circumstancesOf,
  isOwn,
  isWork,
  namesGiven,
  rootOf,
  stepsOf,
  subjectWords,
} from "./body.js";
import { isAboutHandle, isAboutSetUp } from "./conditions.js";
import { mayThrow, otherEffects } from "./other-effects.js";
import { LEVELS, levelOf, statementEffect, statementLevel } from "./sql.js";
import {
  type EffectName,
  ENDS,
  effectOfMethod,
  HARMLESS,
  isOtherThing,
  LEVEL_SETTERS,
  NEUTRAL,
  noEffects,
  OPENERS,
  OTHER_BLOCKS,
  RETRIES,
  SENDS,
  TRANSACTIONS,
} from "./words.js";

/** A place, and what is said of it. */
export interface EffectRemark extends Range {
  readonly text: string;
}

/** A call whose own body is a part of what the function does. */
export interface FollowedCall extends Range {
  readonly kind: /** Runs code between its beginning and its end: `with f() as x:`, `db.transaction(work)`. */
    | "block"
    /** Is given the handle: `prepare(session)`. */
    | "given";
  /** What is called; of a block without a call (`with connection:`) what is entered. */
  readonly of: Term;
  readonly called: boolean;
  /** What its name says that it does, if it cannot be followed. */
  readonly does: readonly EffectName[];
  /** The handle goes in or comes out: what it does is unresolved if it cannot be followed. */
  readonly matters: boolean;
}

export interface OwnEffects extends Readonly<Record<EffectName, readonly Range[]>> {
  /** Levels of isolation in lower case: `serializable`, `read only`, `autocommit`. */
  readonly isolation: readonly EffectRemark[];
  /** What else it does to the handle or around what uses it, as words after "it": equal words are equal effects. */
  readonly otherEffects: readonly EffectRemark[];
  readonly calls: readonly FollowedCall[];
  /** Why not all of it can be read: `commits on a condition`. */
  readonly unresolved: readonly EffectRemark[];
}

type Draft = { readonly [Key in keyof OwnEffects]: OwnEffects[Key][number][] };

const WORDS: Readonly<Record<string, string>> = {
  begins: "begins a transaction",
  commits: "commits",
  rollsBack: "rolls back",
  closes: "closes",
  retries: "retries",
  joins: "joins a transaction",
};

export function ownEffectsAt(program: Program, { file, index }: DefinitionRef): OwnEffects | undefined {
  const facts = program.facts(file);
  const fn = facts?.functions[index];
  return facts && fn && ownEffects(facts, fn, program.codeOf);
}

const READ = new WeakMap<FunctionFacts, OwnEffects>();

export function ownEffects(facts: FileFacts, fn: FunctionFacts, codeOf: Program["codeOf"]): OwnEffects {
  const known = READ.get(fn);
  if (known) return known;
  const draft: Draft = { ...noEffects<Range>(), isolation: [], otherEffects: [], calls: [], unresolved: [] };
  const code = codeOf(facts.file);
  const body = code && bodyOf(facts, code, fn);
  if (!body?.block.hasBody) draft.unresolved.push({ ...rangeOf(fn.range), text: "has no body" });
  if (body) readBody(body, draft);
  READ.set(fn, draft);
  return draft;
}

function readBody(body: Body, draft: Draft): void {
  for (const decorator of body.block.decorators)
    if (RETRIES.test(decorator.name)) draft.retries.push(rangeOf(decorator));
  for (const block of body.code.blocks) if (isRetryingLoop(body, block)) draft.retries.push(rangeOf(block));
  for (const step of body.steps) {
    if (step.kind === "call") readCall(body, step, draft);
    else if (step.kind === "enter") readEntered(body, step, draft);
    else if (step.kind === "option") readOption(step, draft);
    else if (step.kind === "assign") readLevel(step, draft);
    else if (step.kind === "fallback" && body.isParameter(step.binding)) draft.joins.push(rangeOf(step));
  }
  readLeaving(body, draft);
  readThrows(body, draft);
  draft.otherEffects.push(...otherEffects(body));
  if (leavesOpen(body)) draft.leaksOnError.push(...draft.closes.slice(0, 1));
  // A rollback after a commit has nothing left to undo.
  if (draft.commits.length > 0) draft.rollsBack.push(...draft.alwaysRollsBack.splice(0));
}

/** What a call does to its object, or the statement that it sends. */
export function effectOf({ handles, isOther }: Body, call: CallStep): EffectName | undefined {
  if (isOther(subjectWords(call)[0])) return undefined;
  const sql = sqlSent(call);
  if (sql !== undefined) return statementEffect(sql);
  const { method, receiver, object = "" } = call;
  if (receiver === undefined || call.isEntered || call.arguments.some(isWork)) return undefined;
  if (isOtherThing(receiver) && !handles.has(receiver) && !handles.has(object)) return undefined;
  return effectOfMethod(method, receiver);
}

/** `cursor.execute("COMMIT")`; of `session.execute(text("COMMIT"))` the call inside sends it. */
function sqlSent({ method, isTemplate, arguments: [first] }: CallStep): string | undefined {
  return isTemplate || (first?.isPlain && SENDS.test(method)) ? first?.text : undefined;
}

/** What a call does between its beginning and its end, if it runs the work that it is given: `db.transaction(work)`. */
export function blockOfCall({ method, chain, arguments: given }: CallStep): readonly EffectName[] | undefined {
  if (!given.some(isWork) || RETRIES.test(method)) return undefined;
  const begun = method === "execute" ? chain.find((name) => TRANSACTIONS.has(name)) : method;
  return begun !== undefined && TRANSACTIONS.has(begun) ? ["begins", "commits", "rollsBack"] : [];
}

function readCall(body: Body, call: Call, draft: Draft): void {
  const range = rangeOf(call);
  const sql = sqlSent(call);
  const isOther = body.isOther(subjectWords(call)[0]);
  const level = sql === undefined || isOther ? undefined : statementLevel(sql);
  if (level !== undefined) draft.isolation.push({ ...range, text: level });
  if (RETRIES.test(call.method)) draft.retries.push(range);
  if (isContextVariable(body, call)) draft.joins.push(range);
  if (call.isEntered || (isOther && !isGiven(body, call))) return;
  const block = blockOfCall(call);
  const effect = effectOf(body, call);
  if (sql === undefined) readAskedLevel(call, block ?? [], draft);
  if (effect !== undefined) readEffect(body, call, effect, draft);
  else if (block) readBlock(body, call, block, draft);
  else if (ENDS.test(call.method)) draft.calls.push(followed(call, "given", ["closes"], isGiven(body, call)));
  else if (isGiven(body, call) && !isHarmless(body, call)) draft.calls.push(followed(call, "given", [], true));
}

function readBlock(body: Body, call: Call, does: readonly EffectName[], draft: Draft): void {
  if (NEUTRAL.test(call.method)) return;
  if (does.length > 0 || runsWork(body, call)) draft.calls.push(followed(call, "block", does, true));
  else if (isGiven(body, call) && !isHarmless(body, call)) draft.calls.push(followed(call, "given", [], true));
}

function readEffect(body: Body, call: Call, effect: EffectName, draft: Draft): void {
  const range = rangeOf(call);
  const { tests, failing, caught, final } = circumstancesOf(body, call);
  // Where it cannot be given, it is closed at once.
  if (effect === "closes" && caught) return;
  const names = [...subjectWords(call), ...body.handles];
  const isSure = effect === "joins" || tests.every((test) => isAboutHandle(test, names));
  const isUnresolved = !isSure || (effect === "commits" && caught);
  if (isUnresolved) draft.unresolved.push({ ...range, text: `${WORDS[effect]} on a condition` });
  else draft[effect === "rollsBack" && !failing ? "alwaysRollsBack" : effect].push(range);
  if (effect === "commits" && final && !failing && !isUnresolved) draft.commitsOnError.push(range);
  if (!call.isTemplate) draft.calls.push(followed(call, "given", [effect], false));
}

function followed(call: Call, kind: FollowedCall["kind"], does: readonly EffectName[], matters: boolean): FollowedCall {
  return { kind, ...rangeOf(call), of: call.term, called: true, does, matters };
}

function isGiven({ handles }: Body, call: Call): boolean {
  return namesGiven(call).some((name) => handles.has(name));
}

function isHarmless(body: Body, { method, binding }: Call): boolean {
  return HARMLESS.test(method) || RETRIES.test(method) || NEUTRAL.test(method) || body.isParameter(binding);
}

/** Calls what the function itself was given, or hands it on. */
function runsWork(body: Body, { arguments: given }: Call): boolean {
  return given.some((argument) => {
    if (body.isParameter(argument.binding)) return true;
    const isInside = (call: Call): boolean => argument.start <= call.start && call.end <= argument.end;
    return (
      argument.kind === "function" &&
      stepsOf(body, "call").some((call) => body.isParameter(call.binding) && isInside(call))
    );
  });
}

/** `with Session() as session:`, `async with engine.begin() as connection:` */
function readEntered({ handles }: Body, step: Extract<Body["steps"][number], EnterStep>, draft: Draft): void {
  if (step.call && RETRIES.test(step.call.method)) return;
  const { alias } = step;
  const matters = (alias !== undefined && handles.has(alias)) || wordsOf(step.value).some((word) => handles.has(word));
  const does = blockOfEntered(step, handles);
  const called = step.call !== undefined;
  draft.calls.push({ kind: "block", ...rangeOf(step), of: step.term, called, does, matters });
}

/** What leaving the block does, by the names in its head. */
export function blockOfEntered({ call, alias }: EnterStep, handles: ReadonlySet<string>): readonly EffectName[] {
  if (call === undefined) return [];
  const { method, receiver = "" } = call;
  const isOther = (thing: string): boolean => isOtherThing(thing) && !handles.has(thing);
  if (TRANSACTIONS.has(method) && !isOther(receiver)) {
    const transaction: readonly EffectName[] = ["begins", "commits", "rollsBack"];
    if (method === "begin_nested") return [...transaction, "joins"];
    return OPENERS.test(receiver) ? [...transaction, "closes"] : transaction;
  }
  if (alias === undefined) return [];
  const isOtherBlock = OTHER_BLOCKS.test(method) || isOther(receiver) || isOther(alias);
  return handles.has(alias) || !isOtherBlock ? ["closes"] : [];
}

/** `isolation_level="SERIALIZABLE"`, `{ isolationLevel: IsolationLevel.Serializable }`, `autocommit=True` */
function readOption(step: Range & OptionStep, draft: Draft): void {
  const range = rangeOf(step);
  if (step.name === "autocommit" && step.value === "True") draft.isolation.push({ ...range, text: "autocommit" });
  if (step.name !== "isolationLevel" && step.name !== "isolation_level") return;
  if (step.value === "None") draft.isolation.push({ ...range, text: "autocommit" });
  else if (step.name === "isolation_level" && step.literal !== undefined)
    draft.isolation.push({ ...range, text: levelOf(step.literal) });
  else if (step.valueKind !== "nested") pushLevel(range, step.valueKind === "path" ? step.value : step.literal, draft);
}

/** `setIsolationLevel("SERIALIZABLE")`, `sql.begin("read only", work)` */
function readAskedLevel({ method, arguments: [first] }: Call, block: readonly EffectName[], draft: Draft): void {
  if (first === undefined || first.kind === "function" || first.kind === "object") return;
  const isAsked = LEVEL_SETTERS.test(method) || (block.length > 0 && first.isPlain);
  if (isAsked) pushLevel(rangeOf(first), first.path ?? (first.isPlain ? first.text : undefined), draft);
}

/** A level that is no name or text can be any. */
function pushLevel(range: Range, written: string | undefined, draft: Draft): void {
  const level = levelOf(written ?? "");
  if (LEVELS.test(level)) draft.isolation.push({ ...range, text: level });
  else draft.unresolved.push({ ...range, text: "chooses its isolation at run time" });
}

/** `connection.autocommit = True` */
function readLevel(step: Extract<Body["steps"][number], { kind: "assign" }>, draft: Draft): void {
  const range = rangeOf(step);
  const [, name] = /\.(autocommit|isolation_level)$/.exec(step.target) ?? [];
  if (name === "autocommit" && step.value === "True") draft.isolation.push({ ...range, text: "autocommit" });
  if (name !== "isolation_level") return;
  const level = step.literal === undefined ? undefined : levelOf(step.literal);
  const text = step.value === "None" ? "autocommit" : level;
  if (text !== undefined) draft.isolation.push({ ...range, text });
}

/** A loop around what may fail, and goes on when it does. */
function isRetryingLoop({ code, id, block, steps }: Body, loop: CodeBlock): boolean {
  if (loop.kind !== "loop" || loop.start < block.start || loop.end > block.end) return false;
  const index = code.blocks.indexOf(loop);
  if (!isWithin(code.blocks, loop, id, steps)) return false;
  if (RETRIES.test(loop.over ?? "")) return true;
  return code.blocks.some((each) => {
    if (each.kind !== "except" || each.endsInRaise === undefined) return false;
    if (code.blocks[each.of]?.within !== index) return false;
    const isTested = code.blocks.some(({ kind, within }) => kind === "test" && code.blocks[within ?? -1] === each);
    return !each.endsInRaise || isTested;
  });
}

/** In the function itself, or in one inside of it that runs with it. */
function isWithin(blocks: readonly CodeBlock[], loop: CodeBlock, body: number, steps: Body["steps"]): boolean {
  for (let at = loop.within; at !== body; at = blocks[at]?.within) {
    if (at === undefined) return false;
    if (blocks[at]?.kind === "function") return steps.some(({ start, end }) => loop.start <= start && end <= loop.end);
  }
  return true;
}

/** What a `ContextVar` holds for the running task. */
function isContextVariable({ facts }: Body, { method, term }: Call): boolean {
  if (method !== "get" || term.kind !== "member" || term.of.kind !== "binding") return false;
  const made = facts.bindings[term.of.id]?.term;
  return (made?.kind === "call" || made?.kind === "construct") && namesLast(made.of) === "ContextVar";
}

function namesLast(term: Term): string | undefined {
  return term.kind === "import" || term.kind === "member" ? term.name : undefined;
}

/** Where a caller's work fails, nothing closes what is closed after it. */
function leavesOpen(body: Body): boolean {
  const calls = stepsOf(body, "call");
  const isAround =
    calls.some(({ binding }) => body.isParameter(binding)) || stepsOf(body, "yield").some((step) => isOwn(body, step));
  const closing = calls.filter((call) => effectOf(body, call) === "closes");
  return (
    isAround &&
    closing.every((call) => {
      const { final, caught } = circumstancesOf(body, call);
      return !final && !caught;
    })
  );
}

/** `if (!user.admin) throw …`, before it returns anything. A test of an argument is left out: arguments are judged at the call. */
function readThrows(body: Body, draft: Draft): void {
  for (const step of stepsOf(body, "raise").filter((each) => isOwn(body, each))) {
    const { tests, failing, caught } = circumstancesOf(body, step);
    const isAnswered = (test: string): boolean =>
      isAboutSetUp(test, [...body.handles]) || wordsOf(test).some((word) => body.parameters.includes(word));
    const test = failing || caught ? undefined : tests.find((one) => !isAnswered(one));
    if (test !== undefined) draft.otherEffects.push({ ...rangeOf(step), text: mayThrow(test) });
  }
}

/** What leaves before the end does not do what comes after it. */
function readLeaving(body: Body, draft: Draft): void {
  const acting = stepsOf(body, "call").filter((call) => effectOf(body, call) || (blockOfCall(call) ?? []).length > 0);
  const last = Math.max(-1, ...acting.filter((call) => !circumstancesOf(body, call).final).map(({ start }) => start));
  const own = [...body.handles].filter((name) => !body.parameters.includes(name));
  const names = [...own, ...acting.flatMap(subjectWords)];
  for (const step of stepsOf(body, "return")) {
    if (step.start > last || !isOwn(body, step)) continue;
    const test = circumstancesOf(body, step).tests.find((each) => !isAboutHandle(each, names));
    if (test === undefined) continue;
    if (isGivenBefore(body, test, draft)) draft.joins.push(rangeOf(step));
    else draft.unresolved.push({ ...rangeOf(step), text: "returns early on a condition" });
  }
}

/** `if (tx) return work(tx)`: a caller or a store of the running task brought it. */
function isGivenBefore(body: Body, test: string, { joins }: Draft): boolean {
  const [name = "", ...others] = wordsOf(test);
  if (others.length > 0 || rootOf(test) !== name) return false;
  if (body.parameters.includes(name)) return true;
  return stepsOf(body, "assign").some(
    ({ target, start, end }) => target === name && joins.some((each) => start <= each.start && each.end <= end),
  );
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
