/** Remarks on the configuration: names that nothing defines, and files that it does not cover. */

import { nearest } from "../../base/text/nearest.js";
import type { SourceConfig } from "../../read/config/config.js";
import { type LoadedConfig, whereWritten } from "../../read/config/load.js";
import type { Program } from "../../read/program/program.js";

export interface AssumedInput {
  readonly loaded: LoadedConfig;
  /** As configured; empty where they were detected. */
  readonly configured: readonly SourceConfig[];
  readonly program: Program;
}

/** One sentence each. A name that nothing defines is no fault: the function may just have been removed, as it was to be. */
export function assumedOf(input: AssumedInput): readonly string[] {
  return [...undefinedNames(input), ...nothingAllowed(input), ...unconfigured(input), ...apart(input)];
}

/** A short name in `alsoAllowed` means the accessor's own module, and is easily one of another. */
function nothingAllowed({ loaded, configured, program: { modules } }: AssumedInput): readonly string[] {
  return configured.flatMap((config, index) =>
    config.alsoAllowed.flatMap(({ module, path }, at) => {
      const [first = ""] = path;
      if (modules.exported(module, first).kind !== "absent") return [];
      const place = whereWritten(loaded, ["sources", index, "alsoAllowed", at]);
      const where = place && ` (${place})`;
      return `${module} does not export \`${first}\`, which \`${config.name}\` names in \`alsoAllowed\`${where}: write its module, too`;
    }),
  );
}

function undefinedNames({ loaded, configured, program }: AssumedInput): readonly string[] {
  const named = configured.flatMap((config, index) =>
    (["managers", "legacy"] as const).flatMap((key) =>
      (config[key] ?? []).map((name, at) => ({ name, key, source: config.name, path: ["sources", index, key, at] })),
    ),
  );
  if (named.length === 0) return [];
  const defined = definedNames(program);
  return named.flatMap(({ name, key, source, path }) => {
    // Of a dotted name, what begins it has to be there.
    const [first = ""] = name.split(".");
    if (defined.has(first)) return [];
    const near = nearest(first, defined);
    const advice = near === undefined ? "remove it" : `is \`${near}\` meant?`;
    const place = whereWritten(loaded, path);
    return `nothing defines \`${name}\`, which \`${source}\` names in \`${key}\`${place && ` (${place})`}: ${advice}`;
  });
}

/** At the top of the modules that were read: every one that mentions such a name is among them. */
function definedNames(program: Program): ReadonlySet<string> {
  const names = program.files
    .filter(({ file }) => !program.isTest(file))
    .flatMap((facts) => [
      ...facts.classes.flatMap((each) => (each.topLevel ? [each.name] : [])),
      ...facts.bindings.flatMap((each) => (each.topLevel && each.kind !== "import" ? [each.name] : [])),
    ]);
  return new Set(names);
}

/** Only directories have a configuration, and a run from above judges by those alone. */
function unconfigured({ loaded, configured }: AssumedInput): readonly string[] {
  const { config, nearer } = loaded;
  if (config.origin !== undefined || configured.length === 0) return [];
  const directories = nearer.map((directory) => `\`${directory}\``).join(", ");
  return [
    `only ${directories} ${nearer.length === 1 ? "has" : "have"} a configuration; other files are checked against no source`,
  ];
}

function apart({ loaded }: AssumedInput): readonly string[] {
  return loaded.apart.map((directory) => {
    return `\`${directory}\` is a separate project (\`root\` in its configuration); its files were not checked`;
  });
}
