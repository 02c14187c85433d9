/** Pages about neither a rule nor a command. Their texts are next to this file, under the same names. */

export interface Topic {
  /** As in `db-ssot explain limits`. */
  readonly id: string;
  readonly summary: string;
}

export const TOPICS: readonly Topic[] = [
  { id: "fixes", summary: "twelve violations, and what `fix` makes of them" },
  { id: "from-nothing", summary: "from many accesses to one accessor, in an hour" },
  { id: "from-no-restricted-imports", summary: "coming from an ESLint rule" },
  { id: "from-scripts", summary: "coming from a script that greps" },
  { id: "limits", summary: "what db-ssot cannot see" },
];
