/** What the code that builds a client needs wherever it stands: imports and constants, or why it cannot stand elsewhere. */
import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { Analysis } from "../../judge/analysis/analyse.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { SymbolPlace } from "../../judge/rules/rule.js";
import type { Binding, FileFacts } from "../../read/facts/facts.js";
import type { Statement } from "../../read/languages/mover.js";
import type { ShareWriter } from "../../read/languages/share.js";
import { fileMeant } from "../../read/program/modules.js";

export type ClientNeeds =
  | {
      readonly kind: "portable";
      readonly imports: readonly NeededImport[];
      /** Statements at the top of the module, in their order: what loads the environment, and constants. */
      readonly statements: readonly string[];
      /** Names of all of them. */
      readonly names: readonly string[];
      /** The code itself, with what the function around it has read from the environment in the place of its names. */
      readonly expression: string;
    }
  /** Words after the place: `` uses `config`, which is defined in a function ``. */
  | { readonly kind: "bound"; readonly reason: string };

export interface NeededImport {
  readonly specifier: string;
  /** The file of the project that it leads to, read or not; absent for a package. */
  readonly target?: FilePath;
  /** It is imported as a type. */
  readonly typeOnly?: true;
  /** Its specifier is a path to it: no file that can be imported by name is there yet. */
  readonly written?: true;
  readonly name: string;
  readonly local: string;
}

interface Place {
  readonly facts: FileFacts;
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly share: ShareWriter;
  /** Something may change the value of a name at the top of the module. */
  readonly isChanged: (symbol: Omit<SymbolPlace, "file">) => boolean;
}

export function needsOf({ gathered, subject }: Analysis, file: FilePath, range: Range): ClientNeeds {
  const { program, texts, language } = gathered;
  const facts = program.facts(file);
  const text = texts.get(file);
  const loaded = language(file);
  if (facts === undefined || text === undefined || loaded === undefined)
    return { kind: "bound", reason: "is not read" };
  const { share } = loaded.writer;
  const place: Place = {
    facts,
    text,
    statements: loaded.mover.statements(file, text),
    share,
    isChanged: (symbol) => subject.constantOf({ file, ...symbol }) === undefined,
  };
  const statements = new Set(environmentOf(place, range));
  const wanted: Range[] = [range, ...[...statements].map((each) => each.range)];
  const imports = new Map<string, NeededImport>();
  const inlined = new Map<Binding, Range>();
  for (const each of wanted) {
    const code = text.slice(each.start, each.end);
    if (share.isPlaced(code)) return { kind: "bound", reason: "depends on where its file lies" };
    const unknown = undeclared(place, code, each);
    if (unknown !== undefined) return { kind: "bound", reason: `uses \`${unknown}\`, which its file does not declare` };
    for (const binding of namesIn(facts, each)) {
      if (imports.has(binding.name) || inlined.has(binding)) continue;
      const imported = importOf(facts, binding);
      const statement = constantOf(place, binding);
      const needed = imported && withTarget(program, file, imported);
      if (needed === "unknown") return { kind: "bound", reason: `uses \`${binding.name}\`, whose module is not known` };
      const read = each === range ? environmentRead(place, binding, range) : undefined;
      if (needed !== undefined) imports.set(binding.name, needed);
      else if (read !== undefined) {
        inlined.set(binding, read);
        wanted.push(read);
      } else if (statement === undefined)
        return { kind: "bound", reason: `uses \`${binding.name}\`, which is no constant of its module` };
      else if (!statements.has(statement)) {
        statements.add(statement);
        wanted.push(statement.range);
      }
    }
  }
  const copied = place.statements.filter((each) => statements.has(each));
  return {
    kind: "portable",
    imports: [...imports.values()],
    names: [...imports.keys(), ...copied.flatMap((each) => each.names)],
    expression: inline(place, range, inlined),
    statements: copied.map(({ range: { start, end } }) => text.slice(start, end).replace(/^export\s+/, "")),
  };
}

/** A name of the code that nothing in the file declares, and that no language has. */
function undeclared({ facts, share }: Place, code: string, range: Range): string | undefined {
  const declared = new Set([...namesIn(facts, range), ...boundIn(facts, range)].map(({ name }) => name));
  const plain = code.replace(/`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""').replace(/(?:\/\/|#).*/g, "");
  const names = [...plain.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*(?![\w$])(?!\s*(?::|=(?!=)))/g)].map(([name]) => name);
  return names.find((name) => !declared.has(name) && !share.isKnown(name));
}

function boundIn({ bindings }: FileFacts, range: Range): readonly Binding[] {
  return bindings.filter(({ nameRange }) => contains(range, nameRange));
}

/** The names that a range of code uses and does not bind itself. */
function namesIn({ bindings }: FileFacts, range: Range): readonly Binding[] {
  return bindings.filter(
    ({ nameRange, references }) =>
      !contains(range, nameRange) && references.some((reference) => contains(range, reference)),
  );
}

function importOf({ imports, bindings }: FileFacts, binding: Binding): Omit<NeededImport, "target"> | undefined {
  if (binding.assigned.length > 0) return undefined;
  for (const { specifier, names, typeOnly } of imports) {
    const found = names.find((name) => name.binding !== undefined && bindings[name.binding] === binding);
    const type = typeOnly || found?.typeOnly ? ({ typeOnly: true } as const) : {};
    if (found !== undefined) return { specifier, name: found.imported, local: found.local, ...type };
  }
  return undefined;
}

function withTarget(
  program: Gathered["program"],
  file: FilePath,
  needed: Omit<NeededImport, "target">,
): NeededImport | "unknown" {
  const target = fileMeant(program, file, needed.specifier);
  if (target === undefined) return needed.specifier.startsWith(".") ? "unknown" : needed;
  const isResolved = program.resolve(file, needed.specifier).kind === "file";
  return { ...needed, target, ...(isResolved ? {} : { written: true }) };
}

/** `const url = process.env.DATABASE_URL;` at the top, which nothing changes later. */
function constantOf(
  { statements, text, share, isChanged }: Place,
  { name, topLevel, assigned, term, nameRange }: Binding,
): Statement | undefined {
  if (!topLevel || assigned.length > 0 || term.kind === "function" || term.kind === "class") return undefined;
  if (isChanged({ name, range: nameRange })) return undefined;
  return statements.find(({ kind, names, range }) => {
    // A member of a required module that gets a name counts as an import, and its name as none of that module's.
    const isOwn = kind !== "import" || !share.isPlaced(text.slice(range.start, range.end));
    return isOwn && names.length === 1 && names[0] === name;
  });
}

/** `url = os.getenv("DB_URL")` in the function around the client: the code after the name, on one line. */
function environmentRead(
  { facts, text }: Place,
  { kind, topLevel, assigned, nameRange, references }: Binding,
  client: Range,
): Range | undefined {
  if (kind !== "variable" || topLevel || assigned.length > 0) return undefined;
  const [whole = "", before = "", code = ""] = INITIALISER.exec(text.slice(nameRange.end, client.start)) ?? [];
  const start = nameRange.end + before.length;
  const range = { start, end: start + code.length };
  const isRead = facts.environment.some((each) => contains(range, each.range));
  // `{ host }` is a key as well as a value.
  const isKey = facts.objects.some(({ members }) =>
    members.some((member) => references.some(({ start: at }) => at === member.nameRange.start)),
  );
  return whole !== "" && isRead && !isKey && isClosed(code) ? range : undefined;
}

const INITIALISER = /^([ \t]*(?::[^=\n]{1,80})?=[ \t]*)([^\n]+?);?[ \t]*\r?\n(?!\s*(?:[.?|&+]|or\b))/;

function isClosed(code: string): boolean {
  const count = (bracket: RegExp): number => code.match(bracket)?.length ?? 0;
  return count(/[([{]/g) === count(/[)\]}]/g) && !/[,\\]$/.test(code);
}

function inline({ facts, text, share }: Place, { start, end }: Range, inlined: ReadonlyMap<Binding, Range>): string {
  const edits = [...inlined].flatMap(([{ references }, read]) =>
    references.filter((each) => each.start >= start && each.end <= end).map((at) => ({ ...at, read })),
  );
  let code = "";
  let from = start;
  for (const each of edits.sort((a, b) => a.start - b.start)) {
    code += text.slice(from, each.start) + share.present(text.slice(each.read.start, each.read.end), facts.file);
    from = each.end;
  }
  return code + text.slice(from, end);
}

/** What loads the environment before the client is built. */
function environmentOf({ statements, text, share }: Place, { start }: Range): readonly Statement[] {
  return statements.filter(({ kind, names, range }) => {
    return (
      (kind === "code" || kind === "import") &&
      names.length === 0 &&
      range.end <= start &&
      share.loadsEnvironment(text.slice(range.start, range.end))
    );
  });
}
