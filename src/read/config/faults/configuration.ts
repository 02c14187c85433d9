/** The faults of the configuration, from text that is no JSON to names that lead nowhere. */
import { list, type NamedChoice, suggest, usage } from "./entry.js";

export const CONFIGURATION_FAULTS = {
  "config-exists": usage((d: { path: string }) => ({
    what: `\`${d.path}\` is there already`,
    why: "`init` never replaces a configuration, which may hold decisions that cannot be detected",
    fix: `edit \`${d.path}\`, or remove it first and run \`db-ssot init\` again`,
  })),
  "no-config": usage((d: { path: string }) => ({
    what: `\`${d.path}\` has no key \`db-ssot\``,
    why: "in a `package.json` the configuration is the value of that key",
    fix: `add \`"db-ssot": { "sources": [] }\` to \`${d.path}\`, or leave \`--config\` out`,
  })),
  "two-configs": usage((d: { own: string; shared: string; key: string }) => ({
    what: `there are two configurations: \`${d.own}\`, and the key \`${d.key}\` of \`${d.shared}\``,
    why: "which of them counts would be a guess",
    fix: "keep one of them, or say which with `--config`",
  })),
  "unreadable-config": usage((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "without its configuration a run would judge by other rules than yours",
    fix: "make it a readable file in UTF-8",
  })),
  "invalid-json": usage((d: { problem: string }) => ({
    what: d.problem,
    why: "the configuration is JSON; comments and trailing commas are allowed",
    fix: "fix the syntax at this place",
  })),
  "duplicate-key": usage((d: { path: string; firstLine: number }) => ({
    what: `\`${d.path}\` is given twice`,
    why: `the first one, in line ${d.firstLine}, would have no effect`,
    fix: "keep one of the two",
  })),

  "unknown-key": usage((d: { path: string; known: readonly string[]; nearest?: string | undefined }) => ({
    what: `\`${d.path}\` is not a key of the configuration`,
    why: `the keys here are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "remove it, or write one of these keys",
  })),
  "missing-key": usage((d: { path: string; meaning: string; example: string }) => ({
    what: `\`${d.path}\` is missing`,
    why: d.meaning,
    fix: `add \`${d.example}\``,
  })),
  "wrong-type": usage((d: Expectation & { expected: string; found: string }) => ({
    what: `\`${d.path}\` is ${d.found} where ${d.expected} is expected`,
    why: d.meaning,
    fix: `write for example \`${d.example}\``,
  })),
  "wrong-length": usage((d: Expectation & { problem: string }) => ({
    what: `\`${d.path}\` ${d.problem}`,
    why: d.meaning,
    fix: `write for example \`${d.example}\``,
  })),
  "malformed-name": usage((d: Expectation & { value: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: \`${d.value}\` is not a name`,
    why: `${d.meaning}; a name stands alone, its parts joined by dots, without parentheses, brackets or spaces`,
    fix: suggest(d.nearest) ?? `write for example \`${d.example}\``,
  })),
  "negated-glob": usage((d: { path: string; value: string }) => ({
    what: `\`${d.path}\`: \`${d.value}\` would take away from what is left out`,
    why: "a directory that is left out is never entered, so no file of it can be taken back",
    fix: "remove it, and write the other globs so that they spare those files",
  })),
  "unknown-form": usage((d: NamedChoice & { path: string }) => ({
    what: `\`${d.path}\`: there is no form \`${d.value}\``,
    why: `the forms of an accessor are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write `auto` to have the form read from the accessor's definition",
  })),
  "unknown-severity": usage((d: NamedChoice & { path: string }) => ({
    what: `\`${d.path}\`: there is no severity \`${d.value}\``,
    why: `the severities are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "unknown-rule": usage((d: NamedChoice) => ({
    what: `there is no rule \`${d.value}\``,
    why: `the rules are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "unknown-option": usage((d: NamedChoice & { rule: string }) => ({
    what: `\`${d.rule}\` has no option \`${d.value}\``,
    why: d.known.length === 0 ? "that rule has no options" : `its options are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "take it out",
  })),
  "wrong-option": usage((d: { path: string; example: string }) => ({
    what: `\`${d.path}\` is no value of the kind that the option wants`,
    why: "with a value of another kind the option would count for nothing",
    fix: `write one like its default, \`${d.example}\``,
  })),
  "unknown-format": usage((d: NamedChoice) => ({
    what: `there is no format \`${d.value}\``,
    why: `the formats are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "duplicate-source": usage((d: { name: string; firstLine: number }) => ({
    what: `two sources are named \`${d.name}\``,
    why: `findings name their source, and the first \`${d.name}\` stands in line ${d.firstLine}; a source without a name is \`primary\``,
    fix: "give one of them another `name`",
  })),
  "missing-module": usage((d: { path: string; module: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: there is no source file \`${d.module}\``,
    why: "the path counts from the directory of the configuration, with its ending, and the file must not be an ignored one",
    fix: suggest(d.nearest) ?? "write the path of the file that exports the accessor",
  })),
  "missing-accessor": usage(
    (d: { source: string; name: string; module: string; known: readonly string[]; nearest?: string | undefined }) => ({
      what: `the accessor \`${d.name}\` of the source \`${d.source}\` is not exported by ${d.module}`,
      why: d.known.length === 0 ? `${d.module} exports nothing that can be read` : `it exports ${list(d.known)}`,
      fix: suggest(d.nearest) ?? "write the name under which the module exports the accessor",
    }),
  ),
  "missing-accessor-member": usage(
    (d: {
      source: string;
      name: string;
      module: string;
      owner: string;
      member: string;
      known: readonly string[];
      nearest?: string | undefined;
    }) => ({
      what: `the accessor \`${d.name}\` of the source \`${d.source}\` is not there: \`${d.owner}\` of ${d.module} has no member \`${d.member}\``,
      why: d.known.length === 0 ? `\`${d.owner}\` has no members` : `it has ${list(d.known)}`,
      fix: suggest(d.nearest) ?? "write the member as it is defined",
    }),
  ),
  "glob-matches-nothing": usage((d: { path: string; glob: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: no source file matches \`${d.glob}\``,
    why: "a glob that matches nothing protects nothing, most often because a directory was moved; globs count from the directory of the configuration",
    fix: suggest(d.nearest) ?? "write the directory as it is now, or remove the glob",
  })),
};

export interface Expectation {
  readonly path: string;
  /** What the key is for. */
  readonly meaning: string;
  /** A right value, as JSON. */
  readonly example: string;
}
