/** Whether two places give a client the same arguments: the same code, whose names mean the same for good. */
import { contains, type FilePath, spanOf } from "../../base/text/span.js";
import type { Argument } from "../../read/facts/facts.js";
import type { BindingId } from "../../read/facts/terms.js";
import { fileMeant } from "../../read/program/modules.js";
import { dependsOnPlace } from "../../read/program/standard/places.js";
import { symbolKey } from "../../read/program/values.js";
import type { RuleContext } from "./rule.js";
import type { ClientAccess } from "./same-client.js";

export interface Sameness {
  /** Literals and the environment alone: the same whenever a module is loaded. */
  readonly fixed: boolean;
  /** Literals alone: the same also before the environment is set. */
  readonly literal: boolean;
}

/** @returns `undefined` where the arguments differ, or a name in them could mean anything */
export function sameArguments(subject: RuleContext, one: ClientAccess, other: ClientAccess): Sameness | undefined {
  if (one.site.arguments.length !== other.site.arguments.length) return undefined;
  const own = meaningsOf(subject, one);
  const others = meaningsOf(subject, other);
  if (own === undefined || others === undefined || own.text !== others.text) return undefined;
  return { fixed: own.fixed && others.fixed, literal: own.literal && others.literal };
}

interface Meaning extends Sameness {
  readonly text: string;
}

function meaningsOf(subject: RuleContext, { file, site }: ClientAccess): Meaning | undefined {
  const all: Meaning[] = [];
  for (const argument of site.arguments) {
    const meaning = meaningOfArgument(subject, file, argument);
    if (meaning === undefined) return undefined;
    all.push(meaning);
  }
  return {
    text: all.map(({ text }) => text).join(", "),
    fixed: all.every(({ fixed }) => fixed),
    literal: all.every(({ literal }) => literal),
  };
}

function meaningOfArgument(subject: RuleContext, file: FilePath, argument: Argument): Meaning | undefined {
  const keyword = argument.keyword === undefined ? "" : `${argument.keyword}=`;
  if (argument.text !== undefined)
    return { text: `${keyword}${JSON.stringify(argument.text)}`, fixed: true, literal: true };
  const { term, range } = argument;
  if (term.kind === "binding") {
    const meaning = meaningOfName(subject, file, term.id);
    return meaning && { ...meaning, text: `${keyword}${meaning.text}` };
  }
  const code = subject.codeAt(spanOf(file, range));
  if (dependsOnPlace(code)) return undefined;
  const bindings = subject.program.facts(file)?.bindings ?? [];
  const used = bindings.flatMap(({ references }, id) =>
    references.some((reference) => contains(range, reference)) ? [id] : [],
  );
  const meanings = used.map((id) => meaningOfName(subject, file, id));
  if (meanings.includes(undefined)) return undefined;
  const names = meanings.map((meaning) => meaning?.text).join(" ");
  const fixed = meanings.every((meaning) => meaning?.fixed === true);
  return { text: `${code} ${names}`.trim(), fixed, literal: fixed && !READS.test(code) };
}

/** A member of something, which may be the environment. */
const READS = /\w[.[]\w*\w/;

function meaningOfName({ program, constantOf }: RuleContext, file: FilePath, id: BindingId): Meaning | undefined {
  const binding = program.facts(file)?.bindings[id];
  if (binding === undefined || binding.assigned.length > 0) return undefined;
  const { term, name, nameRange } = binding;
  if (term.kind !== "import") {
    const constant = binding.topLevel ? constantOf({ file, name, range: nameRange }) : undefined;
    return constant?.literal === undefined ? undefined : { text: constant.literal, fixed: true, literal: true };
  }
  const module = fileMeant(program, file, term.specifier);
  if (module === undefined) {
    // A package; a module of the project that is not found could be anything.
    if (term.specifier.startsWith(".")) return undefined;
    return { text: `${term.specifier}#${term.name}`, fixed: true, literal: true };
  }
  const symbol = program.symbols.of(file, { kind: "binding", id });
  const isFollowed = symbol !== undefined && symbol.file !== file && symbol.path.length === 0;
  const defined = isFollowed
    ? program.facts(symbol.file)?.bindings.find((each) => each.topLevel && each.name === symbol.name)
    : undefined;
  if (!isFollowed || defined === undefined) return { text: `${module}#${term.name}`, ...UNFIXED };
  const constant = defined.assigned.length > 0 ? undefined : constantOf(symbol);
  if (constant === undefined) return undefined;
  return constant.literal === undefined
    ? { text: symbolKey(symbol), ...UNFIXED }
    : { text: constant.literal, fixed: true, literal: true };
}

const UNFIXED = { fixed: false, literal: false } as const;
