/** The accessor used against its form: not awaited, not called, iterated, or without the callback that it wants. */
import type { FileFacts, Site } from "../facts/facts.js";
import type { Access } from "../sources/accesses.js";
import { accessorName } from "../sources/source.js";
import { spanOf } from "../text/span.js";
import { wayIn } from "./describe.js";
import type { Finding, Rule, Subject } from "./rule.js";

type AccessorAccess = Extract<Access, { kind: "accessor" }>;

export const misusedAccessor: Rule = {
  id: "misused-accessor",
  summary: "the accessor used against its form: not awaited, not called, iterated, without its callback",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind !== "accessor" || access.site.guard !== undefined) continue;
      const misuse = misuseOf(subject, access);
      if (misuse !== undefined) yield { ...report(subject, access), ...misuse };
    }
  },
};

type Misuse = Pick<Finding, "message" | "label" | "help" | "rewrite" | "atMost">;

function report(subject: Subject, { file, site, source, accessor }: AccessorAccess): Omit<Finding, "message"> {
  return {
    span: spanOf(file, site.nameRange),
    notes: wayIn(subject, source),
    symbol: accessorName(accessor),
    source,
  };
}

function misuseOf(subject: Subject, access: AccessorAccess): Misuse | undefined {
  const { accessor, site } = access;
  if (accessor.definition === undefined) return undefined;
  if (isNamed(subject, access)) {
    if (site.kind !== "call") return undefined;
    if (accessor.form === "callback") return withoutCallback(access);
    return accessor.form === "promise" || accessor.form === "disposable" ? promiseMisuse(subject, access) : undefined;
  }
  return memberOfFunction(subject, access);
}

/** The site names the accessor itself, not a member of it. */
function isNamed(subject: Subject, { file, site, accessor }: AccessorAccess): boolean {
  const symbol = subject.program.symbols.of(file, site.target);
  return symbol?.path.length === accessor.symbol.path.length;
}

function memberOfFunction(subject: Subject, { file, site, accessor }: AccessorAccess): Misuse | undefined {
  // A test may stand a mock in its place, which has members of its own.
  if (site.target.kind !== "member" || subject.kinds.isTest(file)) return undefined;
  const owner = subject.program.valueOf(file, site.target.of);
  if (owner.kind !== "function" || subject.program.members.lookUp(owner, site.target.name, file).kind !== "absent")
    return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` is a function, which has no member \`${site.target.name}\``,
    label: `call \`${name}\` first`,
  };
}

function withoutCallback({ site, accessor }: AccessorAccess): Misuse | undefined {
  if (site.arguments.length > 0) return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` wants a callback and gets none`,
    label: "no callback",
    help: `\`${name}((db) => …)\``,
  };
}

function promiseMisuse(subject: Subject, access: AccessorAccess): Misuse | undefined {
  const { site, accessor, file } = access;
  const name = accessorName(accessor);
  const { holding, awaited, declaration } = site.shape;
  if (holding === "iterated") {
    return {
      message: `\`${name}\` gives one handle, which cannot be iterated`,
      label: "iterated",
      help: `\`const db = await ${name}()\``,
    };
  }
  if (awaited) return declaration && wrongUsing(access, declaration.keyword);
  if (holding === "inline" || holding === "using") return notAwaited(access, `what \`${name}()\` gives is a promise`);
  if (holding === "dropped")
    return isStarted(subject, access)
      ? { ...notAwaited(access, `\`${name}()\` is not awaited, so what follows may run before it`), atMost: "warning" }
      : undefined;
  const facts = subject.program.facts(file);
  const isUsedAsHandle = holding === "bound" && facts !== undefined && usesMembers(facts, site);
  return isUsedAsHandle || holding === "destructured"
    ? notAwaited(access, `what \`${name}()\` gives is a promise`)
    : undefined;
}

/** `using` disposes of what has `Symbol.dispose`; a disposable accessor gives `Symbol.asyncDispose`. */
function wrongUsing({ site, file, accessor }: AccessorAccess, keyword: string): Misuse | undefined {
  if (keyword !== "using" || accessor.form !== "disposable" || site.shape.declaration === undefined) return undefined;
  const range = site.shape.declaration.keywordRange;
  return {
    message: `\`${accessorName(accessor)}\` gives a handle that is disposed of asynchronously`,
    label: "held by `using`",
    rewrite: { kind: "token", file, edits: [insert(range.start, "await ")], title: "hold it by `await using`" },
  };
}

function notAwaited({ site, file, accessor }: AccessorAccess, message: string): Misuse {
  const call = `${accessorName(accessor)}()`;
  const label = "not awaited";
  if (!site.shape.mayAwait)
    return { message, label, help: `make the function around it \`async\` and write \`await ${call}\`` };
  const { start, end } = site.range;
  const edits =
    site.shape.holding === "inline" ? [insert(start, "(await "), insert(end, ")")] : [insert(start, "await ")];
  return { message, label, rewrite: { kind: "token", file, edits, title: `await \`${call}\`` } };
}

function insert(at: number, text: string): { readonly start: number; readonly end: number; readonly text: string } {
  return { start: at, end: at, text };
}

/** A connection opened for its effect, within a function that could wait for it; a program's start need not. */
function isStarted(subject: Subject, { site, file }: AccessorAccess): boolean {
  const name = site.enclosing?.split(".").at(-1);
  return (
    site.shape.mayAwait &&
    name !== undefined &&
    !/^(main|start|bootstrap|init|run|setup)/i.test(name) &&
    !subject.kinds.isTest(file)
  );
}

/** Members other than a promise's are taken of the variable. */
function usesMembers(facts: FileFacts, site: Site): boolean {
  const binding = site.shape.declaration?.binding;
  if (binding === undefined) return false;
  return facts.sites.some(({ target }) => {
    if (target.kind !== "member" || target.of.kind !== "binding" || target.of.id !== binding) return false;
    return !/^(then|catch|finally)$/.test(target.name);
  });
}
