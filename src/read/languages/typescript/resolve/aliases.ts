/**
 * Aliases of bundlers and test runners that are written literally: a table of strings, or of calls that join strings to the
 * directory; and those that a framework brings, which it writes into a tsconfig that is not committed. The configuration is never run, so an alias only adds a place to look: nothing is missing because of one.
 */

import { childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Manifest, Manifests } from "./manifest.js";
import { joinPath } from "./paths.js";
import { matchPattern, type Pattern, parsePattern } from "./patterns.js";
import type { ScriptProject } from "./project.js";

export interface Aliases {
  /** Paths that the specifier may stand for in a file of the directory. */
  targets(directory: FilePath, specifier: string): readonly FilePath[];
}

/** Looked for beside each package.json, where these tools look too. */
const CONFIGURATIONS = [
  "package.json",
  ...[".babelrc", ".babelrc.json", ".babelrc.js", "babel.config.json"],
  ...["babel.config", "vite.config", "vitest.config", "electron.vite.config", "webpack.config", "jest.config"].flatMap(
    (name) => ["js", "cjs", "mjs", "ts", "mts"].map((ending) => `${name}.${ending}`),
  ),
  ...[
    "vue.config.js",
    "metro.config.js",
    "craco.config.js",
    "astro.config.mjs",
    "svelte.config.js",
    "quasar.config.js",
  ],
];

export function readAliases(project: ScriptProject, manifests: Manifests): Aliases {
  const patternsAt = remember((directory: FilePath) =>
    CONFIGURATIONS.flatMap((name) => literalAliases(project.read(childPath(directory, name)) ?? "", directory)),
  );
  return {
    targets(directory, specifier) {
      const around = manifests.around(directory);
      const tables = [
        ...around.map((manifest) => patternsAt(manifest.directory)),
        ...around.map((manifest) => frameworkPatterns(manifest)),
      ];
      return tables.flatMap((patterns) => matchPattern(patterns, specifier)?.targets ?? []);
    },
  };
}

/** By the package of the framework: its aliases and where they lead, likeliest first. */
const FRAMEWORKS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "@sveltejs/kit": { $lib: ["src/lib"] },
  nuxt: {
    "~": ["app", "src", ""],
    "@": ["app", "src", ""],
    "~~": [""],
    "@@": [""],
    "#shared": ["shared"],
    "#server": ["server"],
  },
  next: { "@": ["src", ""] },
  "@vue/cli-service": { "@": ["src"] },
};

function frameworkPatterns({ directory, dependencies }: Manifest): readonly Pattern[] {
  return Object.entries(FRAMEWORKS)
    .filter(([name]) => dependencies.has(name))
    .flatMap(([, aliases]) =>
      Object.entries(aliases).flatMap(([name, folders]) => {
        const targets = folders.map((folder) => (folder === "" ? directory : childPath(directory, folder)));
        const below = targets.map((target) => childPath(target, "*"));
        return [parsePattern(name, targets), parsePattern(`${name}/*`, below)];
      }),
    );
}

const TABLE = /\b(?:alias|_moduleAliases|moduleNameMapper)['"]?\s*[:=]\s*(?=[{[])/g;
const VALUE = String.raw`(?<value>['"][^'"\n]*['"]|[\w$.]+\((?:[^()]|\([^()]*\))*\))`;
const PROPERTY = new RegExp(String.raw`(?:['"](?<quoted>[^'"\n]+)['"]|(?<word>[\w$]+))\s*:\s*${VALUE}`, "g");
const PAIR = new RegExp(String.raw`find\s*:\s*['"](?<quoted>[^'"\n]+)['"]\s*,\s*replacement\s*:\s*${VALUE}`, "g");

function literalAliases(text: string, directory: FilePath): readonly Pattern[] {
  return [...text.matchAll(TABLE)].flatMap((table) => {
    const body = bracketed(text.slice(table.index + table[0].length));
    const entries = [...body.matchAll(body.startsWith("[") ? PAIR : PROPERTY)];
    return entries.flatMap(({ groups: { quoted, word, value = "" } = {} }) =>
      toPatterns(quoted ?? word ?? "", literalPath(value), directory),
    );
  });
}

/** The text up to the bracket that closes the first one. Brackets in strings are rare enough here to be left uncounted. */
function bracketed(text: string): string {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if ("{[".includes(text.charAt(index))) depth++;
    else if ("}]".includes(text.charAt(index)) && --depth === 0) return text.slice(0, index + 1);
  }
  return "";
}

/** `path.resolve(__dirname, "src", "db")` is `src/db`: what is not a string is taken for the directory. */
function literalPath(value: string): string {
  const strings = [...value.matchAll(/(['"])([^'"\n]*)\1/g)].map((match) => match[2] ?? "");
  return strings.join("/").replace(/<rootDir>\/?/, "");
}

/** An alias stands for itself and for all below it; a key of Jest is a regular expression that says which. */
function toPatterns(key: string, path: string, directory: FilePath): readonly Pattern[] {
  const name = key.replace(/\\\\?([/.@])/g, "$1").replace(/^\^/, "");
  const wildcard = /^(.*?)(?:\(\.[*+]\)|\/\*)\$?$/.exec(name)?.[1];
  const exact = name.replace(/\$$/, "");
  if (/[*+?()|[\]\\]/.test(wildcard ?? exact)) return [];
  const target = joinPath(directory, path.replace(/\/?(?:\$1|\\\\?1|\*)$/, ""));
  if (target === undefined) return [];
  const below = (prefix: string) => parsePattern(`${prefix.replace(/\/$/, "")}/*`, [childPath(target, "*")]);
  if (wildcard !== undefined) return [below(wildcard)];
  return name.endsWith("$") ? [parsePattern(exact, [target])] : [parsePattern(exact, [target]), below(exact)];
}
