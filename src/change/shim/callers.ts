/**
 * The callers of a missing member: their arguments, the form that serves most of them, and the callers that it does not
 * serve.
 */

import type { FilePath } from "../../base/text/span.js";
import type { Argument } from "../../read/facts/facts.js";
import type { Form } from "../../read/facts/forms.js";
import type { NameParameter } from "../../read/languages/member.js";
import type { Program } from "../../read/program/program.js";
import { leakOf, misfitOf, OFFERED, type OfferedMember, type ShimPlace } from "./fit.js";
import type { MissingAccess } from "./symbol.js";

export interface Caller {
  readonly file: FilePath;
  /** From 1. */
  readonly line: number;
  /** `unserved`: the call fails with the new member as it did without; `risky`: it runs, and wants a look. */
  readonly fit: "served" | "risky" | "unserved";
  /** One clause; absent where it is served. */
  readonly reason?: string;
}

export interface FormChoice {
  readonly form: Form;
  readonly parameter?: NameParameter;
  readonly callers: readonly Caller[];
}

export interface CallersInput {
  readonly program: Program;
  readonly accesses: readonly MissingAccess[];
  /** The accessor as callers see it. */
  readonly accessor: OfferedMember;
  readonly defaultNames: readonly string[];
  lineOf(access: MissingAccess): number;
}

/** The form that leaves the fewest callers out; the accessor's own where several do. */
export function chooseForm(input: CallersInput): FormChoice {
  const [own = "value", ...others] = OFFERED[input.accessor.form];
  return others
    .map((form) => choiceOf(input, form))
    .reduce((best, next) => (unservedBy(next) < unservedBy(best) ? next : best), choiceOf(input, own));
}

export function unservedBy({ callers }: Pick<FormChoice, "callers">): number {
  return callers.filter(({ fit }) => fit === "unserved").length;
}

function choiceOf(input: CallersInput, form: Form): FormChoice {
  const parameter = form === "callback" ? undefined : nameParameter(input);
  const callers = input.accesses.map((access) => judge(input, access, form, parameter));
  return { form, callers, parameter };
}

/** Where a framework injects the member, it would fill a parameter from the request of a stranger. */
function nameParameter({ accesses, defaultNames }: CallersInput): NameParameter | undefined {
  const given = accesses.flatMap(({ site }) => namesGiven(site.arguments));
  const [first, ...rest] = defaultNames;
  if (given.length === 0 || first === undefined) return undefined;
  if (accesses.some(({ site }) => site.usage.kind === "injected")) return undefined;
  const keyword = given.find((argument) => argument.keyword !== undefined)?.keyword;
  return { name: keyword ?? "name", names: [first, ...rest] };
}

function namesGiven(given: readonly Argument[]): readonly Argument[] {
  return given.filter((argument) => argument.callback === undefined);
}

function judge(
  { program, accessor, lineOf, defaultNames }: CallersInput,
  access: MissingAccess,
  form: Form,
  parameter: NameParameter | undefined,
): Caller {
  const { file, site } = access;
  const where = { file, line: lineOf(access) };
  const facts = program.facts(file);
  if (facts === undefined) return { ...where, fit: "served" };
  const place: ShimPlace = { facts, site };
  const given = { ...accessor, form };
  const argument = misgiven(site.arguments, form, parameter, defaultNames);
  const misfit = misfitOf(place, given) ?? (argument?.fit === "unserved" ? argument.reason : undefined);
  if (misfit !== undefined) return { ...where, fit: "unserved", reason: misfit };
  const risk = argument?.reason ?? leakOf(place, given);
  return risk === undefined ? { ...where, fit: "served" } : { ...where, fit: "risky", reason: risk };
}

/** What the new member cannot take. */
function misgiven(
  given: readonly Argument[],
  form: Form,
  parameter: NameParameter | undefined,
  defaultNames: readonly string[],
): { readonly fit: "unserved" | "risky"; readonly reason: string } | undefined {
  const unserved = (reason: string) => ({ fit: "unserved", reason }) as const;
  if (form === "callback") {
    return given.length > 1 ? unserved("it passes more than its callback") : undefined;
  }
  const [first, ...others] = namesGiven(given);
  if (first === undefined) return undefined;
  if (others.length > 0) return unserved("it passes more than a database name");
  if (parameter === undefined) return unserved("it passes an argument, and the member takes none");
  if (first.keyword !== undefined && first.keyword !== parameter.name) {
    return unserved(`it passes \`${first.keyword}\`, and the member takes \`${parameter.name}\``);
  }
  if (first.text === undefined) {
    return { fit: "risky", reason: "the database name that it passes is only known at run time" };
  }
  return defaultNames.includes(first.text)
    ? undefined
    : unserved(`\`"${first.text}"\` is not in \`defaultNames\`, so the member refuses it`);
}
