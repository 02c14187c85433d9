/** The faults of what is to be read: paths, and files that cannot be read. */
import { suggest, unable, usage } from "./entry.js";

export const PROJECT_FAULTS = {
  "no-such-path": usage((d: { path: string; nearest?: string | undefined }) => ({
    what: `there is no \`${d.path}\``,
    fix: suggest(d.nearest) ?? "give a file or a directory that exists; paths count from the current directory",
  })),
  "outside-root": usage((d: { path: string; root: string }) => ({
    what: `\`${d.path}\` lies outside ${d.root}`,
    why: "a project is read from its root, and nothing above it",
    fix: "start in a directory that holds both the project and that path",
  })),
  "empty-project": usage((d: { root: string; extensions: readonly string[] }) => ({
    what: `there are no source files in ${d.root}`,
    why: `files that end in ${d.extensions.join(", ")} are read; those that \`.gitignore\` or \`ignore\` name are left out`,
    fix: "start in the project's root, give the paths to read, or take a glob out of `ignore`",
  })),
  "unreadable-root": unable((d: { root: string; reason: string }) => ({
    what: `cannot read ${d.root}: ${d.reason}`,
    why: "nothing was checked, since no file could be listed",
    fix: "give yourself the right to read that directory, or start in another one",
  })),
  "unreadable-file": unable((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "the run needs that file and ended without it; nothing was written",
    fix: "give yourself the right to read it, or name it in `ignore`",
  })),
};
