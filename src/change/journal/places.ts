/** The paths of the journal. All of it is below one directory, which hides itself from git. */

export const JOURNAL = ".db-ssot";
export const HIDDEN_BY = `${JOURNAL}/.gitignore`;
export const LOCK = `${JOURNAL}/lock`;
export const RESERVE = `${JOURNAL}/reserve`;
export const RUNS = `${JOURNAL}/runs`;

/** The permissions of all its files: it holds the text of every file that a run changes. */
export const PRIVATE = 0o600;
