/** Blocks that enter a value, and the members through which a language enters and leaves it. */

/** Called at the beginning of a block; the one that is awaited first. */
export const ENTRANCES = ["__aenter__", "__enter__"] as const;

/** Called at the end of a declaration with `using`. */
export const USING_DISPOSERS = ["[Symbol.asyncDispose]", "[Symbol.dispose]"] as const;

export function withKeyword(async: boolean): "async with" | "with" {
  return async ? "async with" : "with";
}

export function loopKeyword(async: boolean): "async for" | "for" {
  return async ? "async for" : "for";
}

export function isAsyncKeyword(keyword: string): boolean {
  return keyword.startsWith("async ");
}

/** What makes a context manager of a bare generator. */
export function contextMaker(async: boolean): { readonly specifier: string; readonly name: string } {
  return { specifier: "contextlib", name: async ? "asynccontextmanager" : "contextmanager" };
}

/** The member that a block with this keyword enters by. */
export function entranceOf(keyword: string): (typeof ENTRANCES)[number] {
  return isAsyncKeyword(keyword) ? "__aenter__" : "__enter__";
}

export const ENTERS_OR_LEAVES = /^__a?(?:enter|exit)__$/;

/** The members of a generator. */
export const ITERATES_OR_ENDS = /^(?:__a?next__|__a?iter__|a?send|a?throw|a?close)$/;

/** The keyword of a declaration whose value is disposed of with `await`. */
export const AWAIT_USING = "await using";

/** The language calls it, and people do not: `[Symbol.asyncDispose]`, `__len__`. */
export function isLanguageMember(name: string): boolean {
  return name.startsWith("[") || /^__\w+__$/.test(name);
}
