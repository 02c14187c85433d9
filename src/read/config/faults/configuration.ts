/** Errors in the configuration, from invalid JSON to names that do not exist. */
import { list, type NamedChoice, suggest, usage } from "./entry.js";

export const CONFIGURATION_FAULTS = {
  "config-exists": usage((d: { path: string }) => ({
    what: `\`${d.path}\` exists already`,
    why: "`init` never replaces a configuration",
    fix: `edit \`${d.path}\`, or remove it first and run \`db-ssot init\` again`,
  })),
  "no-agent-lines": usage(() => ({
    what: "no accessor is configured",
    why: "the lines for agents say which accessor to use",
    fix: "run `db-ssot init` first, or name the accessor in `sources` of the configuration",
  })),
  "no-config": usage((d: { path: string }) => ({
    what: `\`${d.path}\` has no key \`db-ssot\``,
    why: "in `package.json`, the configuration is the value of that key",
    fix: `add \`"db-ssot": { "sources": [] }\` to \`${d.path}\`, or leave \`--config\` out`,
  })),
  "two-configs": usage((d: { own: string; shared: string; key: string }) => ({
    what: `there are two configurations: \`${d.own}\`, and the key \`${d.key}\` of \`${d.shared}\``,
    why: "only one of them can apply",
    fix: "keep one of them, or choose one with `--config`",
  })),
  "unreadable-config": usage((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "nothing is checked without the configuration",
    fix: "make it a readable UTF-8 file",
  })),
  "invalid-json": usage((d: { problem: string }) => ({
    what: d.problem,
    why: "the configuration is JSON; comments and trailing commas are allowed",
    fix: "fix the syntax at this place",
  })),
  "duplicate-key": usage((d: { path: string; firstLine: number }) => ({
    what: `\`${d.path}\` is given twice`,
    why: `the first one, in line ${d.firstLine}, has no effect`,
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
    fix: `write, for example, \`${d.example}\``,
  })),
  "wrong-length": usage((d: Expectation & { problem: string }) => ({
    what: `\`${d.path}\` ${d.problem}`,
    why: d.meaning,
    fix: `write, for example, \`${d.example}\``,
  })),
  "malformed-name": usage((d: Expectation & { value: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: \`${d.value}\` is not a name`,
    why: `${d.meaning}; a name has no parentheses, brackets or spaces, and its parts are joined by dots`,
    fix: suggest(d.nearest) ?? `write, for example, \`${d.example}\``,
  })),
  "negated-glob": usage((d: { path: string; value: string }) => ({
    what: `\`${d.path}\`: \`${d.value}\` is a negated glob`,
    why: "an ignored directory is never read, so its files cannot be included again",
    fix: "remove it, and make the other globs more specific",
  })),
  "unknown-form": usage((d: NamedChoice & { path: string }) => ({
    what: `\`${d.path}\`: there is no form \`${d.value}\``,
    why: `the forms of an accessor are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write `auto` to detect the form from the accessor's definition",
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
    fix: suggest(d.nearest) ?? "remove it",
  })),
  "wrong-option": usage((d: { path: string; example: string }) => ({
    what: `\`${d.path}\` has the wrong type`,
    why: "the option would have no effect",
    fix: `write a value like the default, \`${d.example}\``,
  })),
  "unknown-format": usage((d: NamedChoice) => ({
    what: `there is no format \`${d.value}\``,
    why: `the formats are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these",
  })),
  "duplicate-source": usage((d: { name: string; firstLine: number }) => ({
    what: `two sources are named \`${d.name}\``,
    why: `the first \`${d.name}\` is in line ${d.firstLine}; a source without a name is called \`primary\``,
    fix: "give one of them a different `name`",
  })),
  "missing-module": usage((d: { path: string; module: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: there is no source file \`${d.module}\``,
    why: "the path is relative to the configuration, with the file extension; ignored files do not count",
    fix: suggest(d.nearest) ?? "write the path of the file that exports the accessor",
  })),
  "no-such-module": usage((d: { module: string; nearest?: string | undefined }) => ({
    what: `there is no source file \`${d.module}\``,
    why: "the path is relative to the current directory, with the file extension; ignored files do not count",
    fix: suggest(d.nearest) ?? "write the path of the file that exports the accessor",
  })),
  "no-handle": usage(
    (d: { name: string; module: string; others: readonly string[]; nearest?: string | undefined }) => ({
      what: `\`${d.name}\` of ${d.module} gives no handle`,
      why: "an accessor gives what queries run on: a connection, session or transaction",
      fix:
        suggest(d.nearest) ??
        (d.others.length === 0 ? "name a function or object that gives one" : `name ${list(d.others)}`),
    }),
  ),
  "missing-accessor": usage(
    (d: {
      role: AccessorRole;
      source: string;
      name: string;
      module: string;
      known: readonly string[];
      nearest?: string | undefined;
    }) => ({
      what: `the ${d.role} \`${d.name}\` of the source \`${d.source}\` is not exported by ${d.module}`,
      why: d.known.length === 0 ? `${d.module} has no exports that can be read` : `it exports ${list(d.known)}`,
      fix: suggest(d.nearest) ?? "write the exported name of the accessor",
    }),
  ),
  "missing-accessor-member": usage(
    (d: {
      role: AccessorRole;
      source: string;
      name: string;
      module: string;
      owner: string;
      member: string;
      known: readonly string[];
      nearest?: string | undefined;
    }) => ({
      what: `the ${d.role} \`${d.name}\` of the source \`${d.source}\` does not exist: \`${d.owner}\` of ${d.module} has no member \`${d.member}\``,
      why: d.known.length === 0 ? `\`${d.owner}\` has no members` : `it has ${list(d.known)}`,
      fix: suggest(d.nearest) ?? "write the member as it is defined",
    }),
  ),
  "unmatched-name": usage((d: { path: string; value: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: nothing is called \`${d.value}\``,
    why: "the entry would have no effect",
    fix: suggest(d.nearest) ?? "remove it, or write the name as it is defined",
  })),
  "unusable-name": usage((d: { path: string; value: string; found: string; wanted: string }) => ({
    what: `\`${d.path}\`: \`${d.value}\` is ${d.found}`,
    why: `the entry would have no effect: the list names ${d.wanted}`,
    fix: "remove it, or name it in another list",
  })),
  "glob-matches-nothing": usage((d: { path: string; glob: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: no source file matches \`${d.glob}\``,
    why: "globs are relative to the configuration; maybe a directory was moved",
    fix: suggest(d.nearest) ?? "correct the directory, or remove the glob",
  })),
};

/** `alsoAllowed` names further accessors. */
export type AccessorRole = "accessor" | "allowed accessor";

export interface Expectation {
  readonly path: string;
  /** What the key is for. */
  readonly meaning: string;
  /** A right value, as JSON. */
  readonly example: string;
}
