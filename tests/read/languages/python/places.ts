/** Facts of snippets of Python, for the tests of what the extractor says of places. */

import type { Range } from "../../../../src/base/text/span.js";
import type { FileFacts, Site } from "../../../../src/read/facts/facts.js";
import type { Term } from "../../../../src/read/facts/terms.js";
import { createExtract } from "../../../../src/read/languages/python/extract.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";

const { extract } = createExtract(await loadParser());

export interface Read {
  readonly facts: FileFacts;
  readonly textOf: (range: Range) => string;
  /** The only site whose name reads like this. */
  readonly site: (name: string) => Site;
  readonly sites: (name: string) => readonly Site[];
  /** A term as the code might have it. */
  readonly shown: (term: Term) => string;
}

export function read(...lines: readonly string[]): Read {
  const code = lines.join("\n");
  const facts = extract("src/a.py", code);
  const textOf = ({ start, end }: Range) => code.slice(start, end);
  const sites = (name: string) => facts.sites.filter(({ nameRange }) => textOf(nameRange) === name);
  return {
    facts,
    textOf,
    sites,
    site: (name) => {
      const [only, ...others] = sites(name);
      if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} sites of ${name}, or none`);
      return only;
    },
    shown: (term) => show(facts, term),
  };
}

function show(facts: FileFacts, term: Term): string {
  switch (term.kind) {
    case "binding":
      return facts.bindings[term.id]?.name ?? "(no binding)";
    case "global":
      return `global ${term.name}`;
    case "import":
      return `${term.specifier}:${term.name}`;
    case "this":
      return `this ${term.side}`;
    case "member":
      return `${show(facts, term.of)}.${term.name}`;
    case "call":
      return `${show(facts, term.of)}()`;
    case "literal":
      return "literal";
    case "unknown":
      return "unknown";
    case "class":
    case "function":
    case "object":
    case "interface":
      return term.kind;
    case "union":
      return term.of.map((part) => show(facts, part)).join(" | ");
    default:
      return `${term.kind} ${show(facts, term.of)}`;
  }
}
