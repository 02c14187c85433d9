/** The faults of what a pipeline is told: when a run fails, and where its workflow stands. */
import { list, type NamedChoice, suggest, usage } from "./entry.js";

export const CI_FAULTS = {
  "malformed-fail-on": usage((d: NamedChoice) => ({
    what: `\`--fail-on\` takes no \`${d.value}\``,
    why: `it takes the least severity that fails the run, or none: ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "malformed-count": usage((d: { value: string }) => ({
    what: `\`--max-warnings\` takes no \`${d.value}\``,
    why: "it takes how many warnings there may be: a whole number, 0 or more",
    fix: "write `--max-warnings 0` to fail on any warning; leave it out where warnings are to fail nothing",
  })),
  "contradicting-limits": usage((d: { maxWarnings: number }) => ({
    what: `\`--fail-on none\` and \`--max-warnings ${d.maxWarnings}\` contradict each other`,
    why: "by the first nothing that is found fails the run, by the second too many warnings do",
    fix: "leave one of them out",
  })),
  "unknown-pipeline": usage((d: NamedChoice) => ({
    what: `there is nothing to write for \`${d.value}\``,
    why: `\`--ci\` takes ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "elsewhere, let it run `npx db-ssot check`, which ends with 1 where there are errors",
  })),
  "pipeline-exists": usage((d: { path: string; system: string }) => ({
    what: `\`${d.path}\` runs db-ssot already`,
    why: `what is there for ${d.system} may hold decisions of yours, and was left as it is`,
    fix: "change it by hand, or take it away and run the command again",
  })),
};
