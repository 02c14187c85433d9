/** Questions about the body of one function: which steps run, when, and which names refer to its handle. */
import type { BlockId, CallStep, Code, CodeBlock, CodeStep, GivenArgument } from "../../read/facts/body.js";
import { wordsOf } from "../../read/facts/body.js";
import type { BindingId, FileFacts, FunctionFacts } from "../../read/facts/facts.js";
import { isAboutFailure } from "./conditions.js";
import { LATER, WORK } from "./words.js";

type KindOf<Kind extends CodeStep["kind"]> = Extract<CodeStep, { readonly kind: Kind }>;
export type Call = KindOf<"call">;

export interface Body {
  readonly facts: FileFacts;
  readonly code: Code;
  readonly id: BlockId;
  readonly block: Extract<CodeBlock, { readonly kind: "function" }>;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  /** Those that run when it runs. */
  readonly steps: readonly CodeStep[];
  /** Names of what it gives: returned, yielded, or handed to the work of a caller. */
  readonly handles: ReadonlySet<string>;
  /** The name of a local variable that is about something else: of a connection that is only tried, for instance. */
  readonly isOther: (name: string | undefined) => boolean;
  readonly isParameter: (binding: BindingId | undefined) => boolean;
}

/** @returns `undefined` for a function whose body is not in its file */
export function bodyOf(facts: FileFacts, code: Code, { body: range, parameters }: FunctionFacts): Body | undefined {
  const id = code.blocks.findIndex(
    ({ kind, start, end }) => kind === "function" && start === range?.start && end === range.end,
  );
  const block = code.blocks[id];
  if (block?.kind !== "function") return undefined;
  const own = new Set(parameters.flatMap(({ binding }) => binding ?? []));
  const isParameter = (binding: BindingId | undefined): boolean => binding !== undefined && own.has(binding);
  const steps = code.steps.slice(...block.steps).filter((step) => runs(code, step, id));
  const handles = handleNames(code, id, steps, isParameter);
  const names = parameters.flatMap(({ name }) => wordsOf(name));
  return {
    facts,
    code,
    id,
    block,
    parameters: names,
    steps,
    handles,
    isOther: otherLocals(steps, handles),
    isParameter,
  };
}

export function stepsOf<Kind extends CodeStep["kind"]>(
  { steps }: Pick<Body, "steps">,
  kind: Kind,
): readonly KindOf<Kind>[] {
  return steps.filter((step): step is KindOf<Kind> => step.kind === kind);
}

/** The blocks around a step, from the innermost to the last one inside of the body. */
export function blocksAround(code: Code, { block }: CodeStep, body: BlockId): readonly CodeBlock[] {
  const found: CodeBlock[] = [];
  for (let at = block; at !== undefined && at !== body; at = code.blocks[at]?.within) {
    const each = code.blocks[at];
    if (each !== undefined) found.push(each);
  }
  return found;
}

/** Not in a function inside of it. */
export function isOwn({ code, id }: Pick<Body, "code" | "id">, step: CodeStep): boolean {
  return blocksAround(code, step, id).every(({ kind }) => kind !== "function");
}

function runs(code: Code, step: CodeStep, body: BlockId): boolean {
  return blocksAround(code, step, body).every((block) => block.kind !== "function" || runsWith(code, block, body));
}

/** A callback, a function that is called at once or by its name, or what runs at the end of a `using`. */
function runsWith(code: Code, { use }: FunctionPart, body: BlockId): boolean {
  if (use === undefined) return false;
  if (use.kind === "called") return true;
  if (use.kind === "argument") return !LATER.test(callAt(code, use.call)?.callee ?? "");
  return use.name.startsWith("[") || isUsed(code, use.name, body);
}

type FunctionPart = Extract<CodeBlock, { readonly kind: "function" }>;

export function callAt({ steps }: Code, id: number): Call | undefined {
  const step = steps[id];
  return step?.kind === "call" ? step : undefined;
}

/** Called in the body, or what a `using` of the result runs: `[Symbol.asyncDispose]: release`. */
function isUsed(code: Code, name: string, body: BlockId): boolean {
  return code.steps.slice(...(code.blocks[body]?.steps ?? [0, 0])).some((step) => {
    if (step.kind === "call") return step.callee === name;
    return step.kind === "option" && /dispose\]$/i.test(step.name) && step.value === name;
  });
}

export interface StepCircumstances {
  /** What decides whether it runs. */
  readonly tests: readonly string[];
  /** It runs only if something failed. */
  readonly failing: boolean;
  /** It is what catches a failure. */
  readonly caught: boolean;
  /** It runs however the body ends. */
  readonly final: boolean;
}

export function circumstancesOf({ code, id }: Pick<Body, "code" | "id">, step: CodeStep): StepCircumstances {
  const around = blocksAround(code, step, id);
  const tests = around.flatMap((block) => (block.kind === "test" ? [block.test] : []));
  const caught = around.some(({ kind }) => kind === "except");
  const final = around.some(({ kind }) => kind === "finally");
  return { tests, failing: caught || tests.some(isAboutFailure), caught, final };
}

/** A function, or a name that may be one: the work that a caller hands over. */
export function isWork({ kind, name }: GivenArgument): boolean {
  return kind === "function" || (name !== undefined && WORK.test(name));
}

/** Names of identifiers that a call is given. */
export function namesGiven({ arguments: given }: CallStep): readonly string[] {
  return given.flatMap(({ name }) => name ?? []);
}

/** Words of what a call is about: of its object, and names that it is given. */
export function subjectWords(call: CallStep): readonly string[] {
  return [...wordsOf(call.object ?? ""), ...namesGiven(call)];
}

export function rootOf(code: string): string {
  return /^[\w$]+/.exec(code)?.[0] ?? "";
}

function handleNames(
  code: Code,
  id: BlockId,
  steps: readonly CodeStep[],
  isParameter: Body["isParameter"],
): ReadonlySet<string> {
  const handed = stepsOf({ steps }, "call").filter(({ binding }) => isParameter(binding));
  if (handed.some((call) => call.arguments.length > 0))
    return new Set(handed.flatMap((call) => call.arguments.flatMap(({ names }) => names)));
  const results = [...stepsOf({ steps }, "return"), ...stepsOf({ steps }, "yield")];
  return new Set(results.filter((step) => isOwn({ code, id }, step)).flatMap(({ names }) => names));
}

/** Local variables that neither lead to the handle nor were made from it; none if no handle has a name. */
function otherLocals(steps: readonly CodeStep[], handles: ReadonlySet<string>): Body["isOther"] {
  if (handles.size === 0) return () => false;
  const made = new Map<string, readonly string[]>();
  const note = (name: string, words: readonly string[]) => made.set(name, [...(made.get(name) ?? []), ...words]);
  for (const step of steps) {
    if (step.kind === "assign" && (step.isLocal || made.has(step.target))) note(step.target, step.words);
    if (step.kind === "enter" && step.alias !== undefined) note(step.alias, wordsOf(step.value));
  }
  const related = new Set(handles);
  // A set that grows while it is walked gives what was added, too.
  for (const name of related) for (const word of made.get(name) ?? []) related.add(word);
  for (const [name, words] of made) if (words.some((word) => handles.has(word))) related.add(name);
  return (name) => name !== undefined && made.has(name) && !related.has(name);
}
