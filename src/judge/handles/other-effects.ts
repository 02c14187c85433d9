/**
 * Other effects of a function body: how it sets up its handle, handles errors, and wraps the work of a caller. Equal effects
 * have equal words.
 */
import type { Range } from "../../base/text/span.js";
import type { CodeBlock, CodeStep, ExceptBlock } from "../../read/facts/body.js";
import { inOneLine } from "../../read/facts/body.js";
import { type Body, blocksAround, type Call, callAt, isOwn, isWork, namesGiven, rootOf, stepsOf } from "./body.js";
import { blockOfCall, blockOfEntered, type EffectRemark, effectOf } from "./own-effects.js";
import { changesNothing, isSetting } from "./sql.js";
import {
  ACQUIRES,
  DEFAULTS,
  ENDS,
  ENSURES,
  EXTENDS,
  HARMLESS,
  isOtherThing,
  LISTENS,
  LOCKS,
  LOOKS,
  NEUTRAL,
  ONLOOKERS,
  OPTIONS,
  PREPARES,
  REPORTS_ERROR,
  RETRIES,
  RUNS_LOCKED,
  SENDS,
  SETS_UP,
  STORES,
  WATCHES,
} from "./words.js";

const KEEPS_ERROR = "swallows an error";
const turnsError = (into: string): string => `turns an error into \`${into}\``;
const runsInside = (what: string): string => `runs inside \`${what}\``;
const keepsHandle = (where: string): string => `keeps its handle in \`${where}\``;
export const mayThrow = (test: string): string => `may throw, depending on \`${test}\``;

/** Each is given once, at the first place that does it. */
export function otherEffects(body: Body): readonly EffectRemark[] {
  const places = workPlaces(body);
  const results = stepsOf(body, "return").filter((step) => step.hasValue && isOwn(body, step));
  const calls = stepsOf(body, "call");
  const found = [
    ...stepsOf(body, "assign").flatMap((step) => remark(step, setting(body, step))),
    ...calls.flatMap((call) => remark(call, work(body, call))),
    ...calls.flatMap((call) => options(body, call)),
    ...(places.length > 0 ? places : results).flatMap((place) => errorsCaught(body, place)),
    ...places.flatMap((place) => surroundings(body, place)),
    ...(places.length > 0 ? calls.flatMap((call) => remark(call, ownWork(body, call, places))) : []),
  ];
  return found.filter(
    ({ start, text }, index) => found.findIndex((other) => other.start === start && other.text === text) === index,
  );
}

function remark({ start, end }: Range, text: string | undefined): readonly EffectRemark[] {
  return text === undefined ? [] : [{ start, end, text }];
}

/** Where the work of a caller runs: its call, a call that it is handed on to, or a `yield`. */
function workPlaces(body: Body): readonly CodeStep[] {
  const called = stepsOf(body, "call").filter((call) => {
    if (body.isParameter(call.binding)) return true;
    const isHandedOn = call.arguments.some((each) => isWork(each) && body.isParameter(each.binding));
    return isHandedOn && (blockOfCall(call) !== undefined || RETRIES.test(call.method));
  });
  return [...called, ...stepsOf(body, "yield").filter((step) => isOwn(body, step))];
}

/** It is reported as a transaction, a level of isolation, or an end. */
function isAccountedFor(body: Body, call: Call): boolean {
  if (effectOf(body, call) !== undefined || RETRIES.test(call.method)) return true;
  const block = blockOfCall(call);
  return block === undefined ? !call.arguments.some(isWork) && ENDS.test(call.method) : block.length > 0;
}

/** `client.tenant = tenant`, `session.info["tenant"] = tenant` */
function setting({ handles }: Body, { target, value }: Extract<CodeStep, { kind: "assign" }>): string | undefined {
  const [name = "", ...path] = target.split(/(?=[.[])/);
  const what = path.join("").replace(/^\./, "");
  if (what === "" || !handles.has(name) || /^(autocommit|isolation_level)$/.test(what)) return undefined;
  return `sets \`${inOneLine(`${what} = ${value}`)}\` of its handle`;
}

/** `client.query("SET search_path TO tenant")`, `db.$use(audit)`; to ask whether the connection lives changes nothing. */
function work(body: Body, call: Call): string | undefined {
  const { method, object, isEntered } = call;
  if (object === undefined || isEntered || isAccountedFor(body, call)) return undefined;
  const text = call.arguments[0]?.text;
  const sql = SENDS.test(method) ? text : undefined;
  const isOwned = body.handles.has(object) || isCursor(body, object);
  if (!isOwned && !EXTENDS.test(method) && !(sql !== undefined && isSetting(sql))) return undefined;
  if (body.isOther(rootOf(object)) || (text !== undefined && changesNothing(text))) return undefined;
  return sql === undefined && isLook(body, call) ? undefined : `calls \`${call.text}\` of its handle`;
}

/** `cursor = connection.cursor()`, `with connection.cursor() as cursor` */
function isCursor(body: Body, name: string): boolean {
  return stepsOf(body, "call").some(
    ({ method, object, givenTo }) => method === "cursor" && givenTo === name && body.handles.has(object ?? ""),
  );
}

/** Looks, opens, reads, or listens to events; who listens for a new connection may set it up. */
function isLook(body: Body, { method, arguments: [first] }: Call): boolean {
  if (LISTENS.test(method)) return !(first?.isPlain && SETS_UP.test(first.text ?? ""));
  // What is flushed is kept if the transaction is committed, and by nothing else.
  if (method === "flush") return stepsOf(body, "call").some((call) => effectOf(body, call) === "commits");
  return LOOKS.test(method) || HARMLESS.test(method) || NEUTRAL.test(method);
}

/** `client.startSession({ snapshot: true })` where the handle is made, `db.$transaction(work, { timeout: 5000 })`. */
function options(body: Body, call: Call): readonly EffectRemark[] {
  const isMade = call.isReturned || (call.givenTo !== undefined && body.handles.has(call.givenTo));
  if (!isMade && blockOfCall(call) === undefined) return [];
  const id = body.code.steps.indexOf(call);
  const asked = stepsOf(body, "option").filter(
    ({ call: of, name, text }) => of === id && OPTIONS.test(name) && !DEFAULTS.test(text),
  );
  const replica = call.arguments.filter(({ isPlain, text }) => isPlain && text === "slave");
  return [
    ...replica.flatMap((each) => remark(each, `asks for \`"slave"\``)),
    ...asked.flatMap((each) => remark(each, `asks for \`${each.text}\``)),
  ];
}

/** What catches an error of a place so that it is another one, or none. */
function errorsCaught(body: Body, place: CodeStep): readonly EffectRemark[] {
  const tries = blocksAround(body.code, place, body.id).filter(({ kind }) => kind === "try");
  return tries.flatMap((each) => {
    const of = body.code.blocks.indexOf(each);
    return body.code.blocks.flatMap((block) =>
      block.kind === "except" && block.of === of ? remark(block, caught(body, block)) : [],
    );
  });
}

function caught(body: Body, block: Range & ExceptBlock & Pick<CodeBlock, "steps">): string | undefined {
  if (/\b(GeneratorExit|CancelledError)\b/.test(block.errors)) return undefined;
  if (block.handler !== undefined) return turnsError(block.handler);
  const inside = body.code.steps.slice(...block.steps);
  const own = inside.filter((step) => ownerOf(body, step) === block);
  const thrown = own.flatMap((step) => (step.kind === "raise" ? [step.error] : []));
  const other = thrown.find((error) => error !== undefined && error !== block.alias);
  if (other !== undefined) return turnsError(other);
  const isPassedOn = thrown.length > 0 || inside.some(reportsError) || isThrownLater(body, block);
  const isKept = thrown.length > 0 && own.some((step) => step.kind === "return" && step.isPlain);
  return isPassedOn && !isKept ? undefined : KEEPS_ERROR;
}

/** What fails in a rollback inside of an `except` is another error. */
function ownerOf({ code }: Body, step: CodeStep): CodeBlock | undefined {
  for (let at = step.block; at !== undefined; at = code.blocks[at]?.within) {
    const block = code.blocks[at];
    if (block?.kind === "except") return block;
    const handler = block?.kind === "function" && block.within !== undefined ? code.blocks[block.within] : undefined;
    if (block?.kind === "function")
      return handler?.kind === "except" && handler.endsInRaise === undefined ? handler : block;
  }
  return undefined;
}

function reportsError(step: CodeStep): boolean {
  return step.kind === "call" && REPORTS_ERROR.test(step.method) && /^[\w$]/.test(step.arguments[0]?.name ?? "");
}

/** `failure = error`, and after the block `throw failure`. */
function isThrownLater(body: Body, { end }: Range): boolean {
  return stepsOf(body, "raise").some(
    ({ start, error, isMade }) => start >= end && !isMade && /^[\w$]+$/.test(error ?? ""),
  );
}

/** Locks, stores of the running task, and whatever else runs the work without a handle of its own. */
function surroundings(body: Body, place: CodeStep): readonly EffectRemark[] {
  const { code, id } = body;
  const handed = place.kind === "call" ? place.arguments.flatMap((_, index) => aroundWork(body, place, index)) : [];
  return [
    ...handed,
    ...blocksAround(code, place, id).flatMap((block) => {
      const step = block.kind === "entered" ? code.steps[block.step] : undefined;
      if (step?.kind === "enter") return remark(step, enteredText(body, step));
      const call =
        block.kind === "function" && block.use?.kind === "argument" ? callAt(code, block.use.call) : undefined;
      const index = call?.arguments.findIndex((each) => each.start <= block.start && block.end <= each.end) ?? -1;
      return call && index >= 0 ? aroundWork(body, call, index) : [];
    }),
  ];
}

/** `with lock:`, `with session.no_autoflush:` */
function enteredText({ handles }: Body, step: Extract<CodeStep, { kind: "enter" }>): string | undefined {
  const { value, alias } = step;
  if (alias !== undefined || handles.has(value) || WATCHES.test(value)) return undefined;
  if (blockOfEntered(step, handles).length > 0) return undefined;
  if (/\bsuppress\(/.test(value)) return KEEPS_ERROR;
  const [name = "", ...path] = value.split(".");
  return runsInside(handles.has(name) ? path.join(".") : value);
}

function aroundWork(body: Body, call: Call, index: number): readonly EffectRemark[] {
  const { method, callee } = call;
  const argument = call.arguments[index];
  const isStore = method === "run" && index > 0;
  // What is given something may be given the handle by it.
  if (!isStore && !RUNS_LOCKED.test(method) && argument?.parameters !== 0) return [];
  if (isAccountedFor(body, call) || WATCHES.test(callee) || (NEUTRAL.test(method) && !isStore)) return [];
  const stored = isStore ? call.arguments.slice(0, index).flatMap(({ names }) => names) : [];
  const holder = callee.replace(/\??\.(run|runExclusive)$/, "");
  return remark(call, stored.some((name) => body.handles.has(name)) ? keepsHandle(holder) : runsInside(holder));
}

/** `await events.flush()` after the work, which nothing but this body would call. */
function ownWork(body: Body, call: Call, places: readonly CodeStep[]): string | undefined {
  const { callee, method, receiver = "", object } = call;
  const { handles } = body;
  if (call.isEntered) return undefined;
  const isGiven = namesGiven(call).some((name) => handles.has(name));
  const hasWork = call.arguments.some(isWork);
  if (isGiven && STORES.test(method)) return keepsHandle(object ?? callee);
  if (LOCKS.test(receiver) && ACQUIRES.test(method) && !hasWork) return runsInside(object ?? callee);
  if (!call.isStatement || isGiven || places.includes(call) || hasWork || isAccountedFor(body, call)) return undefined;
  const root = rootOf(callee);
  if (root === "" || handles.has(root) || body.isOther(root) || isOtherThing(receiver)) return undefined;
  const isPlain = [HARMLESS, NEUTRAL, ENSURES, PREPARES, SENDS, EXTENDS].some((each) => each.test(method));
  return isPlain || ONLOOKERS.test(callee) ? undefined : `calls \`${callee}\``;
}
