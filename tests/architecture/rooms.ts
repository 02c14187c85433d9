/**
 * The order of the rooms. A room may import the rooms that are listed for it, and no other; each stands after those that
 * it imports, so the arrows run one way. `because` says why nothing else is among them.
 */

export interface Room {
  readonly may: readonly string[];
  readonly because: string;
}

export const ROOMS: Readonly<Record<string, Room>> = {
  text: {
    may: [],
    because: "spans, lines and edits mean the same to everybody, so text knows nobody",
  },
  facts: {
    may: ["text"],
    because: "facts are plain data about one file's bytes; whoever reads or judges them must not show in their shape",
  },
  drivers: {
    may: [],
    because: "the catalogue is data that anybody may read, and says nothing of how it is used",
  },
  world: {
    may: ["text"],
    because: "the edge is given to the other rooms as an argument, and serves them without knowing what they do",
  },
  config: {
    may: ["text", "facts", "world"],
    because: "a configuration is judged by its own words alone; the rules that it names are handed in",
  },
  project: {
    may: ["text", "world"],
    because: "which files there are depends on no language, no rule and no database",
  },
  languages: {
    may: ["text", "facts"],
    because: "a front end sees one text at a time; an answer that needs another file is the program's to give",
  },
  program: {
    may: ["text", "facts", "drivers", "languages"],
    because: "linking follows names; what a name is good for, and whether it is allowed, is asked later",
  },
  sources: {
    may: ["text", "facts", "drivers", "config", "program"],
    because: "a source is found in the linked program, wherever its files came from and whatever the rules think of it",
  },
  gather: {
    may: ["text", "facts", "drivers", "world", "project", "languages", "program", "sources"],
    because: "what must be parsed depends on where databases are, never on which rules are on",
  },
  rules: {
    may: ["text", "facts", "drivers", "config", "languages", "program", "sources"],
    because:
      "a rule asks questions; it reads no file, writes no text, and does not know how findings are shown or mended",
  },
  fix: {
    may: ["text", "facts", "config", "world", "project", "languages", "program", "sources"],
    because: "a fix mends what it is given; how the findings came about is no concern of it",
  },
  check: {
    may: ["text", "config", "world", "project", "languages", "sources", "gather", "rules", "fix"],
    because: "a check ends in a report; how that is shown, and who asked for it, is left to others",
  },
  report: {
    may: ["text", "rules", "fix", "check"],
    because: "a reporter turns a report into text; everything that it says stands in the report",
  },
  cli: {
    may: ["text", "config", "world", "rules", "fix", "check", "report"],
    because: "words become options here; a command that needs an inner room is missing a question it could ask",
  },
  "index.ts": {
    may: ["text", "config", "world", "fix", "check"],
    because: "programs get what the commands get, without their words and their printing",
  },
};

/** Where a package from outside may be known, so that it can be replaced in one place. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "ts-morph": ["languages/typescript"],
  commander: ["cli"],
  chalk: ["report"],
  diff: ["text"],
  "fastest-levenshtein": ["text", "languages/typescript/resolve/nearest.ts"],
  ajv: ["config"],
  "jsonc-parser": ["config", "languages/typescript/resolve"],
  picomatch: ["config", "project", "world", "languages/typescript/resolve"],
  ignore: ["project"],
  "fast-glob": ["world"],
  "write-file-atomic": ["world"],
  "node:fs": ["world"],
  "node:path": ["world"],
  "node:process": ["world"],
};

const EDIT =
  "an edit is a stretch of text and its replacement: `Edit`, `TextEdit` and what applies them belong to text";
const FINDING =
  "`Note`, `Problem`, `Applicability` and `Fix` cross all rooms: they belong beside the facts, with no room above";
const REWRITE = "a rewrite is what a rule asks for: `Rewrite` belongs to rules, and the planner reads it there";
const PLAN = "the planner needs a few values of an analysis: it takes just those, as an interface of its own";
const ROUNDS = "planning a fix comes before a report, running it in rounds after one: they are two rooms";
const PATHS = "what a path from outside means for a project is the project's to say";

/**
 * Imports that break the order today, each with what would mend it. The list may only shrink: an import that is not here
 * fails the tests, and so does an entry that is no longer true.
 */
export const EXCEPTIONS: readonly Exception[] = [
  { from: "languages/language.ts", to: "fix/fix.ts", until: EDIT },
  { from: "languages/typescript/writer/imports.ts", to: "fix/fix.ts", until: EDIT },
  { from: "languages/typescript/writer/changes.ts", to: "fix/apply.ts", until: EDIT },
  { from: "languages/typescript/writer/lists.ts", to: "fix/apply.ts", until: EDIT },
  { from: "languages/typescript/writer/placement.ts", to: "fix/apply.ts", until: EDIT },
  { from: "languages/typescript/writer/removal.ts", to: "fix/apply.ts", until: EDIT },
  { from: "project/source.ts", to: "check/diagnostic.ts", until: FINDING },
  { from: "gather/gather.ts", to: "check/diagnostic.ts", until: FINDING },
  { from: "rules/describe.ts", to: "check/diagnostic.ts", until: FINDING },
  { from: "rules/rule.ts", to: "check/diagnostic.ts", until: FINDING },
  { from: "rules/rule.ts", to: "fix/fix.ts", until: FINDING },
  { from: "rules/rule.ts", to: "fix/rewrite.ts", until: REWRITE },
  { from: "fix/plan.ts", to: "check/analyse.ts", until: PLAN },
  { from: "fix/run.ts", to: "check/check.ts", until: ROUNDS },
  { from: "fix/run.ts", to: "check/diagnostic.ts", until: ROUNDS },
  { from: "index.ts", to: "cli/paths.ts", until: PATHS },
];

export interface Exception {
  /** Files, relative to `src`. */
  readonly from: string;
  readonly to: string;
  /** What has to move before it can go. */
  readonly until: string;
}
