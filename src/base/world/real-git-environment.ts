/** What holds for every run of the command `git`, whoever asks it and for what. */
import process from "node:process";

/** Words before those of the command. */
export const ALWAYS: readonly string[] = [
  // A configuration of the repository may name a program to ask about changes.
  "-c",
  "core.fsmonitor=false",
  // Files of a work tree may look like a repository, with a configuration that somebody else wrote.
  "-c",
  "safe.bareRepository=explicit",
  // A path is the name of one file, whatever characters are in it.
  "--literal-pathspecs",
];

/** A hook that started us has told git of its own repository; here it has to look for the one of the directory. */
const OF_HOOKS = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_OBJECT_DIRECTORY",
]);

export function gitEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !OF_HOOKS.has(name));
  return {
    ...Object.fromEntries(entries),
    // Without this, git would refresh its index while it looks, and stand in the way of another git.
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
  };
}
