/** Adds a shim to a class: a deprecated member that wraps the accessor. */

import { isBlank, lineStart } from "../../../../base/text/offsets.js";
import type { ClassFacts } from "../../../facts/facts.js";
import type { Side } from "../../../facts/terms.js";
import type { MemberEdits, MemberRequest, MemberWriter } from "../../member.js";
import { delegateLines, type MemberStyle } from "./delegate.js";
import { readStyle } from "./style.js";

export const memberWriter: MemberWriter = { awaitsAnything: true, needs: () => [], add: addMember };

function addMember(request: MemberRequest): MemberEdits {
  const { facts, sides, name } = request;
  const owner = facts.classes[request.class];
  if (owner === undefined) return refused("the class does not exist");
  const taken = owner.members.find((member) => member.name === name && sides.includes(member.side));
  if (taken !== undefined) return refused(`the class has a member \`${name}\` on that side already`);
  if (request.late !== undefined && !isPromised(request)) {
    return refused("the two modules would import each other, and only what is awaited can be imported late");
  }
  return { kind: "edits", edits: [insertLast(request, owner, membersFor(request, owner))] };
}

function refused(reason: string): MemberEdits {
  return { kind: "refused", reason };
}

function isPromised({ delegation: { gives, async } }: MemberRequest): boolean {
  return gives === "promise" || gives === "disposable" || (gives === "callback" && async);
}

/** One for each side on which it is asked for, a blank line between them. */
function membersFor(request: MemberRequest, owner: ClassFacts): readonly string[] {
  const { facts, text } = request;
  const { semicolons, quote } = readStyle(facts, text);
  const methods = owner.members
    .filter(({ kind }) => kind === "method")
    .map(({ range }) => text.slice(range.start, range.end));
  const manner: Omit<MemberStyle, "prefix"> = {
    typed: /\.[cm]?tsx?$/.test(facts.file),
    annotated: methods.some((method) => RETURN_TYPE.test(method)),
    end: semicolons ? ";" : "",
    quote,
  };
  const access = methods.some((method) => /^public\b/.test(method)) ? "public " : "";
  const prefix = (side: Side) => `${access}${side === "static" ? "static " : ""}`;
  return request.sides.flatMap((side, index) => [
    ...(index === 0 ? [] : [""]),
    `/** @deprecated use ${request.instead} */`,
    ...delegateLines(request, { ...manner, prefix: prefix(side) }),
  ]);
}

/** The head of a method with a return type: `open(): Promise<X> {`. */
const RETURN_TYPE = /^[^{]*\)\s*:/;

/** After everything that is in the class. */
function insertLast({ facts, text }: MemberRequest, owner: ClassFacts, lines: readonly string[]) {
  const { newline } = readStyle(facts, text);
  const close = owner.range.end - 1;
  const start = lineStart(text, close);
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, owner.range.start)))?.[0] ?? "";
  const inner = memberIndent(text, owner) ?? outer + indentUnit(text);
  const unit = indentUnit(text);
  const written = lines.map((line) =>
    line === "" ? "" : inner + line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length)),
  );
  const stands = isBlank(text.slice(start, close)) && start > owner.range.start;
  if (!stands) return { start: close, end: close, text: `${newline}${written.join(newline)}${newline}${outer}` };
  const isFirst = /\{\s*$/.test(text.slice(owner.range.start, start));
  const isApart = isFirst || /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  return { start, end: start, text: [...(isApart ? [] : [""]), ...written].map((line) => line + newline).join("") };
}

function memberIndent(text: string, owner: ClassFacts): string | undefined {
  const leads = owner.members.map(({ range }) => text.slice(lineStart(text, range.start), range.start));
  return leads.find((lead) => lead !== "" && isBlank(lead));
}

/** What the file indents by, as its first indented line shows. */
function indentUnit(text: string): string {
  return /^(?:\t|[ ]{2,8})(?=[^\s*])/m.exec(text)?.[0] ?? "  ";
}
