/** The types of rewrite templates, and steps that several of them share. */

import type { TextEdit } from "../../base/edits/apply.js";
import { type AccessorProfile, type HandleProfile, mayGive, type ResultKind } from "../../judge/handles/profile.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { HandleUses } from "../../read/languages/handle-uses.js";
import type { LoadedLanguage } from "../../read/languages/language.js";

export interface TemplateRequest {
  readonly file: EditedFile;
  readonly site: Site;
  /** The accessor as this file calls it: `getDb`, `databaseManager.sessionScope`. */
  readonly name: string;
  /** What the place calls now. */
  readonly from: CurrentProfile;
  readonly to: AccessorProfile;
  /** What the code does with its handle. */
  readonly uses: HandleUses;
  /** The local name of what makes a context manager of the accessor, where that is a bare generator. */
  readonly maker?: string;
}

/** The file that a fix changes. */
export interface EditedFile {
  readonly facts: FileFacts;
  readonly text: string;
  readonly language: LoadedLanguage;
}

export interface CurrentProfile extends HandleProfile {
  /** It does nothing but give what the accessor gives. */
  readonly passesOn: boolean;
}

export type Template = Rewritten | { readonly kind: "manual"; readonly reason: string };

export interface Rewritten {
  readonly kind: "edits";
  readonly edits: readonly TextEdit[];
  /** The code that obtains the handle afterwards, as a message shows it. */
  readonly shown: string;
  /** Why the result may not mean the same. */
  readonly risks: readonly string[];
  /** It uses the `maker` of the request. */
  readonly made?: true;
}

export function manual(reason: string): Template {
  return { kind: "manual", reason };
}

export function rewritten(edits: readonly TextEdit[], shown: string, ...risks: readonly string[]): Rewritten {
  return { kind: "edits", edits, shown, risks };
}

export function withRisks(template: Rewritten, ...risks: readonly string[]): Rewritten {
  return { ...template, risks: [...template.risks, ...risks] };
}

/** `getDb()` where the place awaits already or passes the promise on; `await getDb()` where it needs the handle. */
export function awaitedCall({ site, name, from, file }: TemplateRequest): Template {
  const { awaited, kind, mayAwait } = site.usage;
  const call = `${name}()`;
  const taker = file.language.writer.member.awaitsAnything ? askedAtOnce(file, site) : undefined;
  if (!awaited && taker !== undefined)
    return manual(`\`${call}\` has to be awaited, and ${taker} takes the handle itself`);
  const replace = (text: string, shown: string): Template => rewritten([{ ...site.range, text }], shown);
  if (awaited) return replace(call, shownAs(site, `await ${call}`));
  if (kind === "chained") return replace(call, call);
  // What was passed on as it is, and still has to be awaited, can go on being passed on.
  const isTaken = kind === "argument" && from.result.kind === "absent" && takesHandle(file, site);
  if (isPassedOn(site) && mayBeUnready(from.result) && !isTaken) return replace(call, call);
  if (!mayAwait) return manual(`\`${call}\` has to be awaited, and the enclosing function is not \`async\``);
  return replace(kind === "inline" ? `(await ${call})` : `await ${call}`, shownAs(site, `await ${call}`));
}

/** A default cannot be awaited, and the function asks its parameter for methods. */
function askedAtOnce({ facts, text }: EditedFile, { usage: { kind, expression } }: Site): string | undefined {
  if (kind !== "default") return undefined;
  const id = facts.bindings.findIndex(
    ({ kind: bound, nameRange }) =>
      bound === "parameter" &&
      nameRange.end <= expression.start &&
      /^\s*(?::[^=,]*)?=\s*$/.test(text.slice(nameRange.end, expression.start)),
  );
  const isAsked = facts.sites.some(
    ({ target }) =>
      target.kind === "member" && target.of.kind === "binding" && target.of.id === id && !PROMISED.test(target.name),
  );
  return isAsked ? `\`${facts.bindings[id]?.name}\`` : undefined;
}

/** JavaScript awaits any value, so that only what is made for promises has to get one. */
function takesHandle({ facts, language }: EditedFile, { usage: { expression } }: Site): boolean {
  const taker = facts.sites.find(({ arguments: given }) => given.some(({ range }) => range.start === expression.start));
  const { target } = taker ?? {};
  const called = target?.kind === "member" || target?.kind === "global" ? target.name : "";
  return language.writer.member.awaitsAnything && taker !== undefined && !OF_PROMISES.test(called);
}

const PROMISED = /^(?:then|catch|finally)$/;
const OF_PROMISES = /^(?:resolve|all|allSettled|race|any|use|push|waitUntil)$/;

function mayBeUnready(result: ResultKind): boolean {
  return result.kind === "context-manager" || result.kind === "generator" || mayGive(result, "promise");
}

/** The result itself goes where this place does not see it. */
export function isPassedOn({ usage }: Site): boolean {
  return PASSED_ON.has(usage.kind);
}

const PASSED_ON: ReadonlySet<string> = new Set(["returned", "argument", "stored", "assigned", "default", "other"]);

/** The code as it will read, with the declaration around it where there is one. */
export function shownAs({ usage }: Site, expression: string): string {
  const { declaration, kind } = usage;
  if (declaration === undefined || kind !== "bound") return expression;
  return `${[declaration.keyword, declaration.name].filter((word) => word !== "").join(" ")} = ${expression}`;
}

/** `with` and `async with`, whose keyword stays: a declaration of JavaScript has another one. */
export function isBlock(keyword: string): boolean {
  return /\bwith$/.test(keyword);
}

export const ENTERED_HANDLE = "a block around the handle itself may have other effects than the current block";
