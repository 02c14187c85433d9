/** An accessor that has to be entered, or one that is injected, used in another way. */
import type { Declaration } from "../../facts/facts.js";
import { accessorName } from "../../sources/source.js";
import type { Subject } from "../rule.js";
import { type AccessorAccess, isFollowedBy, type Misuse, usesMembers } from "./misuse.js";

/** A framework runs the bare generator by itself; a context manager it would hand over unopened. */
export function injectedMisuse({ accessor }: AccessorAccess): Misuse | undefined {
  if (accessor.form !== "context-manager") return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` is a context manager, and what injects it hands it over without entering it`,
    label: "injected",
    help: `inject the generator behind \`${name}\`, the one without the decorator, or enter \`${name}()\` in the function`,
  };
}

export function contextManagerMisuse(subject: Subject, access: AccessorAccess): Misuse | undefined {
  const { site, accessor, file } = access;
  const { holding, awaited, declaration } = site.shape;
  const name = accessorName(accessor);
  const entering = `\`${accessor.async ? "async with" : "with"} ${name}() as …\``;
  const misuse = (label: string): Misuse => ({
    message: `\`${name}()\` is a context manager, which has to be entered`,
    label,
    help: entering,
  });
  if (awaited) return misuse("awaited");
  if (holding === "iterated") return misuse("iterated");
  if (holding === "using") return declaration && wrongWith(access, declaration);
  if (holding === "destructured") return misuse("taken apart");
  const facts = subject.program.facts(file);
  const isUsedAsHandle = holding === "bound" && facts !== undefined && usesMembers(facts, site, ENTRANCES);
  if (isUsedAsHandle) return misuse("not entered");
  return holding === "inline" && !isFollowedBy(subject, access, ENTRANCES) ? misuse("not entered") : undefined;
}

const ENTRANCES = /^__a?(enter|exit)__$/;

/** `with` for `async with`, or the other way round. */
function wrongWith({ site, file, accessor }: AccessorAccess, declaration: Declaration): Misuse | undefined {
  const wanted = accessor.async ? "async with" : "with";
  if (declaration.keyword === wanted) return undefined;
  const { keywordRange, keyword, single } = declaration;
  const message = `\`${accessorName(accessor)}\` has to be entered by \`${wanted}\``;
  const label = `entered by \`${keyword}\``;
  if (accessor.async && !site.shape.mayAwait)
    return { message, label, help: `make the function around it \`async\` and write \`${wanted}\`` };
  if (!single)
    return {
      message,
      label,
      help: "the other items of this block are entered in the same way: give it one of its own",
    };
  return {
    message,
    label,
    rewrite: { kind: "token", file, edits: [{ ...keywordRange, text: wanted }], title: `enter it by \`${wanted}\`` },
  };
}

export function generatorMisuse(subject: Subject, access: AccessorAccess): Misuse | undefined {
  const { site, accessor } = access;
  const { holding, awaited, declaration } = site.shape;
  const name = accessorName(accessor);
  const loop = accessor.async ? "async for" : "for";
  const misuse = (label: string): Misuse => ({
    message: `\`${name}()\` is a bare generator, which is injected or iterated`,
    label,
    help: `inject \`${name}\`, or make it a context manager`,
  });
  if (awaited) return misuse("awaited");
  if (holding === "using") return misuse(`entered by \`${declaration?.keyword ?? "with"}\``);
  if (holding === "iterated" && declaration && declaration.keyword !== loop && declaration.keyword !== "")
    return misuse(`iterated by \`${declaration.keyword}\``);
  const facts = subject.program.facts(access.file);
  const isUsedAsHandle = holding === "bound" && facts !== undefined && usesMembers(facts, site, OF_GENERATORS);
  if (isUsedAsHandle) return misuse("used as the handle");
  return holding === "inline" && !isFollowedBy(subject, access, OF_GENERATORS)
    ? misuse("used as the handle")
    : undefined;
}

const OF_GENERATORS = /^(__a?next__|__a?iter__|a?send|a?throw|a?close)$/;
