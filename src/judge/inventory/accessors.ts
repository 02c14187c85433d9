/** The accessors of a project, each with a place that uses it as it is meant: the example for everybody else. */
import { compareText, type FilePath, type Range } from "../../base/text/span.js";
import { rootOf } from "../../read/facts/terms.js";
import type { Access } from "../databases/accesses.js";
import { accessorName, type Database } from "../databases/source.js";
import { describeEffects } from "../handles/describe.js";
import { effectsOf } from "../handles/effects.js";
import type { RuleContext } from "../rules/rule.js";

export interface AccessorUse {
  /** Of the database. */
  readonly source: string;
  /** Nobody configured it. */
  readonly assumed: boolean;
  /** As code has it: `getDb`. */
  readonly name: string;
  readonly module: FilePath;
  /** What it does around the handle, in one clause. */
  readonly effects?: string;
  readonly example?: Example;
}

export function takeAccessors(subject: RuleContext): readonly AccessorUse[] {
  return subject.sources.flatMap((source) => {
    const { name, accessor, assumed } = source;
    if (accessor === undefined) return [];
    const { module, definition } = accessor;
    const effects = definition && describeEffects(effectsOf(subject.program, definition), subject);
    const example = exampleOf(subject, source);
    return [{ source: name, assumed, name: accessorName(accessor), module, effects, example }];
  });
}

export interface Example {
  readonly file: FilePath;
  /** The import that brings the accessor; absent where there is none. */
  readonly importRange?: Range;
  /** The statement or expression that uses it. */
  readonly range: Range;
}

/** The shortest use in the program itself, neither in a test nor in the internals; `undefined` if there is none. */
function exampleOf(subject: RuleContext, source: Database): Example | undefined {
  const uses = subject.accesses.filter(
    (access): access is Use =>
      access.kind === "accessor" &&
      access.preferred &&
      access.source === source &&
      access.site.kind !== "type" &&
      !source.isInternal(access.file) &&
      subject.kinds.asideKind(access.file) === undefined,
  );
  const [best] = uses
    .map(({ file, site }) => ({ file, site, range: site.usage.declaration?.range ?? site.usage.expression }))
    .sort(
      (a, b) =>
        rank(a.site.usage.kind) - rank(b.site.usage.kind) ||
        a.range.end - a.range.start - (b.range.end - b.range.start) ||
        compareText(a.file, b.file) ||
        a.range.start - b.range.start,
    );
  if (best === undefined) return undefined;
  return { file: best.file, range: best.range, importRange: importOf(subject, best.file, best.site.target) };
}

type Use = Extract<Access, { kind: "accessor" }>;

/** A handle that gets a name shows more than one that is passed on. */
function rank(kind: Use["site"]["usage"]["kind"]): number {
  if (["using", "bound", "callback", "injected", "iterated"].includes(kind)) return 0;
  return kind === "inline" || kind === "destructured" ? 1 : 2;
}

function importOf({ program }: RuleContext, file: FilePath, target: Use["site"]["target"]): Range | undefined {
  const root = rootOf(target);
  if (root.kind !== "binding") return undefined;
  const imports = program.facts(file)?.imports ?? [];
  return imports.find(({ names }) => names.some(({ binding }) => binding === root.id))?.range;
}
