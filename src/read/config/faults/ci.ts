/** Errors in options for CI: when a run fails, and which workflow is written. */
import { list, type NamedChoice, suggest, usage } from "./entry.js";

export const CI_FAULTS = {
  "malformed-fail-on": usage((d: NamedChoice) => ({
    what: `\`${d.value}\` is not a value of \`--fail-on\``,
    why: `the values are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "malformed-count": usage((d: { value: string; option: string; least: number; example: string }) => ({
    what: `\`${d.value}\` is not a value of \`${d.option}\``,
    why: `the value is a whole number, ${d.least} or more`,
    fix: `write \`${d.option} ${d.example}, or leave it out`,
  })),
  "contradicting-limits": usage((d: { maxWarnings: number }) => ({
    what: `\`--fail-on none\` and \`--max-warnings ${d.maxWarnings}\` contradict each other`,
    why: "with the first, no finding fails the run; with the second, too many warnings do",
    fix: "leave one of them out",
  })),
  "unknown-pipeline": usage((d: NamedChoice) => ({
    what: `there is no pipeline \`${d.value}\``,
    why: `the values of \`--ci\` are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "in other systems, run `npx db-ssot check`: it exits with 1 if there are errors",
  })),
  "pipeline-exists": usage((d: { path: string; system: string }) => ({
    what: `\`${d.path}\` runs db-ssot already`,
    why: `your job for ${d.system} may have been edited, so it was not changed`,
    fix: "change it by hand, or remove it and run the command again",
  })),
};
