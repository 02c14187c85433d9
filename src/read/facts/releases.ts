/**
 * The methods that release a handle: a connection, a session, a pool. A name that means something else in other
 * code (`done`, `stop`) is only in the `releases` of its driver, and is not taken for a release yet. Functions that are given the
 * handle (`releaseDb(db)`) have lists of their own, beside those who ask for them.
 */

/** The methods that the language calls at the end of a block. */
export const DISPOSERS: readonly string[] = ["[Symbol.asyncDispose]", "[Symbol.dispose]", "__aexit__", "__exit__"];

export const RELEASES: ReadonlySet<string> = new Set([
  ...["close", "aclose", "closeAsync", "closeSync", "close_async"],
  ...["close_all", "closeall", "close_connection", "close_connections", "close_connection_pool"],
  ...["disconnect", "$disconnect", "disconnectSync", "disconnect_all"],
  ...["end", "endSession", "end_session"],
  ...["release", "putconn", "dispose", "destroy", "terminate", "quit", "shutdown"],
  ...DISPOSERS,
]);

/** `Session.remove()` ends the session of a registry; with an argument, `remove` takes something out of what is stored. */
export function isRelease(method: string, argumentCount: number): boolean {
  return RELEASES.has(method) || (method === "remove" && argumentCount === 0);
}
