/** Errors in configurations that consist of several files: extended ones, and those of directories below the root. */
import { list, suggest, usage } from "./entry.js";

export const LAYER_FAULTS = {
  "missing-extended-file": usage((d: { text: string; path: string; nearest?: string | undefined }) => ({
    what: `there is no file \`${d.text}\` to extend`,
    why: `the path is relative to the extending file: \`${d.path}\``,
    fix: suggest(d.nearest) ?? "write a path that begins with `./`, or the name of an installed package",
  })),
  "missing-extended-package": usage((d: { name: string; nearest?: string | undefined }) => ({
    what: `the package \`${d.name}\` is not installed`,
    why: "it is searched in `node_modules` next to the extending file and in every directory above",
    fix: suggest(d.nearest) ?? `install it: \`npm install --save-dev ${d.name}\``,
  })),
  "nothing-shared": usage((d: { text: string; directory: string; subpath: string }) => ({
    what:
      d.subpath === "" ? `\`${d.text}\` shares no configuration` : `\`${d.directory}\` has no file \`${d.subpath}\``,
    why: "a package shares the JSON file in its `exports` or `main`, or its `db-ssot.json`",
    fix: "name a JSON file of the package, like `@acme/db-ssot-config/strict.json`",
  })),
  "circular-extends": usage((d: { files: readonly string[] }) => ({
    what: "a configuration extends itself",
    why: `${d.files.map((file) => `\`${file}\``).join(" extends ")}`,
    fix: "remove one of these `extends`",
  })),
  "shared-command": usage((_details: Record<string, never>) => ({
    what: "a package sets `verify`, which is a command",
    why: "only commands of the project itself are run, so that a package update cannot add one",
    fix: "set `verify` in the project's own configuration, and remove it from the package",
  })),
  "nearer-command": usage((d: { key: string }) => ({
    what: `\`${d.key}\` is set in a configuration below the project's root`,
    why: "a run verifies all its fixes with one command, that of the root",
    fix: `move \`${d.key}\` to the root's configuration, or write \`"root": true\` here to run this directory alone`,
  })),
  "outside-directory": usage((d: { path: string; glob: string; directory: string }) => ({
    what: `\`${d.path}\`: \`${d.glob}\` is outside of \`${d.directory}\``,
    why: "a configuration below the root applies only to its own directory",
    fix: "move it to the configuration of a directory that contains those files",
  })),
  "unknown-project": usage((d: { value: string; known: readonly string[]; nearest?: string | undefined }) => ({
    what: `there is no package \`${d.value}\``,
    why:
      d.known.length === 0
        ? "no `package.json`, `project.json` or `pyproject.toml` here has a name"
        : `the packages are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write the name in the package's manifest, or its directory",
  })),
};
