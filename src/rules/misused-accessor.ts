/** The accessor used against its form: not awaited, not called, not entered, iterated, or without its callback. */
import { accessorName } from "../sources/source.js";
import { spanOf } from "../text/span.js";
import { wayIn } from "./describe.js";
import { contextManagerMisuse, generatorMisuse, injectedMisuse } from "./misuse/blocks.js";
import type { AccessorAccess, Misuse } from "./misuse/misuse.js";
import { promiseMisuse } from "./misuse/promises.js";
import type { Finding, Rule, Subject } from "./rule.js";

export const misusedAccessor: Rule = {
  id: "misused-accessor",
  summary: "the accessor used against its form: not awaited, not called, iterated, without its callback",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind !== "accessor" || access.site.guard !== undefined) continue;
      const misuse = misuseOf(subject, access);
      if (misuse !== undefined) yield { ...report(subject, access), ...misuse };
    }
  },
};

function report(subject: Subject, { file, site, source, accessor }: AccessorAccess): Omit<Finding, "message"> {
  return {
    span: spanOf(file, site.nameRange),
    notes: wayIn(subject, source),
    symbol: accessorName(accessor),
    source,
  };
}

function misuseOf(subject: Subject, access: AccessorAccess): Misuse | undefined {
  const { accessor, site } = access;
  if (accessor.definition === undefined) return undefined;
  if (!isNamed(subject, access)) return memberOfFunction(subject, access);
  if (site.shape.holding === "injected") return injectedMisuse(access);
  if (site.kind !== "call") return undefined;
  switch (accessor.form) {
    case "callback":
      return withoutCallback(access);
    case "promise":
    case "disposable":
      return promiseMisuse(subject, access);
    case "context-manager":
      return contextManagerMisuse(subject, access);
    case "dependency":
      return generatorMisuse(subject, access);
    default:
      return undefined;
  }
}

/** The site names the accessor itself, not a member of it. */
function isNamed(subject: Subject, { file, site, accessor }: AccessorAccess): boolean {
  const symbol = subject.program.symbols.of(file, site.target);
  return symbol?.path.length === accessor.symbol.path.length;
}

function memberOfFunction(subject: Subject, { file, site, accessor }: AccessorAccess): Misuse | undefined {
  // A test may stand a mock in its place, which has members of its own.
  if (site.target.kind !== "member" || subject.kinds.isTest(file)) return undefined;
  const owner = subject.program.valueOf(file, site.target.of);
  if (owner.kind !== "function" || subject.program.members.lookUp(owner, site.target.name, file).kind !== "absent")
    return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` is a function, which has no member \`${site.target.name}\``,
    label: `call \`${name}\` first`,
  };
}

function withoutCallback({ site, accessor }: AccessorAccess): Misuse | undefined {
  if (site.arguments.length > 0) return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` wants a callback and gets none`,
    label: "no callback",
    help: `\`${name}((db) => …)\``,
  };
}
