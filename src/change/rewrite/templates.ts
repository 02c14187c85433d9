/**
 * Rewrite templates: for each usage and each form of accessor, the edits that make a place use the accessor, or why they
 * have to be made by hand. ../fix/README.md has the table in words.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import { callback } from "./callbacks.js";
import { contextManager, dependency } from "./context-managers.js";
import { disposable } from "./disposables.js";
import { judgeLifetime } from "./lifetimes.js";
import {
  awaitedCall,
  ENTERED_HANDLE,
  isBlock,
  manual,
  type Rewritten,
  rewritten,
  shownAs,
  type Template,
  type TemplateRequest,
} from "./template.js";

export function fillTemplate(request: TemplateRequest): Template {
  const template = writeTemplate(request);
  return template.kind === "manual" ? template : judgeLifetime(request, template);
}

function writeTemplate(request: TemplateRequest): Template {
  switch (request.to.form) {
    case "object":
      return plain(request, request.name);
    case "value":
      return plain(request, `${request.name}()`);
    case "promise":
      return promised(request);
    case "disposable":
      return disposable(request);
    case "callback":
      return callback(request);
    case "context-manager":
      return contextManager(request);
    case "dependency":
      return dependency(request);
  }
}

/** The handle itself, with no promise around it: `await` is removed, `using` becomes `const`. */
function plain(request: TemplateRequest, expression: string): Template {
  const { site, to } = request;
  const { kind, expression: whole, awaited, declaration } = site.usage;
  if (kind === "callback")
    return manual(`\`${expression}\` gives its handle at once, and the callback would have to be inlined`);
  if (kind === "chained")
    return manual(`\`${expression}\` is not a promise, and the chain of callbacks would have to be inlined`);
  if (kind === "iterated") return manual(`\`${expression}\` is one handle, which cannot be iterated`);
  if (kind === "dropped" && to.form === "object") return manual("the handle is not used; remove the statement");
  if (kind === "injected") return injected(request, expression);
  const value: TextEdit = { ...(awaited ? whole : site.range), text: expression };
  if (declaration && isBlock(declaration.keyword))
    return rewritten([value], `${declaration.keyword} ${expression}`, ENTERED_HANDLE);
  if (kind !== "using" || declaration === undefined) return rewritten([value], shownAs(site, expression));
  return declared(request, rewritten([value], expression));
}

/** `using` stays where the handle is the place's own and can be disposed of; otherwise it becomes `const`. */
function declared({ site, from, to }: TemplateRequest, template: Rewritten): Template {
  const { declaration, mayAwait } = site.usage;
  if (declaration === undefined) return template;
  const isAbsent = from.result.kind === "absent";
  const wanted = to.has("[Symbol.dispose]") === "yes" ? declaration.keyword : "await using";
  const isDisposed = !isAbsent || to.has("[Symbol.asyncDispose]") === "yes" || wanted === "using";
  const keyword = to.shared || !isDisposed ? "const" : isAbsent ? wanted : declaration.keyword;
  if (keyword === "await using" && !mayAwait)
    return manual(`\`${keyword}\` needs an \`async\` function, and this one is not`);
  const shown = `${keyword} ${declaration.name} = ${template.shown}`;
  if (keyword === declaration.keyword) return { ...template, shown };
  const edits = [{ ...declaration.keywordRange, text: keyword }, ...template.edits];
  return rewritten(edits, shown, ...template.risks, ...(to.known || keyword !== "const" ? [] : [UNKNOWN_HANDLE]));
}

const UNKNOWN_HANDLE = "the result of the accessor is unknown and may have to be disposed of";

/** A framework is given the function itself. */
function injected({ site, to, name }: TemplateRequest, expression: string): Template {
  if (to.form === "object") return manual(`\`${expression}\` is a handle, and dependency injection needs a function`);
  return rewritten([{ ...site.range, text: name }], name);
}

function promised(request: TemplateRequest): Template {
  const { site, name } = request;
  const { kind, declaration } = site.usage;
  if (kind === "callback") return manual(`\`${name}()\` gives a promise, and the callback would have to be inlined`);
  if (kind === "iterated") return manual(`\`${name}()\` gives one handle, which cannot be iterated`);
  if (kind === "injected") return injected(request, name);
  const template = awaitedCall(request);
  if (template.kind === "manual" || declaration === undefined) return template;
  if (isBlock(declaration.keyword)) return { ...template, risks: [ENTERED_HANDLE] };
  return kind === "using" ? declared(request, { ...template, shown: `await ${name}()` }) : template;
}
