/** A module that shares what files build for themselves: what a language knows of code that moves there, and how it is written. */
import type { FilePath } from "../../base/text/span.js";

export interface ShareWriter {
  /** Whether code means something else in another folder. */
  isPlaced(code: string): boolean;
  /** Whether a name that a file does not declare is one of the language or of its runtime. */
  isKnown(name: string): boolean;
  /** A read of the environment where a text is wanted, which the code checks somewhere else. */
  present(code: string, file: FilePath): string;
  /** Whether a statement loads the environment from a file. */
  loadsEnvironment(code: string): boolean;
  /** The module without its imports: statements that come first, and what it shares. */
  write(request: ShareRequest): string;
  /** The module in the quotes of another text. */
  inQuotesOf(text: string, like: string): string;
}

export interface ShareRequest {
  readonly file: FilePath;
  /** As they are written where they come from. */
  readonly statements: readonly string[];
  /** The code that builds the client. */
  readonly expression: string;
  readonly name: string;
  readonly shape: ShareShape;
  /** It is loaded again whenever code changes: only the global object outlives that. */
  readonly reloaded: boolean;
  /** The text of the file whose style it follows. */
  readonly like: string;
}

/** One object for all, or a function that opens one for each caller, which is awaited or not. */
export type ShareShape = "object" | "function" | "async function";

/** The lines of code below its first, further in; of strings over several lines each space counts. */
export function indented(code: string, step: string): string {
  return /`|"""|'''/.test(code) ? code : code.replace(/\n(?=[^\r\n])/g, `\n${step}`);
}
