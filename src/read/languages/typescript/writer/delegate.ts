/** The lines of a member that delegates to the accessor, in the style of its class, indented by tabs. */
import { stringLiteral } from "../../literal.js";
import type { MemberRequest } from "../../member.js";

export interface MemberStyle {
  /** Types can be written. */
  readonly typed: boolean;
  /** The methods beside it say what they return. */
  readonly annotated: boolean;
  /** What ends a statement. */
  readonly end: "" | ";";
  readonly quote: string;
  /** Modifiers, each with a space after it. */
  readonly prefix: string;
}

export function delegateLines(request: MemberRequest, manner: MemberStyle): readonly string[] {
  if (request.delegation.gives !== "callback") return handleLines(request, manner);
  return request.delegation.from === "callback" ? passedCallback(request, manner) : calledBack(request, manner);
}

/** `static async getSession(name = "primary") { return getDb(); }` */
function handleLines(request: MemberRequest, manner: MemberStyle): readonly string[] {
  const { name, delegation, parameter } = request;
  const async = delegation.gives === "value" ? "" : "async ";
  const given = parameter === undefined ? "" : `${parameter.name} = ${stringLiteral(parameter.names[0], manner.quote)}`;
  return [
    `${manner.prefix}${async}${name}(${given})${returnType(request, manner)} {`,
    ...nameCheck(request, manner),
    ...lateImport(request, manner),
    `\treturn ${handleOf(request)}${manner.end}`,
    "}",
  ];
}

function handleOf({ delegation, accessor }: MemberRequest): string {
  return delegation.from === "object" ? accessor : `${accessor}()`;
}

/** What it returns can be inferred; it is said where the class says it everywhere. */
function returnType({ delegation, accessor, late }: MemberRequest, { typed, annotated }: MemberStyle): string {
  if (!typed || !annotated || late !== undefined) return "";
  const handle = delegation.from === "object" ? `typeof ${accessor}` : `ReturnType<typeof ${accessor}>`;
  if (delegation.gives === "value") return `: ${handle}`;
  return `: Promise<${delegation.async ? `Awaited<${handle}>` : handle}>`;
}

function nameCheck({ parameter }: MemberRequest, manner: MemberStyle): readonly string[] {
  if (parameter === undefined) return [];
  const names = parameter.names.map((each) => stringLiteral(each, manner.quote)).join(", ");
  const error = `new Error(\`no database is called \${${parameter.name}}\`)`;
  return [`\tif (![${names}].includes(${parameter.name})) throw ${error}${manner.end}`];
}

function lateImport({ late }: MemberRequest, manner: MemberStyle): readonly string[] {
  if (late === undefined) return [];
  return [`\tconst { ${late.name} } = await import(${stringLiteral(late.specifier, manner.quote)})${manner.end}`];
}

/** A type of the accessor itself keeps what it is generic in. */
function passedCallback(request: MemberRequest, manner: MemberStyle): readonly string[] {
  const { name, accessor, late } = request;
  const { prefix, typed, end, quote } = manner;
  const type = late === undefined ? accessor : `import(${quote}${late.specifier}${quote}).${accessor}`;
  const head = typed ? `${prefix}${name}: typeof ${type} = ` : prefix;
  const isAsync = late === undefined ? "" : "async ";
  if (typed && late === undefined) return [`${head}(work) => ${accessor}(work)${end}`];
  return [
    typed ? `${head}${isAsync}(work) => {` : `${head}${isAsync}${name}(work) {`,
    ...lateImport(request, manner),
    `\treturn ${accessor}(work)${end}`,
    typed ? `}${end}` : "}",
  ];
}

/** The accessor gives its handle at once, and the member hands it to the callback. */
function calledBack(request: MemberRequest, manner: MemberStyle): readonly string[] {
  const { name, accessor, delegation } = request;
  const { prefix, typed, end } = manner;
  const handle = delegation.from === "object" ? `typeof ${accessor}` : `ReturnType<typeof ${accessor}>`;
  if (delegation.from !== "disposable") {
    const head = typed ? `${name}<Result>(work: (db: ${handle}) => Result): Result` : `${name}(work)`;
    return [`${prefix}${head} {`, `\treturn work(${handleOf(request)})${end}`, "}"];
  }
  const given = `(db: Awaited<${handle}>) => Result | Promise<Result>`;
  const head = typed ? `${name}<Result>(work: ${given}): Promise<Result>` : `${name}(work)`;
  const body = [`\tawait using db = await ${accessor}()${end}`, `\treturn await work(db)${end}`];
  return [`${prefix}async ${head} {`, ...lateImport(request, manner), ...body, "}"];
}
