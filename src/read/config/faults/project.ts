/** Errors in paths and in reading files. */
import { suggest, unable, usage } from "./entry.js";

export const PROJECT_FAULTS = {
  "no-such-path": usage((d: { path: string; nearest?: string | undefined }) => ({
    what: `there is no \`${d.path}\``,
    fix: suggest(d.nearest) ?? "give a file or a directory that exists; paths are relative to the current directory",
  })),
  "outside-root": usage((d: { path: string; root: string }) => ({
    what: `\`${d.path}\` is outside ${d.root}`,
    why: "only files below the project's root are read",
    fix: "run it in a directory that contains both the project and that path",
  })),
  "empty-project": usage((d: { root: string; extensions: readonly string[] }) => ({
    what: `there are no source files in ${d.root}`,
    why: `the file extensions are ${d.extensions.join(", ")}; files in \`.gitignore\` or \`ignore\` are skipped`,
    fix: "run it in the project's root, give paths, or remove a glob from `ignore`",
  })),
  "unreadable-root": unable((d: { root: string; reason: string }) => ({
    what: `cannot read ${d.root}: ${d.reason}`,
    why: "no file could be listed, so nothing was checked",
    fix: "change the permissions of that directory, or run it in another one",
  })),
  "unreadable-file": unable((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "the run needs that file; nothing was written",
    fix: "change its permissions, or add it to `ignore`",
  })),
};
