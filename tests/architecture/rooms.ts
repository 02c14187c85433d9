/**
 * The order of the rooms. A room may import the rooms listed for it, and no other; each is listed after those that it
 * imports, so imports run one way. `because` says why nothing else is among them.
 */

/** The floors of `src`, lowest first, with their rooms. A floor imports only itself and the floors below it. */
export const FLOORS: Readonly<Record<string, readonly string[]>> = {
  base: ["text", "edits", "diagnostics", "world"],
  read: ["facts", "drivers", "languages", "config", "project", "prose", "program"],
  judge: [
    "databases",
    "handles",
    "rules",
    "gather",
    "analysis",
    "inventory",
    "suppressions",
    "baseline",
    "check",
    "history",
    "why",
  ],
  change: ["rewrite", "types", "fix", "staging", "create", "shim", "consolidate", "journal"],
  cli: ["hook", "report", "pages", "debug", "cli"],
};

export interface Room {
  readonly may: readonly string[];
  readonly because: string;
}

export const ROOMS: Readonly<Record<string, Room>> = {
  text: {
    may: [],
    because: "spans, lines and positions mean the same to everybody, so text knows nobody",
  },
  edits: {
    may: ["text"],
    because:
      "an edit is a stretch of text and its replacement; who wants it, and why, does not change how it is applied",
  },
  diagnostics: {
    may: ["text", "edits"],
    because: "what is reported crosses all rooms, so it stands below them",
  },
  world: {
    may: ["text"],
    because: "the edge is given to the other rooms as an argument, and serves them without knowing what they do",
  },
  pages: {
    may: [],
    because: "pages are texts for people and the list of them",
  },
  facts: {
    may: ["text"],
    because: "facts are plain data about one file's bytes; whoever reads or judges them must not show in their shape",
  },
  drivers: {
    may: [],
    because: "the catalogue is data that anybody may read, and says nothing of how it is used",
  },
  languages: {
    may: ["text", "edits", "facts"],
    because: "a front end sees one text at a time; an answer that needs another file is the program's to give",
  },
  config: {
    may: ["text", "facts", "world"],
    because: "a configuration is judged by its own words alone; the rules that it names are handed in",
  },
  baseline: {
    may: ["text", "diagnostics", "config", "world"],
    because:
      "an entry is matched by what a finding says of itself; what was found, and whether it may be said, is a check's",
  },
  project: {
    may: ["text", "diagnostics", "world"],
    because: "which files there are depends on no language, no rule and no database",
  },
  prose: {
    may: ["text"],
    because: "it reads text as people do; what a name in it stands for is asked of the program",
  },
  journal: {
    may: ["text", "config", "world"],
    because: "texts are written and taken back whatever they say, and whoever wants it; only faults have to be told",
  },
  program: {
    may: ["text", "facts", "drivers", "languages"],
    because: "linking follows names; what a name is good for, and whether it is allowed, is asked later",
  },
  databases: {
    may: ["text", "facts", "drivers", "config", "program"],
    because: "a source is found in the linked program, wherever its files came from and whatever the rules think of it",
  },
  handles: {
    may: ["text", "drivers", "facts", "program", "databases"],
    because: "what a function does to its handle is asked of linked facts; whether it may be called is a rule's to say",
  },
  rules: {
    may: [
      "text",
      "edits",
      "diagnostics",
      "facts",
      "drivers",
      "languages",
      "config",
      "prose",
      "program",
      "databases",
      "handles",
    ],
    because:
      "a rule asks questions; it reads no file, writes no text, and does not know how findings are shown or fixed",
  },
  gather: {
    may: ["text", "diagnostics", "world", "facts", "drivers", "languages", "project", "prose", "program", "databases"],
    because: "what must be parsed depends on where databases are, never on which rules are on",
  },
  analysis: {
    may: ["text", "world", "languages", "config", "project", "prose", "program", "databases", "rules", "gather"],
    because: "all commands start from the same knowledge, before anything is judged",
  },
  inventory: {
    may: ["text", "diagnostics", "facts", "databases", "handles", "rules"],
    because: "counting judges nothing and fixes nothing",
  },
  suppressions: {
    may: ["text", "edits", "diagnostics", "languages"],
    because: "what a comment allows is told by its words and its place; which rules there are is handed in",
  },
  check: {
    may: [
      "text",
      "diagnostics",
      "world",
      "languages",
      "config",
      "project",
      "baseline",
      "rules",
      "gather",
      "analysis",
      "inventory",
      "suppressions",
    ],
    because: "a check says what is wrong; a fix is planned for those who ask for it",
  },
  history: {
    may: ["text", "diagnostics", "world", "analysis", "inventory", "check"],
    because: "it asks revisions what an inventory and a check say of them; what that means is for the reader to say",
  },
  why: {
    may: ["text", "world", "facts", "languages", "config", "program", "databases", "rules", "analysis", "check"],
    because:
      "it asks earlier revisions the questions that a check asks of this one; what to do about it is not its concern",
  },
  rewrite: {
    may: [
      "text",
      "edits",
      "diagnostics",
      "facts",
      "drivers",
      "languages",
      "program",
      "databases",
      "handles",
      "rules",
      "gather",
      "check",
    ],
    because: "a planner turns a rewrite into edits, and does not know whether they are applied",
  },
  types: {
    may: ["text", "world"],
    because: "the compiler is asked about texts and answers with errors; whose texts they are is not its concern",
  },
  fix: {
    may: [
      "text",
      "edits",
      "diagnostics",
      "world",
      "facts",
      "languages",
      "config",
      "project",
      "check",
      "rewrite",
      "types",
    ],
    because:
      "a fix applies what a check offers, and looks again; the templates and effects behind it were weighed before",
  },
  staging: {
    may: ["text", "world", "languages", "config", "check", "fix"],
    because: "it fixes what is staged as everything is fixed, and adds what becomes of that beside other work",
  },
  create: {
    may: [
      "text",
      "edits",
      "world",
      "facts",
      "languages",
      "config",
      "program",
      "project",
      "rules",
      "gather",
      "analysis",
    ],
    because: "it moves what files build into a module of its own; to use that module is a fix's task, once it is named",
  },
  shim: {
    may: [
      "text",
      "edits",
      "world",
      "facts",
      "languages",
      "config",
      "program",
      "databases",
      "handles",
      "rules",
      "rewrite",
      "analysis",
      "check",
    ],
    because: "a stand-in is chosen by the callers and held to a check; writing it to the disk is left to the command",
  },
  consolidate: {
    may: [
      "text",
      "edits",
      "world",
      "facts",
      "languages",
      "config",
      "program",
      "databases",
      "rules",
      "gather",
      "analysis",
      "types",
      "check",
    ],
    because:
      "it moves what it found twice and proves the result by a check; what a single finding wants is a fix's to say",
  },
  hook: {
    may: ["text", "world", "config"],
    because: "a hook starts the command as anybody does; what the command finds is of no concern to what calls it",
  },
  report: {
    may: [
      "text",
      "edits",
      "diagnostics",
      "config",
      "databases",
      "rules",
      "journal",
      "inventory",
      "history",
      "why",
      "fix",
      "staging",
      "shim",
      "consolidate",
      "hook",
    ],
    because: "a reporter turns a result into text; everything that it says stands in the result",
  },
  debug: {
    may: ["text", "facts", "languages", "program", "gather", "report"],
    because: "it shows what was read and linked as it is; what a rule makes of that is `explain`'s to say",
  },
  cli: {
    may: [
      "text",
      "pages",
      "world",
      "config",
      "baseline",
      "project",
      "journal",
      "rules",
      "analysis",
      "inventory",
      "check",
      "history",
      "why",
      "rewrite",
      "fix",
      "staging",
      "create",
      "shim",
      "consolidate",
      "hook",
      "report",
      "debug",
    ],
    because: "words become options here; a command that needs an inner room is missing a question it could ask",
  },
  "index.ts": {
    may: ["text", "edits", "diagnostics", "world", "config", "project", "check", "rewrite", "fix", "journal"],
    because: "programs get what the commands get, without their words and their printing",
  },
  "start.ts": {
    may: ["text", "world", "cli"],
    because: "it names what bin needs, and adds nothing",
  },
};

/** Where a package from outside may be known, so that it can be replaced in one place. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "ts-morph": ["read/languages/typescript", "change/types"],
  "web-tree-sitter": ["read/languages/python/syntax"],
  commander: ["cli"],
  "@pnpm/tabtab": ["cli"],
  chalk: ["cli/report"],
  "fast-wrap-ansi": ["cli/report"],
  diff: ["base/text"],
  "fastest-levenshtein": ["base/text", "read/languages/typescript/resolve/nearest.ts", "read/languages/python/resolve"],
  ajv: ["read/config"],
  "jsonc-parser": ["read/config", "cli/hook/editors", "read/languages/typescript/resolve"],
  yaml: ["cli/hook/editors"],
  "mdast-util-from-markdown": ["read/prose/markdown.ts"],
  picomatch: ["read/config", "read/project", "base/world", "read/languages/typescript/resolve"],
  ignore: ["read/project"],
  "smol-toml": ["read/project"],
  "fast-glob": ["base/world"],
  "@clack/prompts": ["base/world"],
  "node:child_process": ["base/world"],
  "node:crypto": ["base/text/hash.ts", "base/world"],
  "node:fs": ["base/world"],
  "node:module": ["base/world"],
  "node:os": ["base/world"],
  "node:path": ["base/world"],
  "node:process": ["base/world"],
};
