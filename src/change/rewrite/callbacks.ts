/** Templates for an accessor that takes a callback: `withDb(async (db) => …)`. */
import type { TextEdit } from "../../base/edits/apply.js";
import { manual, type Rewritten, rewritten, type Template, type TemplateRequest, withRisks } from "./template.js";

export function callback(request: TemplateRequest): Template {
  const { site, name } = request;
  switch (site.usage.kind) {
    case "callback":
      return handedOver(request);
    case "bound":
    case "using":
      return enclosed(request);
    case "inline":
      return inline(request);
    default:
      return manual(`\`${name}\` gives its handle to a callback, so the code that uses it would have to move into one`);
  }
}

/** The place gives a callback already. */
function handedOver({ site, name }: TemplateRequest): Template {
  const given = site.arguments.filter((argument) => argument.callback !== undefined);
  const [only] = given;
  if (only === undefined || given.length > 1) return manual(`it is unknown which argument \`${name}\` would call`);
  const before: TextEdit = { start: site.range.start, end: only.range.start, text: `${name}(` };
  const after: TextEdit = { start: only.range.end, end: site.range.end, text: ")" };
  const parameters = only.callback?.parameters.join(", ") ?? "";
  return rewritten([before, after], `${name}(${site.usage.awaited ? "async " : ""}(${parameters}) => …)`);
}

/** `const db = await f()` and the rest of its block: the rest moves into the callback. */
function enclosed(request: TemplateRequest): Template {
  const { file, site, name, uses } = request;
  const { facts, text, language } = file;
  const { declaration, kind } = site.usage;
  const isAsync = isAwaited(request);
  const reason = hindranceOf(request);
  if (reason !== undefined) return manual(reason);
  if (declaration === undefined || language.writer.intoCallback === undefined) return manual(NO_CALLBACK);
  const moved = language.writer.intoCallback({
    facts,
    text,
    statement: declaration.range,
    call: name,
    name: declaration.name,
    async: isAsync,
    releases: kind === "using" ? [] : uses.releases.map(({ range }) => range),
  });
  if (moved.kind === "refused") return manual(`the code cannot move into a callback of \`${name}\`: ${moved.reason}`);
  const template = rewritten(moved.edits, `${name}(${isAsync ? "async " : ""}(${declaration.name}) => …)`);
  const whole = moved.returns ? returned(request, template) : template;
  if (whole.kind === "manual") return whole;
  return kind === "using" || moved.releasedAtEnd ? released(request, whole) : unreleased(request, whole);
}

const NO_CALLBACK = "the code that uses the handle would have to move into a callback";

function hindranceOf(request: TemplateRequest): string | undefined {
  const { site, name, uses } = request;
  const { awaited, mayAwait } = site.usage;
  if (uses.rebound) return "the name of the handle is given to another one too";
  if (uses.chained || uses.gathered) return "the code uses the promise itself";
  if (!isAwaited(request)) return awaited ? `\`${name}\` is not known to wait for its callback` : undefined;
  return mayAwait ? undefined : `\`${name}()\` has to be awaited, and the enclosing function is not \`async\``;
}

function isAwaited({ to }: TemplateRequest): boolean {
  return to.result.kind === "promise";
}

/** The code returns what comes out of the callback. */
function returned({ to, name }: TemplateRequest, template: Rewritten): Template {
  if (to.givesBack === "no") return manual(`\`${name}\` does not return what its callback returns`);
  return to.givesBack === "yes"
    ? template
    : withRisks(template, `\`${name}\` may not return what its callback returns`);
}

/** The handle lives as long as before. */
function released({ to, uses, name }: TemplateRequest, template: Rewritten): Rewritten {
  const foreign = uses.releases.find(({ method }) => method === undefined);
  if (foreign !== undefined) return withRisks(template, `${foreign.shown} may do more than release it`);
  return to.closes ? template : withRisks(template, `\`${name}\` is not known to release its handle`);
}

function unreleased({ from, uses, name }: TemplateRequest, template: Rewritten): Template {
  const [leaves] = uses.leaves;
  const isPassed = leaves?.startsWith("is passed") ?? false;
  if (leaves !== undefined && !isPassed) return manual(`the handle ${leaves}, and ends with the callback`);
  if (uses.captured) return manual("a function that may run after the callback uses the handle");
  const risks = [
    ...(isPassed ? [`the handle ${leaves}, which may keep it`] : []),
    ...(uses.unsettled ? ["an operation on the handle may still be running when the callback ends"] : []),
  ];
  if (uses.releases.length > 0)
    risks.push("the handle is released at the end of the callback, and was released elsewhere");
  // What never ran has left nothing open.
  else if (from.result.kind !== "absent") risks.push(`the handle is left open now, and \`${name}\` would release it`);
  return withRisks(template, ...risks);
}

/** `await (await f()).query(…)` becomes `await withDb((db) => db.query(…))`. */
function inline(request: TemplateRequest): Template {
  const { file, name, site, from } = request;
  const { facts, text, language } = file;
  const reason = isAwaited(request) ? hindranceOf(request) : NO_CALLBACK;
  if (reason !== undefined) return manual(reason);
  const chain = language.writer.chainOf?.({ facts, text, site });
  if (chain === undefined) return manual(NO_CALLBACK);
  const edits: readonly TextEdit[] = [
    { ...site.usage.expression, text: `${name}((${chain.free}) => ${chain.free}` },
    { start: chain.end, end: chain.end, text: ")" },
  ];
  const template = returned(request, rewritten(edits, `${name}((${chain.free}) => …)`));
  if (template.kind === "manual" || from.result.kind === "absent") return template;
  return withRisks(template, `the handle is left open now, and \`${name}\` would release it`);
}
