/** Remarks on the configuration: files that it does not cover. */

import type { SourceConfig } from "../../read/config/config.js";
import type { LoadedConfig } from "../../read/config/load.js";

export interface AssumedInput {
  readonly loaded: LoadedConfig;
  /** As configured; empty where they were detected. */
  readonly configured: readonly SourceConfig[];
}

/** One sentence each. */
export function assumedOf(input: AssumedInput): readonly string[] {
  return [...unconfigured(input), ...apart(input)];
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
