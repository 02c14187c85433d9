/** Members that a language adds to all its classes and modules without a declaration. */
import type { LanguageId } from "../../facts/facts.js";
import { JAVASCRIPT } from "./javascript.js";
import { PYTHON } from "./python.js";

export interface Standard {
  ofEveryObject(name: string): boolean;
  ofEveryFunction(name: string): boolean;
  ofEveryModule(name: string): boolean;
  /** An instance has what its class has, and the class can be asked for the methods of its instances. */
  readonly sidesMeet: boolean;
  /** Modules may be of CommonJS, and a driver's client may be generated into the project. */
  readonly isNode: boolean;
  /** A generator with this decorator is still one: `staticmethod`; of others nobody can tell. */
  keepsGenerators(decorator: string): boolean;
  /** A module that exports nothing may give something all the same, in a way that was not understood. */
  readonly silentModulesAreOpen: boolean;
  /** An import is left out of the program if only types use its names. */
  readonly dropsTypeImports: boolean;
  /** What passes all names of another module on binds them here as well: `from m import *`. */
  readonly starsBind: boolean;
}

export function standardOf(language: LanguageId | undefined): Standard {
  return language === "python" ? PYTHON : JAVASCRIPT;
}
