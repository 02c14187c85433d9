/** Stories about comments that allow findings, each told in both languages, with what is said of both of them. */

export interface Story {
  readonly title: string;
  /** `rule: message` of each finding, in order. */
  readonly says: readonly string[];
  /** `rule: reason` of each finding that a comment allows. */
  readonly allows: readonly string[];
  /** Of `src/orders.ts` and of `app/orders.py`; `T` is what asks for a member that is not there. */
  readonly typescript: string;
  readonly python: string;
}

const MISSING = "missing-member: `DatabaseManager` has no member `getAsyncSession`";
const ALLOWED = ["missing-member: why"];

export const STORIES: readonly Story[] = [
  {
    title: "a comment on the line before",
    says: [],
    allows: ALLOWED,
    typescript: `
      // db-ssot-ignore-next-line missing-member -- why
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line missing-member -- why
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment before a statement of several lines, whose later lines it holds for as well",
    says: [],
    allows: ALLOWED,
    typescript: `
      // db-ssot-ignore-next-line missing-member -- why
      export const db = open(
        DatabaseManager
          .getAsyncSession(),
        1,
      );
    `,
    python: `
      # db-ssot-ignore-next-line missing-member -- why
      db = open(
          DatabaseManager
          .getAsyncSession(),
          1,
      )
    `,
  },
  {
    title: "a comment on its own line inside of a chain",
    says: [],
    allows: ALLOWED,
    typescript: `
      export const db = DatabaseManager
        // db-ssot-ignore-next-line missing-member -- why
        .getAsyncSession();
    `,
    python: `
      db = (
          DatabaseManager
          # db-ssot-ignore-next-line missing-member -- why
          .getAsyncSession()
      )
    `,
  },
  {
    title: "a comment before one argument, which holds for no other",
    says: [MISSING],
    allows: ALLOWED,
    typescript: `
      export const db = open(
        // db-ssot-ignore-next-line missing-member -- why
        wrap(
          DatabaseManager.getAsyncSession(),
        ),
        DatabaseManager.getAsyncSession(),
      );
    `,
    python: `
      db = open(
          # db-ssot-ignore-next-line missing-member -- why
          wrap(
              DatabaseManager.getAsyncSession(),
          ),
          DatabaseManager.getAsyncSession(),
      )
    `,
  },
  {
    title: "a comment with empty lines and other comments behind it",
    says: [],
    allows: ALLOWED,
    typescript: `
      // db-ssot-ignore-next-line missing-member -- why
      // and more of it

      /* and
         more */
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line missing-member -- why
      # and more of it

      # and more
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "two comments for one line, each of which allows its own rule",
    says: ["unused-suppression: `direct-client` is allowed here, and finds nothing"],
    allows: ALLOWED,
    typescript: `
      // db-ssot-ignore-next-line missing-member -- why
      // db-ssot-ignore-next-line direct-client -- why not
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line missing-member -- why
      # db-ssot-ignore-next-line direct-client -- why not
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment before a decorated definition, which holds for its head alone",
    says: [MISSING],
    allows: ALLOWED,
    typescript: `
      export class Orders {
        // db-ssot-ignore-next-line missing-member -- why
        @traced
        list(
          db = DatabaseManager.getAsyncSession(),
        ) {
          return DatabaseManager.getAsyncSession();
        }
      }
    `,
    python: `
      class Orders:
          # db-ssot-ignore-next-line missing-member -- why
          @traced
          def list(
              self,
              db=DatabaseManager.getAsyncSession(),
          ):
              return DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment before a block, which does not hold for what is in it",
    says: ["unused-suppression: `missing-member` is allowed here, and finds nothing", MISSING],
    allows: [],
    typescript: `
      export async function orders() {
        // db-ssot-ignore-next-line missing-member -- why
        for (const id of ids) {
          DatabaseManager.getAsyncSession(id);
        }
      }
    `,
    python: `
      def orders():
          # db-ssot-ignore-next-line missing-member -- why
          for id in ids:
              DatabaseManager.getAsyncSession(id)
    `,
  },
  {
    title: "a comment at the end of the line",
    says: [MISSING],
    allows: ALLOWED,
    typescript: `
      export const a = DatabaseManager.getAsyncSession(); // db-ssot-ignore-line missing-member -- why
      export const b = DatabaseManager.getAsyncSession();
    `,
    python: `
      a = DatabaseManager.getAsyncSession()  # db-ssot-ignore-line missing-member -- why
      b = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment at the end of a statement that a formatter has broken",
    says: [MISSING],
    allows: ALLOWED,
    typescript: `
      export const a = open(
        DatabaseManager.getAsyncSession(),
      ); // db-ssot-ignore-line missing-member -- why
      export const b = DatabaseManager.getAsyncSession();
    `,
    python: `
      def orders():
          b = DatabaseManager.getAsyncSession()
          a = open(
              DatabaseManager.getAsyncSession(),
          )  # noqa: E501  # db-ssot-ignore-line missing-member -- why
    `,
  },
  {
    title: "a comment at the end of the first line of a statement",
    says: [],
    allows: ALLOWED,
    typescript: `
      export const a = open( // db-ssot-ignore-line missing-member -- why
        DatabaseManager.getAsyncSession(),
      );
    `,
    python: `
      a = open(  # db-ssot-ignore-line missing-member -- why
          DatabaseManager.getAsyncSession(),
      )
    `,
  },
  {
    title: "comments around several lines",
    says: [MISSING],
    allows: [...ALLOWED, ...ALLOWED],
    typescript: `
      // db-ssot-ignore-start missing-member -- why
      export const a = DatabaseManager.getAsyncSession();
      export const b = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-end
      export const c = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-start missing-member -- why
      a = DatabaseManager.getAsyncSession()
      b = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-end
      c = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "comments around comments: one ends the innermost, another what it names",
    says: ["unused-suppression: `direct-client` is allowed here, and finds nothing", MISSING],
    allows: ["missing-member: inner", "missing-member: outer"],
    typescript: `
      // db-ssot-ignore-start missing-member, direct-client -- outer
      // db-ssot-ignore-start missing-member -- inner
      export const a = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-end
      export const b = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-end missing-member
      export const c = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-end direct-client
    `,
    python: `
      # db-ssot-ignore-start missing-member, direct-client -- outer
      # db-ssot-ignore-start missing-member -- inner
      a = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-end
      b = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-end missing-member
      c = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-end direct-client
    `,
  },
  {
    title: "a comment for the file, before its first statement",
    says: [],
    allows: [...ALLOWED, ...ALLOWED],
    typescript: `
      "use strict";
      // db-ssot-ignore-file missing-member -- why
      export const a = DatabaseManager.getAsyncSession();
      export const b = DatabaseManager.getAsyncSession();
    `,
    python: `
      """Orders."""
      # db-ssot-ignore-file missing-member -- why
      a = DatabaseManager.getAsyncSession()
      b = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment for the file beside one for a line, of which the nearer is used",
    says: [],
    allows: ["missing-member: this one", "missing-member: why"],
    typescript: `
      // db-ssot-ignore-file missing-member -- why
      export const a = DatabaseManager.getAsyncSession(); // db-ssot-ignore-line missing-member -- this one
      export const b = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-file missing-member -- why
      a = DatabaseManager.getAsyncSession()  # db-ssot-ignore-line missing-member -- this one
      b = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment for another rule",
    says: ["unused-suppression: `direct-client` is allowed here, and finds nothing", MISSING],
    allows: [],
    typescript: `
      // db-ssot-ignore-next-line direct-client -- why
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line direct-client -- why
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment for several rules, of which one finds something",
    says: ["unused-suppression: `direct-client` and `deep-import` are allowed here, and find nothing"],
    allows: ALLOWED,
    typescript: `
      // db-ssot-ignore-next-line direct-client, missing-member, deep-import -- why
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line direct-client, missing-member, deep-import -- why
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "what looks like a comment in a string",
    says: [MISSING],
    allows: [],
    typescript: `
      export const db = [\`
        // db-ssot-ignore-next-line missing-member -- why
      \`, DatabaseManager.getAsyncSession(), "// db-ssot-ignore-line missing-member"];
    `,
    python: `
      db = ["""
      # db-ssot-ignore-next-line missing-member -- why
      """, DatabaseManager.getAsyncSession(), "# db-ssot-ignore-line missing-member"]
    `,
  },
  {
    title: "a comment without a reason, which allows nothing",
    says: ["malformed-suppression: `db-ssot-ignore-next-line` gives no reason", MISSING],
    allows: [],
    typescript: `
      // db-ssot-ignore-next-line missing-member
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line missing-member
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a comment for a rule that there is not",
    says: ["malformed-suppression: there is no rule `missing-members`", MISSING],
    allows: [],
    typescript: `
      // db-ssot-ignore-next-line missing-members -- why
      export const db = DatabaseManager.getAsyncSession();
    `,
    python: `
      # db-ssot-ignore-next-line missing-members -- why
      db = DatabaseManager.getAsyncSession()
    `,
  },
  {
    title: "a start that never ends, and an end that nothing starts",
    says: [
      "malformed-suppression: `db-ssot-ignore-end` has no `db-ssot-ignore-start` before it",
      "malformed-suppression: `db-ssot-ignore-start` of `missing-member` has no `db-ssot-ignore-end` after it",
      MISSING,
      "malformed-suppression: `db-ssot-ignore-end` of `direct-client` has no `db-ssot-ignore-start` before it",
    ],
    allows: [],
    typescript: `
      // db-ssot-ignore-end
      // db-ssot-ignore-start missing-member -- why
      export const db = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-end direct-client
    `,
    python: `
      # db-ssot-ignore-end
      # db-ssot-ignore-start missing-member -- why
      db = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-end direct-client
    `,
  },
  {
    title: "a comment for the file below its first statement",
    says: [MISSING, "malformed-suppression: `db-ssot-ignore-file` is below the first statement"],
    allows: [],
    typescript: `
      export const db = DatabaseManager.getAsyncSession();
      // db-ssot-ignore-file missing-member -- why
    `,
    python: `
      db = DatabaseManager.getAsyncSession()
      # db-ssot-ignore-file missing-member -- why
    `,
  },
  {
    title: "comments beside what finds nothing",
    says: [
      "unused-suppression: `missing-member` is allowed here, and finds nothing",
      "unused-suppression: `missing-member` is allowed here, and finds nothing",
      "unused-suppression: `missing-member` is allowed here, and finds nothing",
    ],
    allows: [],
    typescript: `
      // db-ssot-ignore-next-line missing-member -- why
      export const a = 1; // db-ssot-ignore-line missing-member -- why
      // db-ssot-ignore-next-line missing-member -- why
    `,
    python: `
      # db-ssot-ignore-next-line missing-member -- why
      a = 1  # db-ssot-ignore-line missing-member -- why
      # db-ssot-ignore-next-line missing-member -- why
    `,
  },
  {
    title: "an import, whose later lines the comment holds for",
    says: [],
    allows: ["missing-export: why"],
    typescript: `
      // db-ssot-ignore-next-line missing-export -- why
      import {
        getDb,
        getOther,
      } from "./database/index.js";
      export const db = [getDb, getOther];
    `,
    python: `
      # db-ssot-ignore-next-line missing-export -- why
      from app.database import (
          get_db,
          get_other,
      )
    `,
  },
];
