/** Which check applies to each form of accessor. */
import { accessorName } from "../../databases/source.js";
import type { RuleContext } from "../rule.js";
import { calledMisuse, contextManagerMisuse, generatorMisuse, injectedMisuse } from "./blocks.js";
import type { Misuse, UsedAccessor } from "./misuse.js";
import { promiseMisuse } from "./promises.js";

export function misuseOfForm(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  const { accessor, site } = access;
  if (site.usage.kind === "injected")
    return site.kind === "call" ? calledMisuse(subject, access) : injectedMisuse(subject, access);
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

function withoutCallback({ site, accessor }: UsedAccessor): Misuse | undefined {
  if (site.arguments.length > 0) return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` needs a callback and gets none`,
    label: "no callback",
    help: `\`${name}((db) => …)\``,
  };
}
