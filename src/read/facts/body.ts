/**
 * What the functions of a file do, step by step, with the blocks around each step. Plain data without the meaning of names;
 * src/judge/handles reads the effects of a function from it. It is separate from `FileFacts` because few files need it, and
 * reading it in all of them doubled the time of extraction.
 */
import type { Range } from "../../base/text/span.js";
import type { BindingId, Term } from "./terms.js";

export interface Code {
  /** The outer before the inner. */
  readonly blocks: readonly CodeBlock[];
  /** In the order of the text, the outer before the inner. */
  readonly steps: readonly CodeStep[];
}

/** Index into `Code.blocks`. */
export type BlockId = number;

/** Index into `Code.steps`. */
export type StepId = number;

export type CodeBlock = Range & {
  /** The block around it; absent at the top of the file. */
  readonly within?: BlockId;
  /** Its steps, those of blocks inside of it among them: from the first to the one before the last. */
  readonly steps: readonly [StepId, StepId];
} & (
    | FunctionBlock
    /** Code that runs only if a condition decides so: of `if`, `? :`, `&&`, `or`, `switch`, `match`. */
    | { readonly kind: "test"; readonly test: string }
    /** `over`: the last name of a call that it iterates, as `Retrying` of `for attempt in Retrying()`. */
    | { readonly kind: "loop"; readonly over?: string }
    /** Code whose errors are caught, or after which something always runs; also what `.catch()` is called on. */
    | { readonly kind: "try" }
    | ExceptBlock
    | { readonly kind: "finally" }
    /** Code inside of a `with`. */
    | { readonly kind: "entered"; readonly step: StepId }
  );

export interface FunctionBlock {
  readonly kind: "function";
  /** It has a body of its own, which is no `...`, `pass` or `raise NotImplementedError`. */
  readonly hasBody: boolean;
  readonly decorators: readonly (Range & { readonly name: string })[];
  /** A function inside of another one: how that one comes to call it. Absent where calls are not seen from there. */
  readonly use?:
    | { readonly kind: "argument"; readonly call: StepId }
    /** It is called where it is written, or given to a constructor. */
    | { readonly kind: "called" }
    /** By its name, or under a key of an object as `[Symbol.dispose]`. */
    | { readonly kind: "name"; readonly name: string };
}

export interface ExceptBlock {
  readonly kind: "except";
  readonly of: BlockId;
  /** The types of errors that it names, as written; empty for all. */
  readonly errors: string;
  /** The name of the error. */
  readonly alias?: string;
  /** Its last statement throws; absent for a handler of `.catch()`. */
  readonly endsInRaise?: boolean;
  /** A handler that is defined elsewhere, as written. */
  readonly handler?: string;
}

export type CodeStep = Range & { readonly block?: BlockId } & (
    | CallStep
    | AssignStep
    | ResultStep
    /** `error`: what is thrown, of a construction its class; absent if the error that was caught goes on. */
    | { readonly kind: "raise"; readonly error?: string; readonly isMade: boolean }
    | OptionStep
    /** `a ?? b`, `a or b` */
    | { readonly kind: "fallback"; readonly left: string; readonly binding?: BindingId }
    | EnterStep
  );

/** A call, in Python also a construction; in TypeScript also a tagged template. */
export interface CallStep {
  readonly kind: "call";
  /** What is called, as written. */
  readonly callee: string;
  /** The last name of it: `commit`, `[Symbol.dispose]`. */
  readonly method: string;
  /** The code before the method, as written, and the last name in it. */
  readonly object?: string;
  readonly receiver?: string;
  /** The methods that are called before it in one chain: `transaction` of `db.transaction().execute(work)`. */
  readonly chain: readonly string[];
  /** From the method's name to the end. */
  readonly text: string;
  readonly term: Term;
  readonly binding?: BindingId;
  readonly arguments: readonly GivenArgument[];
  /** The variable, attribute or name after `as` that gets what it gives. */
  readonly givenTo?: string;
  readonly isReturned: boolean;
  /** It is a statement of its own, or awaited by one. */
  readonly isStatement: boolean;
  /** A `with` enters what it gives. */
  readonly isEntered: boolean;
  readonly isTemplate: boolean;
}

export interface GivenArgument extends Range {
  readonly kind: "name" | "function" | "object" | "literal" | "other";
  /** An identifier. */
  readonly name?: string;
  readonly binding?: BindingId;
  /** The text of a string, template, or of that inside of a call or tag; `isPlain` if it is a string and nothing else. */
  readonly text?: string;
  readonly isPlain?: boolean;
  /** A member of something, as written: `IsolationLevel.SERIALIZABLE`. */
  readonly path?: string;
  /** Names whose values are in it: `a` and `b` of `{ a, key: b }`. */
  readonly names: readonly string[];
  /** How many parameters a function takes. */
  readonly parameters?: number;
  readonly keyword?: string;
}

export interface AssignStep {
  readonly kind: "assign";
  /** As written: `session`, `session.info["tenant"]`. */
  readonly target: string;
  /** It names a variable of the function, which nothing outside sees. */
  readonly isLocal: boolean;
  /** Names in the value. */
  readonly words: readonly string[];
  /** The value as written, where the target is a part of something. */
  readonly value: string;
  /** The value of a string literal. */
  readonly literal?: string;
}

export type ResultStep = Result & ({ readonly kind: "return" } | { readonly kind: "yield" });

interface Result {
  /** Names whose values are in it. */
  readonly names: readonly string[];
  readonly hasValue: boolean;
  /** Its value calls nothing. */
  readonly isPlain: boolean;
}

/** `name: value` of an object, `name=value` of a call. */
export interface OptionStep {
  readonly kind: "option";
  readonly name: string;
  readonly value: string;
  readonly valueKind: "string" | "path" | "nested" | "other";
  /** The value of a string literal. */
  readonly literal?: string;
  /** The call among whose arguments it is. */
  readonly call?: StepId;
  readonly text: string;
}

/** `with value as alias` */
export interface EnterStep {
  readonly kind: "enter";
  /** Without what awaits it. */
  readonly value: string;
  readonly alias?: string;
  /** What is called; else the value. */
  readonly term: Term;
  readonly call?: Pick<CallStep, "method" | "receiver">;
}

/** Names in an expression, without what the languages themselves bring. */
export function wordsOf(expression: string): readonly string[] {
  const code = expression.replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g, "");
  return (code.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((word) => !LANGUAGE.has(word));
}

const LANGUAGE = new Set([
  ...["this", "self", "cls", "not", "and", "or", "is", "in", "await", "typeof", "instanceof", "new"],
  ...["None", "True", "False", "null", "undefined", "true", "false", "hasattr", "isinstance", "callable", "bool"],
]);

const MOST_TEXT = 500;

/** Code in one line; what is cut of very long code is counted, so that two such texts are not taken for one. */
export function inOneLine(code: string): string {
  const line = code.slice(0, 4 * MOST_TEXT).replace(/\s+/g, " ");
  return line.length <= MOST_TEXT ? line : `${line.slice(0, MOST_TEXT)}… (${code.length} characters)`;
}
