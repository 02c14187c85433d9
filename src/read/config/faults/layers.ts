/** The faults of configurations that are made of several texts: what is extended, and what stands nearer to its files. */
import { list, suggest, usage } from "./entry.js";

export const LAYER_FAULTS = {
  "missing-extended-file": usage((d: { text: string; path: string; nearest?: string | undefined }) => ({
    what: `there is no file \`${d.text}\` to extend`,
    why: `the path counts from the file that says it, which makes it \`${d.path}\``,
    fix: suggest(d.nearest) ?? "write the path of a JSON file, `./` in front, or the name of an installed package",
  })),
  "missing-extended-package": usage((d: { name: string; nearest?: string | undefined }) => ({
    what: `the package \`${d.name}\` is not installed`,
    why: "it is looked for in `node_modules` beside the file that extends it, and in every directory above",
    fix: suggest(d.nearest) ?? `install it: \`npm install --save-dev ${d.name}\``,
  })),
  "nothing-shared": usage((d: { text: string; directory: string; subpath: string }) => ({
    what:
      d.subpath === "" ? `\`${d.text}\` shares no configuration` : `\`${d.directory}\` has no file \`${d.subpath}\``,
    why: "a package shares the JSON file that its `exports` or `main` names, or its `db-ssot.json`; code is never run",
    fix: "name one of the package's JSON files after its name, `@acme/db-ssot-config/strict.json`",
  })),
  "circular-extends": usage((d: { files: readonly string[] }) => ({
    what: "a configuration extends itself",
    why: `the way leads from ${d.files.map((file) => `\`${file}\``).join(" to ")}`,
    fix: "take one of these steps out",
  })),
  "shared-command": usage((_details: Record<string, never>) => ({
    what: "a package names a command in `verify`",
    why: "commands are run only where the project itself names them, so that no update of a package can bring one",
    fix: "write `verify` in the project's own configuration, and have it taken out of the package",
  })),
  "nearer-command": usage((d: { key: string }) => ({
    what: `\`${d.key}\` stands in a configuration below the project's root`,
    why: "a run verifies all that it fixes at once, by the command of the root",
    fix: `move \`${d.key}\` to the root's configuration, or write \`"root": true\` here to have this directory run alone`,
  })),
  "outside-directory": usage((d: { path: string; glob: string; directory: string }) => ({
    what: `\`${d.path}\`: \`${d.glob}\` leads out of \`${d.directory}\``,
    why: "a configuration below the root speaks for the files of its own directory",
    fix: "write it in the configuration of a directory that holds those files",
  })),
  "unknown-project": usage((d: { value: string; known: readonly string[]; nearest?: string | undefined }) => ({
    what: `there is no package \`${d.value}\``,
    why:
      d.known.length === 0
        ? "no `package.json`, `project.json` or `pyproject.toml` here has a name"
        : `the packages are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write the name of a package as its manifest gives it, or its directory",
  })),
};
