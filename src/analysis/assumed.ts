/** What a reader of the report should know of the configuration: what of it comes to nothing, and whom it leaves out. */
import type { SourceConfig } from "../config/config.js";
import { type LoadedConfig, whereWritten } from "../config/load.js";
import type { Program } from "../program/program.js";
import type { Source } from "../sources/source.js";
import { nearest } from "../text/nearest.js";

export interface AssumedInput {
  readonly loaded: LoadedConfig;
  /** As configured; empty where they were detected. */
  readonly configured: readonly SourceConfig[];
  /** The same, linked. */
  readonly linked: readonly Source[];
  readonly program: Program;
}

/** One sentence each. A name that nothing defines is no fault: the function may just have been removed, as it was to be. */
export function assumedOf(input: AssumedInput): readonly string[] {
  return [...undefinedNames(input), ...unconfigured(input), ...apart(input)];
}

function undefinedNames({ loaded, configured, linked, program }: AssumedInput): readonly string[] {
  return configured.flatMap((config, index) => {
    const source = linked[index];
    const defined = { managers: source?.managers ?? [], legacy: source?.legacy ?? [] };
    return (["managers", "legacy"] as const).flatMap((key) => {
      const known = new Set(defined[key].map(({ name }) => name));
      return config[key].flatMap((name, at) => {
        if (known.has(name)) return [];
        const near = nearest(name, namesIn(program, source, key));
        const advice = near === undefined ? "it can be taken out" : `is \`${near}\` meant?`;
        const place = whereWritten(loaded, ["sources", index, key, at]);
        return `nothing defines \`${name}\`, which \`${config.name}\` names in \`${key}\`${place && ` (${place})`}: ${advice}`;
      });
    });
  });
}

/** What could have been meant: classes for a manager, functions and other values for a legacy accessor. */
function namesIn(program: Program, source: Source | undefined, key: "managers" | "legacy"): readonly string[] {
  return program.files.flatMap((facts) => {
    if (source?.covers(facts.file) !== true || program.isTest(facts.file)) return [];
    if (key === "managers") return facts.classes.flatMap((each) => (each.topLevel ? [each.name] : []));
    return facts.bindings.flatMap((each) => (each.topLevel && each.kind !== "import" ? [each.name] : []));
  });
}

/** Only directories have a configuration, and a run from above judges by those alone. */
function unconfigured({ loaded, configured }: AssumedInput): readonly string[] {
  const { config, nearer } = loaded;
  if (config.origin !== undefined || configured.length === 0) return [];
  const directories = nearer.map((directory) => `\`${directory}\``).join(", ");
  return [
    `only ${directories} ${nearer.length === 1 ? "has" : "have"} a configuration; other files are held to no source`,
  ];
}

function apart({ loaded }: AssumedInput): readonly string[] {
  return loaded.apart.map((directory) => {
    return `\`${directory}\` is a project of its own, as \`root\` in its configuration says; its files were not judged`;
  });
}
