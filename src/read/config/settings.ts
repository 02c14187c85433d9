/** The severity of a rule in one file: its default, then `rules`, then each matching override. */
import type { FilePath } from "../../base/text/span.js";
import type { Config, RuleSetting, RuleSeverity } from "./config.js";
import { matchFiles } from "./globs.js";

/** What the configuration has to know of a rule. */
export interface RuleDefaults {
  readonly id: string;
  readonly severity: RuleSeverity;
  readonly options?: Readonly<Record<string, unknown>>;
}

export type SettingOf = (rule: RuleDefaults, file: FilePath) => RuleSetting;

/** Reads the globs once, so that asking for many files is cheap. */
export function readSettings(config: Config): SettingOf {
  const overrides = config.overrides.map(({ files, rules }) => ({ matches: matchFiles(files), rules }));
  return (rule, file) => {
    const own: RuleSetting = { severity: rule.severity, options: rule.options ?? {} };
    const matching = overrides.filter(({ matches }) => matches(file)).map(({ rules }) => rules.get(rule.id));
    return [config.rules.get(rule.id), ...matching].reduce<RuleSetting>(override, own);
  };
}

/** An option that the later setting does not name keeps its value: `"off"` in one place does not forget the others. */
function override(earlier: RuleSetting, later: RuleSetting | undefined): RuleSetting {
  if (later === undefined) return earlier;
  return { severity: later.severity, options: { ...earlier.options, ...later.options } };
}
