/** Adds a shim to a class: a deprecated member that wraps the accessor. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { indentAt, lineEnd, newlineOf, skipSpacesBack, startsLine } from "../../../../base/text/offsets.js";
import type { Delegation, MemberEdits, MemberRequest, MemberWriter, Needed } from "../../member.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { delegateLines } from "./delegate.js";

export function createMemberWriter(parse: Parse): MemberWriter {
  return { awaitsAnything: false, needs, add: (request) => addMember(parse, request) };
}

/** What is entered is made of a generator by a decorator; so is what a generator is asked of. */
function needs({ gives, from, async }: Delegation): readonly Needed[] {
  if (gives !== "context-manager" && from !== "dependency") return [];
  return [{ specifier: "contextlib", name: async ? "asynccontextmanager" : "contextmanager" }];
}

function addMember(parse: Parse, request: MemberRequest): MemberEdits {
  const { facts, text, name } = request;
  const owner = facts.classes[request.class];
  if (owner?.members.some((member) => member.name === name)) {
    return refused(`the class has a \`${name}\` already, and can have one member of a name`);
  }
  const node = parse(text).nodes.find((each) => {
    return each.type === "class_definition" && fieldOf(each, "name")?.start === owner?.nameRange.start;
  });
  const body = node && fieldOf(node, "body");
  if (owner === undefined || node === undefined || body === undefined) return refused("the class does not exist");
  const written = text.slice(body.start, body.end);
  const isStatic = /@staticmethod\b/.test(written) && !/@classmethod\b/.test(written);
  const decorator = isStatic ? "@staticmethod" : "@classmethod";
  const lines = delegateLines(request, { decorator, quote: quoteOf(text) });
  const edit = insertLast(text, node, body, lines);
  return edit ? { kind: "edits", edits: [edit] } : refused("its body is on the line of its head");
}

function refused(reason: string): MemberEdits {
  return { kind: "refused", reason };
}

function quoteOf(text: string): string {
  const marks = text.replace(/"""|'''/g, "").match(/["']/g) ?? [];
  return marks.filter((mark) => mark === "'").length * 2 > marks.length ? "'" : '"';
}

/** After everything that is in the class; in place of a body that says nothing on the line of the head. */
function insertLast(text: string, node: SyntaxNode, body: SyntaxNode, lines: readonly string[]): TextEdit | undefined {
  const newline = newlineOf(text);
  const first = namedChildren(body)[0] ?? body;
  const unit = /^(?:\t| {2,8})(?=\S)/m.exec(text)?.[0] ?? "    ";
  const isBelow = startsLine(text, first.start);
  const inner = isBelow ? indentAt(text, first.start) : indentAt(text, node.start) + unit;
  const written = lines.map((line) =>
    line === "" ? "" : inner + line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length)),
  );
  if (isBelow) {
    const at = lineEnd(text, body.end);
    return { start: at, end: at, text: ["", "", ...written].join(newline) };
  }
  if (!/^(?:pass|\.\.\.)$/.test(text.slice(body.start, body.end))) return undefined;
  const start = skipSpacesBack(text, body.start);
  return { start, end: body.end, text: ["", ...written].join(newline) };
}
