/** The lines of a member that delegates to the accessor, in the style of its class, indented by tabs. */
import { stringLiteral } from "../../literal.js";
import type { MemberRequest } from "../../member.js";

export interface MethodStyle {
  /** Of what the class itself can be asked for. */
  readonly decorator: "@classmethod" | "@staticmethod";
  readonly quote: string;
}

export function delegateLines(request: MemberRequest, manner: MethodStyle): readonly string[] {
  const { name, sides, delegation, needed } = request;
  const isOfClass = sides.includes("static");
  const isEntered = delegation.gives === "context-manager";
  return [
    ...(isOfClass ? [manner.decorator] : []),
    ...(isEntered ? [`@${needed[0]}`] : []),
    `${isAsync(request) ? "async " : ""}def ${name}(${parametersOf(request, manner)}):`,
    `\t"""Deprecated: use ${request.instead}."""`,
    ...lateImport(request),
    ...nameCheck(request, manner),
    ...bodyOf(request),
  ];
}

/** A promise is what an `async` function gives, whatever the accessor is. */
function isAsync({ delegation: { gives, async } }: MemberRequest): boolean {
  return gives === "promise" || (gives !== "value" && async);
}

function parametersOf({ sides, parameter, delegation }: MemberRequest, { decorator, quote }: MethodStyle): string {
  const isOfClass = sides.includes("static");
  const receiver = !isOfClass ? ["self"] : decorator === "@classmethod" ? ["cls"] : [];
  const named = parameter ? [`${parameter.name}: str = ${stringLiteral(parameter.names[0], quote)}`] : [];
  return [...receiver, ...(delegation.gives === "callback" ? ["work"] : named)].join(", ");
}

function lateImport({ late }: MemberRequest): readonly string[] {
  return late === undefined ? [] : [`\tfrom ${late.specifier} import ${late.name}`, ""];
}

function nameCheck({ parameter }: MemberRequest, { quote }: MethodStyle): readonly string[] {
  if (parameter === undefined) return [];
  const names = parameter.names.map((each) => stringLiteral(each, quote));
  const tuple = names.length === 1 ? `${names[0]},` : names.join(", ");
  return [
    `\tif ${parameter.name} not in (${tuple}):`,
    `\t\traise ValueError(f${quote}no database is called {${parameter.name}}${quote})`,
  ];
}

function bodyOf(request: MemberRequest): readonly string[] {
  const { delegation, accessor, needed } = request;
  const { gives, from, async } = delegation;
  const wait = async ? "await " : "";
  const handle = from === "object" ? accessor : `${accessor}()`;
  if (gives === "callback") {
    return from === "callback" ? [`\treturn ${wait}${accessor}(work)`] : [`\treturn work(${handle})`];
  }
  if (gives === "value" || gives === "promise") return [`\treturn ${wait}${handle}`];
  const entered = from === "dependency" ? `${needed[0]}(${accessor})()` : `${accessor}()`;
  return [`\t${async ? "async with" : "with"} ${entered} as session:`, "\t\tyield session"];
}
