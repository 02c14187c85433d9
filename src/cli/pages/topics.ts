/** The pages that are about no single rule or command; their texts stand beside this file, under the same names. */

export interface Topic {
  /** As in `db-ssot explain limits`. */
  readonly id: string;
  readonly summary: string;
}

export const TOPICS: readonly Topic[] = [
  { id: "from-nothing", summary: "from many ways to one, in an hour" },
  { id: "from-no-restricted-imports", summary: "coming from a rule of ESLint" },
  { id: "from-scripts", summary: "coming from a script that greps" },
  { id: "limits", summary: "what db-ssot cannot see" },
];
