/** Prints the facts of one file. */
import type { Lines } from "../../base/text/lines.js";
import type { Range } from "../../base/text/span.js";
import type { FileFacts, FunctionFacts, Member, Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import { columns, termText } from "./words.js";

export function factsText(facts: FileFacts, lines: Lines): string {
  const at = ({ start }: Range): string => {
    const { line, column } = lines.positionOf(start);
    return `${line}:${column}`;
  };
  const term = (each: Term): string => termText(facts, each);
  const sections: Readonly<Record<string, readonly (readonly string[])[]>> = {
    problems: facts.problems.map(({ range, message }) => [at(range), message]),
    imports: facts.imports.map(({ range, kind, specifier, names, typeOnly }) => [
      at(range),
      typeOnly ? `${kind}, types only` : kind,
      `"${specifier}"`,
      names.map(({ imported, local }) => (imported === local ? local : `${imported} as ${local}`)).join(", "),
    ]),
    exports: facts.exports.map((each) =>
      each.kind === "star"
        ? [at(each.range), "*", `all names of "${each.specifier}"`]
        : [at(each.range), each.implicit ? `${each.name} (because it is imported)` : each.name, term(each.term)],
    ),
    bindings: facts.bindings.map(({ nameRange, name, kind, term: own, type, assigned }) => [
      at(nameRange),
      kind,
      name,
      [own, ...assigned].map(term).join(" | ") + (type === undefined ? "" : `, of type ${term(type)}`),
    ]),
    classes: facts.classes.flatMap(({ nameRange, name, bases, members, open }) => [
      [at(nameRange), name, bases.length === 0 ? "" : `extends ${bases.map(term).join(", ")}`],
      ...members.map((member) => memberRow(member, at, term)),
      ...open.map(({ reason }) => ["", "", `may have more members: ${reason}`]),
    ]),
    interfaces: facts.interfaces.flatMap(({ nameRange, name, bases, members }) => [
      [at(nameRange), name, bases.length === 0 ? "" : `extends ${bases.map(term).join(", ")}`],
      ...members.map((member) => memberRow(member, at, term)),
    ]),
    objects: facts.objects.flatMap(({ range, members, spreads }) => [
      [at(range), "object literal", spreads.map((each) => `...${term(each)}`).join(", ")],
      ...members.map((member) => memberRow(member, at, term)),
    ]),
    functions: facts.functions.map((each) => [at(each.nameRange ?? each.range), signature(each), outcome(each, term)]),
    sites: facts.sites.map((site) => [at(site.nameRange), site.kind, term(site.target), siteNotes(site)]),
    mocks: facts.mocks.map((mock) => [at(mock.range), mock.kind, mockTarget(mock, term)]),
    "members added from outside": facts.augmentations.map(({ range, target, name, value }) => [
      at(range),
      `${term(target)}.${name ?? "(any name)"}`,
      term(value),
    ]),
    "may export more": facts.openExports.map((reason) => [reason]),
  };
  const filled = Object.entries(sections).filter(([, rows]) => rows.length > 0);
  return [`${facts.file}: ${facts.language}\n`, ...filled.map(([title, rows]) => `\n${title}\n${columns(rows)}`)].join(
    "",
  );
}

type WriteTerm = (term: Term) => string;

function memberRow(
  { nameRange, side, kind, name, value, type }: Member,
  at: (range: Range) => string,
  term: WriteTerm,
): readonly string[] {
  const what = type === undefined ? term(value) : `${term(value)}, of type ${term(type)}`;
  return [at(nameRange), `  .${name}`, side === "static" ? `static ${kind}` : kind, what];
}

function signature({ name, async, generator, parameters }: FunctionFacts): string {
  const given = parameters.map((each) => `${each.rest ? "..." : ""}${each.name}${each.optional ? "?" : ""}`);
  return `${async ? "async " : ""}${generator ? "generator " : ""}${name ?? "(anonymous)"}(${given.join(", ")})`;
}

function outcome({ returns, yields, returnType }: FunctionFacts, term: WriteTerm): string {
  return [
    ...(returnType === undefined ? [] : [`declares ${term(returnType)}`]),
    ...(returns.length === 0 ? [] : [`returns ${returns.map(term).join(" | ")}`]),
    ...(yields.length === 0 ? [] : [`yields ${yields.map(term).join(" | ")}`]),
  ].join("; ");
}

function siteNotes({ usage, guard, enclosing }: Site): string {
  return [
    usage.kind,
    ...(usage.awaited ? ["awaited"] : []),
    ...(guard === undefined ? [] : [guard]),
    ...(enclosing === undefined ? [] : [`in ${enclosing}`]),
  ].join(", ");
}

function mockTarget(mock: FileFacts["mocks"][number], term: WriteTerm): string {
  if (mock.kind === "module") return `"${mock.specifier}"`;
  return mock.kind === "path" ? mock.path : `${term(mock.of)}.${mock.name}`;
}
