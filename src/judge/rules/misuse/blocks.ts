/** An accessor that has to be entered or injected, and is used in another way. */
import type { Declaration } from "../../../read/facts/facts.js";
import {
  ENTERS_OR_LEAVES,
  entranceOf,
  ITERATES_OR_ENDS,
  loopKeyword,
  withKeyword,
} from "../../../read/program/standard/blocks.js";
import { accessorName } from "../../databases/source.js";
import { effectsOf } from "../../handles/effects.js";
import { handlesWithin } from "../../handles/profile.js";
import type { RuleContext } from "../rule.js";
import { isFollowedBy, type Misuse, resultsOf, type UsedAccessor, usesMembers } from "./misuse.js";

/** A framework runs a bare generator, but would hand over a context manager unopened. */
export function injectedMisuse(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  const { accessor } = access;
  if (accessor.form !== "context-manager" || !isOnlyEntered(subject, access)) return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` is a context manager, and dependency injection passes it on without entering it`,
    label: "injected",
    help: `inject the undecorated generator behind \`${name}\`, or enter \`${name}()\` in the function`,
  };
}

/** The framework wants the function itself: what a call of it gives cannot be called. */
export function calledMisuse(subject: RuleContext, { site, file, accessor }: UsedAccessor): Misuse | undefined {
  const { definition, form } = accessor;
  const given = definition === undefined ? [] : handlesWithin(subject.program.resultOf(definition));
  const mayBeCalled = given.some(({ kind }) => kind === "function" || kind === "class" || kind === "unknown");
  if (given.length === 0 || mayBeCalled) return undefined;
  const name = accessorName(accessor);
  const misuse = {
    message: `dependency injection needs the function \`${name}\`, and gets what it returns`,
    label: "called",
  };
  if (site.arguments.length > 0 || form === "context-manager")
    return { ...misuse, help: `inject a function that calls \`${name}\`` };
  const edits = [{ start: site.nameRange.end, end: site.range.end, text: "" }];
  return { ...misuse, rewrite: { kind: "token", file, edits, title: `inject \`${name}\` itself` } };
}

/** An object of a class has members of its own beside its entrance, and may be used without being entered. */
function isOnlyEntered(subject: RuleContext, access: UsedAccessor): boolean {
  return resultsOf(subject, access).every(({ kind }) => kind !== "instance");
}

export function contextManagerMisuse(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  const { site, accessor } = access;
  const { kind, awaited, declaration } = site.usage;
  const name = accessorName(accessor);
  const wanted = withKeyword(accessor.async);
  const entering = `\`${wanted} ${name}() as ${declaration && isName(declaration.name) ? declaration.name : "…"}\``;
  const misuse = (label: string): Misuse => ({
    message: `\`${name}()\` is a context manager and has to be entered`,
    label,
    help: entering,
  });
  if (kind === "using" && !awaited) return declaration && wrongWith(subject, access, declaration);
  if (!isOnlyEntered(subject, access)) return undefined;
  if (awaited) return misuse("awaited");
  if (kind === "iterated") return { ...misuse("iterated"), ...entered(access, accessor.async) };
  if (kind === "destructured") return misuse("destructured");
  const isUsedAsHandle = kind === "bound" && usesMembers(subject, access, ENTERS_OR_LEAVES);
  if (isUsedAsHandle) return misuse("not entered");
  return kind === "inline" && !isFollowedBy(subject, access, ENTERS_OR_LEAVES) ? misuse("not entered") : undefined;
}

function isName(written: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(written);
}

/** A loop over what gives one handle runs its body once, as a block does. */
function entered({ site, file }: UsedAccessor, async: boolean): Pick<Misuse, "help" | "rewrite"> {
  const { declaration, expression, awaited } = site.usage;
  const wanted = withKeyword(async);
  if (declaration?.keyword !== loopKeyword(async) || !declaration.unbroken) return {};
  if (awaited || !isName(declaration.name)) return {};
  const edits = [
    { start: declaration.keywordRange.start, end: expression.start, text: `${wanted} ` },
    { start: expression.end, end: expression.end, text: ` as ${declaration.name}` },
  ];
  return { rewrite: { kind: "token", file, edits, title: `enter it by \`${wanted}\`` } };
}

/** `with` for `async with`, or the other way round. */
function wrongWith(subject: RuleContext, access: UsedAccessor, declaration: Declaration): Misuse | undefined {
  const { site, file, accessor } = access;
  const wanted = withKeyword(accessor.async);
  if (declaration.keyword === wanted || mayBeEntered(subject, access, declaration.keyword)) return undefined;
  const { keywordRange, keyword, single } = declaration;
  const message = `\`${accessorName(accessor)}\` has to be entered by \`${wanted}\``;
  const label = `entered by \`${keyword}\``;
  if (accessor.async && !site.usage.mayAwait)
    return { message, label, help: `make the enclosing function \`async\` and write \`${wanted}\`` };
  if (!single)
    return {
      message,
      label,
      help: "the other items of this statement are entered in the same way: use a separate statement",
    };
  return {
    message,
    label,
    rewrite: { kind: "token", file, edits: [{ ...keywordRange, text: wanted }], title: `enter it by \`${wanted}\`` },
  };
}

/** A class may have an entrance of each kind; what is not wholly known may have one. */
function mayBeEntered(subject: RuleContext, access: UsedAccessor, keyword: string): boolean {
  const entrance = entranceOf(keyword);
  return resultsOf(subject, access).some(
    (part) =>
      part.kind !== "context-manager" && subject.program.members.lookUp(part, entrance, access.file).kind !== "absent",
  );
}

export function generatorMisuse(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  const { site, accessor } = access;
  const { kind, awaited, declaration } = site.usage;
  const name = accessorName(accessor);
  const loop = loopKeyword(accessor.async);
  const misuse = (label: string): Misuse => ({
    message: `\`${name}()\` is a bare generator and has to be injected or iterated`,
    label,
    help: `inject \`${name}\`, or make it a context manager`,
  });
  if (awaited) return misuse("awaited");
  if (kind === "using") return misuse(`entered by \`${declaration?.keyword ?? "with"}\``);
  if (kind === "iterated" && declaration && declaration.keyword !== loop && declaration.keyword !== "")
    return misuse(`iterated by \`${declaration.keyword}\``);
  const isUsedAsHandle = kind === "bound" && usesMembers(subject, access, ITERATES_OR_ENDS);
  if (isUsedAsHandle) return misuse("used as the handle");
  return kind === "inline" && !isFollowedBy(subject, access, ITERATES_OR_ENDS)
    ? misuse("used as the handle")
    : undefined;
}

/** `next(get_db())`: it runs, but with a handle that is closed. */
export function droppedGenerator(subject: RuleContext, { site, accessor }: UsedAccessor): Misuse | undefined {
  const { kind, declaration } = site.usage;
  const isStep = accessor.form === "dependency" && kind === "iterated" && !declaration?.keyword;
  if (!isStep || accessor.definition === undefined) return undefined;
  if (effectsOf(subject.program, accessor.definition).closes.length === 0) return undefined;
  const name = accessorName(accessor);
  return {
    message: `nothing keeps the generator of \`${name}()\`, and its handle is closed at once`,
    label: "dropped after the first value",
    help: `inject \`${name}\`, or make it a context manager and enter it`,
    atMost: "warning",
  };
}
