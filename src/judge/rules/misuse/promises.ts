/** An accessor that has to be awaited, used as if it gave its handle at once. */
import { isEnteredAwaited } from "../../../read/drivers/index.js";
import { AWAIT_USING, entranceOf, isAsyncKeyword } from "../../../read/program/standard/blocks.js";
import { alternatives, isWrapped } from "../../../read/program/values.js";
import { accessorName } from "../../databases/source.js";
import type { RuleContext } from "../rule.js";
import { type Misuse, resultsOf, type UsedAccessor, usesMembers } from "./misuse.js";

export function promiseMisuse(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  const { site, accessor } = access;
  const name = accessorName(accessor);
  const { kind, awaited, declaration } = site.usage;
  if (kind === "iterated") {
    return {
      message: `\`${name}\` gives one handle, which cannot be iterated`,
      label: "iterated",
      help: `\`await ${name}()\``,
    };
  }
  if (kind === "using" && declaration && /\bwith$/.test(declaration.keyword))
    return awaited ? undefined : notEntered(subject, access, declaration.keyword);
  if (awaited) return declaration && wrongUsing(access, declaration.keyword);
  if (kind === "inline" || kind === "using") return notAwaited(access, `the result of \`${name}()\` has to be awaited`);
  if (kind === "dropped")
    return isStarted(subject, access)
      ? { ...notAwaited(access, `\`${name}()\` is not awaited, so what follows may run before it`), atMost: "warning" }
      : undefined;
  const isUsedAsHandle = kind === "bound" && usesMembers(subject, access, OF_PROMISES);
  return isUsedAsHandle || kind === "destructured"
    ? notAwaited(access, `the result of \`${name}()\` has to be awaited`)
    : undefined;
}

const OF_PROMISES = /^(then|catch|finally)$/;

/** `using` disposes of what has `Symbol.dispose`; a disposable accessor gives `Symbol.asyncDispose`. */
function wrongUsing({ site, file, accessor }: UsedAccessor, keyword: string): Misuse | undefined {
  if (keyword !== "using" || accessor.form !== "disposable" || site.usage.declaration === undefined) return undefined;
  const range = site.usage.declaration.keywordRange;
  return {
    message: `\`${accessorName(accessor)}\` gives a handle that is disposed of asynchronously`,
    label: "held by `using`",
    rewrite: { kind: "token", file, edits: [insert(range.start, "await ")], title: `hold it by \`${AWAIT_USING}\`` },
  };
}

function notAwaited({ site, file, accessor }: UsedAccessor, message: string): Misuse {
  const call = `${accessorName(accessor)}()`;
  const label = "not awaited";
  if (!site.usage.mayAwait)
    return { message, label, help: `make the enclosing function \`async\` and write \`await ${call}\`` };
  const { start, end } = site.range;
  const edits = site.usage.kind === "inline" ? [insert(start, "(await "), insert(end, ")")] : [insert(start, "await ")];
  return { message, label, rewrite: { kind: "token", file, edits, title: `await \`${call}\`` } };
}

/** Once awaited, a handle can be entered only where it has an entrance of its own that may come so late. */
function notEntered(subject: RuleContext, access: UsedAccessor, keyword: string): Misuse {
  const name = accessorName(access.accessor);
  const misuse = notAwaited(access, `the result of \`${name}()\` has to be awaited before it is entered`);
  const handles = resultsOf(subject, access).flatMap((part) => (isWrapped(part) ? alternatives(part.of) : [part]));
  const entrance = entranceOf(keyword);
  const kinds = handles.map((handle) => {
    if (handle.kind === "external") return isEnteredAwaited(handle) && isAsyncKeyword(keyword) ? "found" : "unknown";
    return subject.program.members.lookUp(handle, entrance, access.file).kind;
  });
  if (kinds.length > 0 && kinds.every((kind) => kind === "found")) return misuse;
  const { rewrite, ...told } = misuse;
  if (kinds.includes("absent"))
    return { ...told, help: `write \`await ${name}()\` on its own line: the handle has no \`${entrance}\`` };
  const risk = `it is unknown whether the awaited result of \`${name}()\` can be entered`;
  return rewrite?.kind === "token" ? { ...told, rewrite: { ...rewrite, risk } } : misuse;
}

function insert(at: number, text: string): { readonly start: number; readonly end: number; readonly text: string } {
  return { start: at, end: at, text };
}

/** A connection opened for its effect, within a function that could wait for it; a program's start need not. */
function isStarted(subject: RuleContext, { site, file }: UsedAccessor): boolean {
  const name = site.enclosing?.split(".").at(-1);
  return (
    site.usage.mayAwait &&
    name !== undefined &&
    !/^(main|start|bootstrap|init|run|setup)/i.test(name) &&
    !subject.kinds.isTest(file)
  );
}
