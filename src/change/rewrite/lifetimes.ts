/**
 * Checks the lifetime of the handle in a template. Code must not release a handle that all callers share, and must release
 * one that each call opens.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import { contains } from "../../base/text/span.js";
import type { Site } from "../../read/facts/facts.js";
import { RELEASES } from "../../read/facts/releases.js";
import type { HandleUses, Release } from "../../read/languages/handle-uses.js";
import {
  type EditedFile,
  ENTERED_HANDLE,
  isPassedOn,
  manual,
  type Rewritten,
  type Template,
  type TemplateRequest,
  withRisks,
} from "./template.js";

export function judgeLifetime(request: TemplateRequest, template: Rewritten): Template {
  const { from, to, name } = request;
  const givesHandle = to.form === "object" || to.form === "value" || to.form === "promise";
  const reason = givesHandle ? mismatchOf(request) : undefined;
  if (reason !== undefined) return manual(reason);
  if (from.shared && to.opens === "always")
    return withRisks(template, `the handle is shared now, and \`${name}()\` opens a new one at each call`);
  if (!givesHandle) return template;
  const judged = withRisks(asBlock(request, template), ...promiseRisks(request), ...injectionRisks(request));
  return to.shared ? sharedHandle(request, judged) : ownHandle(request, judged);
}

/** The code goes on to enter, iterate or await what it gets now, and a handle allows none of these. */
function mismatchOf({ file, site, from, to, name, uses }: TemplateRequest): string | undefined {
  const { kind, awaited } = site.usage;
  if (kind === "injected" || kind === "using" || kind === "dropped") return undefined;
  const accessor = to.form === "object" ? `\`${name}\`` : `\`${name}()\``;
  const next = uses.iteratedLater ? "iterate" : NEXT[from.result.kind];
  const mayAwait = awaitsAnything(file) || to.form === "promise" || awaited;
  if (next === undefined || (from.result.kind === "promise" && mayAwait)) return undefined;
  return `${accessor} gives the handle itself, and the code goes on to ${next} what it gets`;
}

/** JavaScript awaits any value, Python only what can be awaited. */
function awaitsAnything({ language }: EditedFile): boolean {
  return language.writer.member.awaitsAnything;
}

const NEXT: Readonly<Partial<Record<string, string>>> = {
  "context-manager": "enter",
  generator: "iterate",
  promise: "await",
};

/** A block is around the handle now, and stays around the same kind of handle; what is entered later is not seen here. */
function asBlock({ file, site, from, to, uses }: TemplateRequest, template: Rewritten): Rewritten {
  const { kind, awaited } = site.usage;
  const isOfHandle = from.result.kind === "handle" || (from.result.kind === "promise" && awaited);
  if (kind === "using" && isOfHandle && !to.shared)
    return { ...template, risks: template.risks.filter((risk) => risk !== ENTERED_HANDLE) };
  if (from.result.kind !== "absent" || awaited) return template;
  if (uses.enteredLater) return withRisks(template, "a block around the handle itself may have other effects");
  if (to.form === "promise" && isPassedOn(site) && !awaitsAnything(file))
    return withRisks(template, "it is unknown whether the code that gets the promise awaits it");
  const kept = to.form === "promise" || to.form === "disposable" ? keptName(file, site) : undefined;
  if (kept !== undefined && isAskedAtOnce(file, kept))
    return withRisks(template, `the code uses \`${kept}\` without awaiting it`);
  return template;
}

/** `this.db = f()`, `{ db: f() }` */
function keptName({ text }: EditedFile, { usage: { kind, expression } }: Site): string | undefined {
  if (kind !== "stored" && kind !== "assigned") return undefined;
  return /([\w$]+)\s*(?::[^=;{}]*)?[=:]\s*$/.exec(text.slice(0, expression.start))?.[1];
}

/** `this.db.query()`; of `(await this.db).query()` the promise is awaited before. */
function isAskedAtOnce({ text }: EditedFile, name: string): boolean {
  return new RegExp(`[^\\w$]${name.replaceAll("$", "\\$")}\\??\\.(?!then\\b|catch\\b|finally\\b)[\\w$]+\\(`).test(text);
}

/** A promise becomes the handle itself: code may still await it, but not ask it for `then`. */
function promiseRisks({ site, from, to, name, uses }: TemplateRequest): readonly string[] {
  const { kind, awaited, mayAwait } = site.usage;
  if (to.form === "promise" || awaited) return [];
  const accessor = to.form === "object" ? name : `${name}()`;
  if (kind === "default" && from.result.kind === "absent")
    return [`the parameter may be declared as a promise, and \`${accessor}\` does not return one`];
  if (uses.chained) return [`the handle is used as a promise, and \`${accessor}\` does not return one`];
  if (from.result.kind !== "promise" || uses.gathered) return [];
  // An `async` function makes a promise of what it returns.
  const isSeen = kind === "returned" ? !mayAwait : uses.leaves.length > 0 || kind === "assigned";
  return isSeen ? [`the code that gets the promise may rely on one, and \`${accessor}\` does not return one`] : [];
}

/** A framework resumes a generator when the request is done; it releases nothing that a plain function gives. */
function injectionRisks({ site, from, to }: TemplateRequest): readonly string[] {
  const isReleased = from.result.kind === "generator" || from.result.kind === "absent";
  return site.usage.kind === "injected" && isReleased && !to.shared ? [UNRELEASED] : [];
}

export const UNRELEASED = "a framework releases only what a generator yields";

/** Nothing that the place does may end a handle that others have too. */
function sharedHandle(request: TemplateRequest, template: Rewritten): Template {
  const { from, name, site, uses } = request;
  const hasRun = from.result.kind !== "absent";
  const risks: string[] = [];
  if (site.usage.kind === "using" && hasRun && !template.risks.includes(ENTERED_HANDLE))
    risks.push(`the end of its block disposes of the handle, which all callers of \`${name}\` share`);
  const [leaves] = uses.leaves;
  if (leaves !== undefined && !hasRun && mayBeReleased(request))
    risks.push(`the handle ${leaves} and may be released there, and all callers of \`${name}\` share it`);
  if (uses.begins !== undefined && !hasRun)
    risks.push(`${uses.begins} begins a transaction on a handle that other callers use at the same time`);
  if (uses.sets !== undefined && !hasRun) risks.push(`${uses.sets} changes a connection that other callers use, too`);
  if (uses.enteredLater) return manual(`a block releases the handle, which all callers of \`${name}\` share`);
  const judged = withRisks(template, ...risks);
  return uses.releases.length > 0 ? withoutReleases(request, judged) : judged;
}

function withoutReleases(request: TemplateRequest, template: Rewritten): Template {
  const { name, from, uses } = request;
  const [first] = uses.releases;
  const removal = uses.rebound ? undefined : remove(request, uses.releases);
  if (removal?.kind !== "edits") {
    const reason = removal?.reason ?? "its name is also given another handle";
    return manual(`${first?.shown} releases a handle that all callers share: ${reason}`);
  }
  const without = alsoEdited(template, removal.edits);
  const foreign = uses.releases.find(({ method }) => method === undefined);
  if (foreign !== undefined) return withRisks(without, `${foreign.shown} may do more than release it`);
  // What never ran has released nothing.
  return from.result.kind === "absent"
    ? without
    : withRisks(without, `${first?.shown} is removed, because all callers of \`${name}\` share its handle`);
}

/** The place goes on as it did with its handle, where that is one of its own. */
function ownHandle(request: TemplateRequest, template: Rewritten): Template {
  const { to, from, name, site, uses } = request;
  if (uses.releases.length > 0) return released(request, template);
  if (to.opens !== "always" || (site.usage.kind === "using" && !losesBlock(template))) return template;
  if (from.result.kind === "absent" && uses.leaves.length === 0 && mustBeReleased(request))
    return withRisks(template, `\`${name}()\` opens a handle at each call, and nothing here releases it`);
  return template;
}

/** `using` has become `const`. */
function losesBlock({ edits }: Rewritten): boolean {
  return edits.some(({ text }) => text === "const");
}

function released(request: TemplateRequest, template: Rewritten): Template {
  const { name, from, to, uses } = request;
  const foreign = uses.releases.find(({ method }) => method === undefined);
  if (foreign !== undefined)
    return withRisks(template, `${foreign.shown} is not known to release the result of \`${name}()\``);
  if (from.result.kind === "absent") return releasedUnseen(request, template);
  if (to.opens === "always" || from.passesOn) return template;
  const shown = uses.releases[0]?.shown ?? "";
  return withRisks(
    template,
    `\`${name}()\` is not known to open a handle for each caller, and ${shown} would close it`,
  );
}

/** What never ran was written for a handle that nobody has seen. */
function releasedUnseen(request: TemplateRequest, template: Rewritten): Template {
  const { name, to, uses } = request;
  const missing = uses.releases.filter(({ method = "" }) => to.releasesBy(method) === "no");
  const unknown = uses.releases.find(({ method = "" }) => to.releasesBy(method) === "unknown");
  if (unknown !== undefined)
    return withRisks(template, `the result of \`${name}()\` is not known to have \`${unknown.method}\``);
  if (missing.length === 0 && to.opens !== "always")
    return withRisks(template, `\`${name}()\` is not known to open a handle for each caller`);
  if (missing.length === 0) return template;
  const removal = remove(request, missing);
  const shown = missing[0]?.shown ?? "";
  if (removal?.kind !== "edits") return withRisks(template, `the result of \`${name}()\` does not support ${shown}`);
  const without = alsoEdited(template, removal.edits);
  const isLeft = to.opens === "always" && mayBeReleased(request);
  return isLeft ? withRisks(without, `${shown} is removed, and something else has to release the handle`) : without;
}

function remove({ file }: TemplateRequest, releases: HandleUses["releases"]) {
  const { facts, text, language } = file;
  return language.writer.withoutReleases?.({ facts, text, releases: releases.map(({ range }: Release) => range) });
}

/** A line of the call that is removed with it is not moved to the left as well. */
function alsoEdited(template: Rewritten, edits: readonly TextEdit[]): Rewritten {
  const others = edits.filter((edit) => !template.edits.some((own) => contains(own, edit)));
  return { ...template, edits: [...template.edits, ...others] };
}

function mayBeReleased({ to }: TemplateRequest): boolean {
  return [...RELEASES].some((method) => to.has(method) !== "no");
}

function mustBeReleased({ to }: TemplateRequest): boolean {
  return [...RELEASES].some((method) => to.has(method) === "yes");
}
