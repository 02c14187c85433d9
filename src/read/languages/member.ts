/** What a language provides for adding a shim, a member that wraps the accessor, to a class. */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FileFacts } from "../facts/facts.js";
import type { Form } from "../facts/forms.js";
import type { Side } from "../facts/terms.js";

export interface MemberWriter {
  /** `await` may stand before what is no promise. */
  readonly awaitsAnything: boolean;
  /** What else has to be imported for such a member. */
  needs(delegation: Delegation): readonly Needed[];
  /** @throws never */
  add(request: MemberRequest): MemberEdits;
}

export interface Delegation {
  /** How the member is to be used. */
  readonly gives: Form;
  /** How the accessor is used. */
  readonly from: Form;
  /** Entering, iterating or calling the accessor has to be waited for. */
  readonly async: boolean;
}

export interface Needed {
  readonly specifier: string;
  readonly name: string;
}

export interface MemberRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** The place of the class among the classes of the file. */
  readonly class: number;
  readonly name: string;
  /** The sides on which it is asked for; at least one. */
  readonly sides: readonly Side[];
  readonly delegation: Delegation;
  /** The accessor as it is called in the file: `getDb`, `databaseManager.sessionScope`. */
  readonly accessor: string;
  /** What the file calls the things that `needs` lists, in that order. */
  readonly needed: readonly string[];
  /** What is to be used instead, for the documentation of the member. */
  readonly instead: string;
  /** The parameter that takes the name of the database; absent where nobody gives one. */
  readonly parameter?: NameParameter;
  /** The accessor is imported when the member is called, since the two modules need each other. */
  readonly late?: Needed;
}

export interface NameParameter {
  readonly name: string;
  /** The names that mean this database, the first by default; any other is refused. */
  readonly names: readonly [string, ...string[]];
}

export type MemberEdits =
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  /** Why it cannot be written: `a class has one member of a name`. */
  | { readonly kind: "refused"; readonly reason: string };
