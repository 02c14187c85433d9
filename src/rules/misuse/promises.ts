/** An accessor that has to be awaited, used as if it gave its handle at once. */
import { accessorName } from "../../sources/source.js";
import type { Subject } from "../rule.js";
import { type Misuse, usesMembers, type WayAccess } from "./misuse.js";

export function promiseMisuse(subject: Subject, access: WayAccess): Misuse | undefined {
  const { site, accessor, file } = access;
  const name = accessorName(accessor);
  const { holding, awaited, declaration } = site.shape;
  if (holding === "iterated") {
    return {
      message: `\`${name}\` gives one handle, which cannot be iterated`,
      label: "iterated",
      help: `\`await ${name}()\``,
    };
  }
  if (holding === "using" && declaration && /\bwith$/.test(declaration.keyword))
    return awaited ? undefined : notAwaited(access, `what \`${name}()\` gives has to be awaited before it is entered`);
  if (awaited) return declaration && wrongUsing(access, declaration.keyword);
  if (holding === "inline" || holding === "using")
    return notAwaited(access, `what \`${name}()\` gives has to be awaited`);
  if (holding === "dropped")
    return isStarted(subject, access)
      ? { ...notAwaited(access, `\`${name}()\` is not awaited, so what follows may run before it`), atMost: "warning" }
      : undefined;
  const facts = subject.program.facts(file);
  const isUsedAsHandle = holding === "bound" && facts !== undefined && usesMembers(facts, site, OF_PROMISES);
  return isUsedAsHandle || holding === "destructured"
    ? notAwaited(access, `what \`${name}()\` gives has to be awaited`)
    : undefined;
}

const OF_PROMISES = /^(then|catch|finally)$/;

/** `using` disposes of what has `Symbol.dispose`; a disposable accessor gives `Symbol.asyncDispose`. */
function wrongUsing({ site, file, accessor }: WayAccess, keyword: string): Misuse | undefined {
  if (keyword !== "using" || accessor.form !== "disposable" || site.shape.declaration === undefined) return undefined;
  const range = site.shape.declaration.keywordRange;
  return {
    message: `\`${accessorName(accessor)}\` gives a handle that is disposed of asynchronously`,
    label: "held by `using`",
    rewrite: { kind: "token", file, edits: [insert(range.start, "await ")], title: "hold it by `await using`" },
  };
}

function notAwaited({ site, file, accessor }: WayAccess, message: string): Misuse {
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
function isStarted(subject: Subject, { site, file }: WayAccess): boolean {
  const name = site.enclosing?.split(".").at(-1);
  return (
    site.shape.mayAwait &&
    name !== undefined &&
    !/^(main|start|bootstrap|init|run|setup)/i.test(name) &&
    !subject.kinds.isTest(file)
  );
}
