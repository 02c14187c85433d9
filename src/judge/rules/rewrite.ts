/** Rewrites: what a rule wants to be done, without text. The planner turns one into a fix, or says why it cannot. */

import type { FilePath, Range } from "../../base/text/span.js";
import type { Import, ImportedName, Site } from "../../read/facts/facts.js";
import type { DefinitionRef } from "../../read/program/values.js";
import type { Accessor, Database, LegacyAccessor } from "../databases/source.js";

export type Rewrite =
  /** Obtain the handle through the accessor instead. */
  | {
      readonly kind: "obtain";
      readonly file: FilePath;
      readonly site: Site;
      readonly source: Database;
      readonly accessor: Accessor;
      readonly from: CurrentCall;
    }
  /** Import a name from another module, under another name where they differ. */
  | {
      readonly kind: "reimport";
      readonly file: FilePath;
      readonly import: Import;
      readonly name: ImportedName;
      readonly accessor: Accessor;
    }
  /** Name the accessor in a text. */
  | {
      readonly kind: "mention";
      readonly file: FilePath;
      readonly range: Range;
      readonly source: Database;
      readonly accessor: Accessor;
      readonly from: CurrentCall;
      /** Parentheses follow. */
      readonly isCalled: boolean;
      /** Why the text may be wrong afterwards. */
      readonly bound?: string;
    }
  /** Put a few characters in place: one token fixes it. */
  | {
      readonly kind: "token";
      readonly file: FilePath;
      readonly edits: readonly (Range & { readonly text: string })[];
      readonly title: string;
      /** Why the result may not mean what is wanted. */
      readonly risk?: string;
    };

/** What the place calls now. */
export type CurrentCall =
  /** It does not exist, so nothing that it did can be lost. */
  | {
      readonly kind: "absent";
      /** The manager and the member that was asked for: `DatabaseManager`, `getSession`. */
      readonly path: readonly string[];
      /** Functions of that name that the author may have meant: on the other side of the class. */
      readonly namesakes: readonly DefinitionRef[];
    }
  /** A function whose body can be compared with the accessor's. */
  | { readonly kind: "function"; readonly definition: DefinitionRef }
  | { readonly kind: "legacy"; readonly legacy: LegacyAccessor }
  /** A client of the kind that the accessor gives, built in place; `risks` say why it may not be the same to the code. */
  | { readonly kind: "client"; readonly gives: "handle" | "promise"; readonly risks: readonly string[] }
  /** Nothing can be said of what it does. */
  | { readonly kind: "unknown" };
