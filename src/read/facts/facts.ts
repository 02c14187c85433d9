/**
 * Facts: everything that one file says, from its bytes alone. Each language front end returns this type, and later steps do
 * not know the language of a file. The types are JSON-able, so that facts can be cached by content.
 */
import type { FilePath, Range } from "../../base/text/span.js";
import type { BindingId, Side, Term } from "./terms.js";

export type { BindingId } from "./terms.js";

export type LanguageId = "typescript" | "python" | "markdown";

export interface FileFacts {
  readonly file: FilePath;
  readonly language: LanguageId;
  /** Places that do not parse. The rest of the file is still read. */
  readonly problems: readonly SyntaxProblem[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** Every name the file binds, in any scope; a term `binding` points in here. */
  readonly bindings: readonly Binding[];
  readonly classes: readonly ClassFacts[];
  readonly functions: readonly FunctionFacts[];
  readonly objects: readonly ObjectFacts[];
  readonly interfaces: readonly InterfaceFacts[];
  /** Every call, construction and member read whose target could be something that the program defines or imports. */
  readonly sites: readonly Site[];
  /** Members added from outside a definition: `Manager.reset = …`, `declare module`, `Object.assign(Manager, …)`. */
  readonly augmentations: readonly Augmentation[];
  /** What a test replaces while it runs. */
  readonly mocks: readonly Mock[];
  /** Reasons why the list of exports is not all there is: `module.exports = build()`. */
  readonly openExports: readonly string[];
  /** The file is marked for a client bundle (`"use client"`). */
  readonly clientBundle: boolean;
  readonly databaseNames: readonly DatabaseName[];
  /** Environment variables that the file reads. */
  readonly environment: readonly DatabaseName[];
  readonly entered: readonly EnteredExpression[];
  /** A text in the file begins with the SQL statement `LISTEN`. */
  readonly listens: boolean;
  /** The file assigns environment variables or loads a `.env` file. */
  readonly setsEnvironment: boolean;
  /** An import by which the file starts processes or event loops, if drivers of the language must not be shared by them. */
  readonly startsWorkers?: string;
  /** The file is a script as well as a module: `if __name__ == "__main__"`. */
  readonly isScript: boolean;
  /** A statement of the file calls something when the file is loaded, other than to load a module. */
  readonly callsAtTop: boolean;
}

/** What code names a database or a key by: an environment variable, a setting, a file or a URL, without its driver. */
export interface DatabaseName {
  readonly name: string;
  readonly range: Range;
}

/** An expression that a block enters, so that the block may release it. */
export interface EnteredExpression {
  readonly range: Range;
  /** A block names it (`with db:`, `with Session(db)`), `closing(db)`, or `stack.enter_context(db)`. */
  readonly by: "block" | "closing" | "stack";
}

export interface SyntaxProblem {
  readonly range: Range;
  /** In the parser's words. */
  readonly message: string;
}

/** One statement or expression that brings another module in. */
export interface Import {
  readonly kind: "static" | "require" | "dynamic" | "reexport" | "side-effect" | "type-query";
  readonly specifier: string;
  /** The specifier without its quotes. */
  readonly specifierRange: Range;
  /** The whole statement, or the expression where the import is not a separate statement. */
  readonly range: Range;
  /** The whole import is for types only and leaves no trace at run time. */
  readonly typeOnly: boolean;
  readonly names: readonly ImportedName[];
  /** Inside a function or branch: runs when control gets there, if it does. */
  readonly nested: boolean;
  /** Inside `try`, or the fallback of one, so that a failure is expected. */
  readonly guarded: boolean;
  /** Guarded, and the code does without it: a failure is not only logged, answered or thrown again. */
  readonly optional: boolean;
}

export interface ImportedName {
  /** The name in the other module; `*`, `default` and `=` as in a term `import`. */
  readonly imported: string;
  /** The name here; for a re-export the exported name. */
  readonly local: string;
  /** The range to remove with this name: `a as b`. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly typeOnly: boolean;
  /** The binding made; absent for a re-export. */
  readonly binding?: BindingId;
}

export type Export =
  | {
      readonly kind: "name";
      readonly name: string;
      readonly term: Term;
      readonly range: Range;
      readonly typeOnly: boolean;
      /** It can be imported from here only because everything bound at the top of a module can: a name that is imported itself. */
      readonly implicit?: true;
      /** An import of all names leaves it out: not in `__all__`, or private by its name. */
      readonly hidden?: true;
    }
  /** `export * from` a module, `from module import *`. */
  | { readonly kind: "star"; readonly specifier: string; readonly range: Range };

export interface Binding {
  readonly name: string;
  readonly nameRange: Range;
  readonly kind: "import" | "variable" | "parameter" | "class" | "function" | "type" | "property";
  /** What its initialiser or declaration says. */
  readonly term: Term;
  /** What its annotation says; trusted before `term`. */
  readonly type?: Term;
  /** What is assigned to it later. */
  readonly assigned: readonly Term[];
  /** Where it is named, the declaration left out. */
  readonly references: readonly Range[];
  /** Bound at the top of the module. */
  readonly topLevel: boolean;
  /** The range in which the name is visible. */
  readonly scope: Range;
}

export interface ClassFacts {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly topLevel: boolean;
  /** What it extends. */
  readonly bases: readonly Term[];
  readonly implements: readonly Term[];
  readonly members: readonly Member[];
  readonly open: readonly DynamicMembers[];
  readonly decorators: readonly string[];
  readonly deprecated?: string;
}

/** Why a class may have members that it does not declare. */
export interface DynamicMembers {
  /** `index signature`, `constructor returns a value`. */
  readonly reason: string;
  /** The side that has them; absent: both. */
  readonly side?: Side;
}

export interface Member {
  readonly name: string;
  readonly side: Side;
  readonly kind: "method" | "getter" | "setter" | "field";
  /** `hash` is `#name`, which no other class can see. */
  readonly visibility: "public" | "protected" | "private" | "hash";
  readonly range: Range;
  readonly nameRange: Range;
  /** A method's function, a field's initialiser, what a getter returns. */
  readonly value: Term;
  readonly type?: Term;
  readonly deprecated?: string;
}

export interface ObjectFacts {
  readonly range: Range;
  readonly members: readonly Member[];
  /** Objects spread into it, whose members it has too. */
  readonly spreads: readonly Term[];
  readonly open: readonly string[];
}

export interface InterfaceFacts {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly bases: readonly Term[];
  readonly members: readonly Member[];
  readonly open: readonly string[];
  /** For a type alias of something else than an object type: what it stands for. */
  readonly alias?: Term;
}

export interface FunctionFacts {
  /** `undefined` for an anonymous function that no variable names. */
  readonly name?: string;
  readonly range: Range;
  readonly nameRange?: Range;
  readonly topLevel: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  /** A call gives a context manager that runs the body around a block: `@contextmanager`, `@asynccontextmanager`. */
  readonly contextManager?: true;
  readonly parameters: readonly Parameter[];
  readonly returnType?: Term;
  /** What each `return` (or the expression body) gives; of an `async` function before the promise is put around it. */
  readonly returns: readonly Term[];
  /** What each `yield` hands out; empty for what is no generator. */
  readonly yields: readonly Term[];
  /** Parameters, by position, that the body calls as functions, each with what it hands them. */
  readonly invokes: readonly Invocation[];
  /** The function whose body it has, among the blocks of `code`; absent if that is not in this file. */
  readonly body?: Range;
  readonly deprecated?: string;
  readonly decorators: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly binding?: BindingId;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface Invocation {
  readonly parameter: number;
  readonly arguments: readonly Term[];
}

/** One place where something is called, constructed or read. */
export interface Site {
  readonly kind: "call" | "construct" | "read" | "type";
  /** What is called, constructed or read. */
  readonly target: Term;
  /** The whole expression, with its arguments, without a surrounding `await`. */
  readonly range: Range;
  /** The name of the target: `getSession` of `manager.getSession()`. */
  readonly nameRange: Range;
  /** The code before the dot, if any. */
  readonly receiverRange?: Range;
  readonly arguments: readonly Argument[];
  readonly usage: Usage;
  /** Why the code itself does not count on the member being there: `optional call`, `tested before`. */
  readonly guard?: string;
  /** `Class.method` or function around it; absent at the top of the module. */
  readonly enclosing?: string;
}

export interface Argument {
  readonly range: Range;
  readonly term: Term;
  /** The value of a string literal. */
  readonly text?: string;
  /** A statement that writes: `"insert into …"`, `update(users)`. */
  readonly writes: boolean;
  /** Given by name: `bind` of `Session(bind=engine)`. */
  readonly keyword?: string;
  /** A function literal's parameter names, where the argument is one. */
  readonly callback?: { readonly parameters: readonly string[]; readonly async: boolean };
}

/** How the code uses what it got. `db-ssot debug facts FILE` prints it for each call. */
export type UsageKind =
  /** `using x = …`, `await using x = …`, `with … as x:`, `async with … as x:`, `with …:` */
  | "using"
  /** `const x = …` */
  | "bound"
  /** `const { x } = …` */
  | "destructured"
  /** `(await f()).query()`, `f().query()` */
  | "inline"
  /** `f(async (x) => …)` */
  | "callback"
  | "returned"
  | "argument"
  /** `x = …` on a variable declared elsewhere */
  | "assigned"
  /** `this.x = …`, `o.x = …`, a class field, a property of an object literal */
  | "stored"
  /** `for (const x of f())`, `for await`, `for x in f():`, `async for`; without a declaration `next(f())` */
  | "iterated"
  /** Handed to a framework that will call it: `Depends(f)`. The site is a read of `f`. */
  | "injected"
  /** Named as what a framework is to inject something else for: `app.dependency_overrides[f] = g`. */
  | "overridden"
  /** `f().then(…)` */
  | "chained"
  /** `x = f()` as a parameter's default */
  | "default"
  | "exported"
  /** A statement of its own: the result is dropped. */
  | "dropped"
  | "other";

export interface Usage {
  readonly kind: UsageKind;
  /** The expression with its `await` and parentheses. */
  readonly expression: Range;
  readonly awaited: boolean;
  /** The innermost function around it may use `await` (at the top of a module: it is an ES module). */
  readonly mayAwait: boolean;
  /** For `using`, `bound`, `destructured` and `iterated`. */
  readonly declaration?: Declaration;
}

export interface Declaration {
  /**
   * `const`, `let`, `var`, `using`, `await using`; `with`, `async with`, `for`, `async for`; empty where a plain
   * assignment declares.
   */
  readonly keyword: string;
  readonly keywordRange: Range;
  /** The name, or the pattern as written; empty for a `with` that names nothing. */
  readonly name: string;
  readonly binding?: BindingId;
  /** The statement. */
  readonly range: Range;
  /** Declares this one name and nothing else; of a `with`: it has this one item. */
  readonly single: boolean;
  /** Of a loop that is a statement: nothing leaves its body early, and nothing follows its end by `else`. */
  readonly unbroken?: true;
}

export interface Augmentation {
  readonly target: Term;
  readonly side: Side;
  /** Absent: members that cannot be listed. */
  readonly name?: string;
  readonly value: Term;
  readonly range: Range;
}

export type Mock = MockPlace &
  (
    | {
        /** All exports of a module: `vi.mock("./db", factory)`. */
        readonly kind: "module";
        readonly specifier: string;
        /** What they are then; absent: mocks of what they are. */
        readonly factory?: Term;
      }
    /** By the path to it from where the language looks for modules: `patch("app.db.Manager")`. */
    | { readonly kind: "path"; readonly path: string }
    /** A member of something: `monkeypatch.setattr(db, "Manager", fake)`. */
    | { readonly kind: "member"; readonly of: Term; readonly name: string }
  );

interface MockPlace {
  readonly range: Range;
  /** What is named: the specifier, the path, the name of the member. */
  readonly nameRange: Range;
  /** It may stand for something that does not exist: `create=True`, `raising=False`, `vi.mock`. */
  readonly optional?: true;
  /** What it stands for may stay as it is: `vi.spyOn(db, "query")`. */
  readonly spies?: true;
  /** It stands for whatever is called: `patch("app.db.connect", return_value=1)`, where no test asks with which arguments. */
  readonly fits?: "any call" | "a call without arguments";
}
