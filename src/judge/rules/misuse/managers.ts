/** A handle-giving member of a manager used against its form. It fails, whatever the accessor is. */
import { alternatives, NOTHING, type SymbolRef, type Value } from "../../../read/program/values.js";
import { formOf, isAsync } from "../../databases/link.js";
import { isNamedForAccess } from "../../databases/names.js";
import { isBesideAccessor, isHandleFactory, type Managed, obtainInstead } from "../managed.js";
import type { RuleContext } from "../rule.js";
import { misuseOfForm } from "./forms.js";
import type { Misuse, UsedAccessor } from "./misuse.js";

export function managerMisuse(subject: RuleContext, access: Managed): Misuse | undefined {
  const { site } = access;
  if (site.guard !== undefined || !(isNamedForAccess(access.name) || isHandleFactory(subject, access)))
    return undefined;
  const { file, manager, name, found } = access;
  const owner = { file: manager.file, name: manager.name, path: [], range: manager.span };
  const value = found.kind === "found" ? found.value : NOTHING;
  const misuse = misuseOfMember(subject, { file, site, owner, name, value });
  if (misuse === undefined) return undefined;
  const rewrite = isBesideAccessor(subject, access) ? obtainInstead(subject, access, false) : undefined;
  return rewrite ? { ...misuse, rewrite } : misuse;
}

/** If the accessor is an object of the project, each of its members that returns a handle has a form of its own. */
export function memberMisuse(subject: RuleContext, { file, site, accessor }: UsedAccessor): Misuse | undefined {
  if (site.target.kind !== "member" || !isNamedForAccess(site.target.name)) return undefined;
  const value = subject.program.valueOf(file, site.target);
  return misuseOfMember(subject, { file, site, owner: accessor.symbol, name: site.target.name, value });
}

interface MemberAccess extends Pick<UsedAccessor, "file" | "site"> {
  readonly owner: SymbolRef;
  readonly name: string;
  readonly value: Value;
}

/** Only where the member is one function, and known. */
function misuseOfMember(subject: RuleContext, { file, site, owner, name, value }: MemberAccess): Misuse | undefined {
  const [only, ...others] = alternatives(value);
  // A dropped result is usually that of a member that connects; awaiting it is not about a handle.
  if (only?.kind !== "function" || others.length > 0 || site.usage.kind === "dropped") return undefined;
  const symbol = { ...owner, path: [...owner.path, name] };
  const { program } = subject;
  return misuseOfForm(subject, {
    file,
    site,
    accessor: {
      module: owner.file,
      path: [owner.name, ...symbol.path],
      symbol,
      form: formOf(program, only),
      async: isAsync(program, only),
      definition: { file: only.file, index: only.index },
    },
  });
}
