/** A member of a manager that gives a handle, used against its form. It fails whatever the accessor is. */
import { alternatives } from "../../program/values.js";
import { formOf, isAsync } from "../../sources/link.js";
import { isHandleRequest } from "../../sources/names.js";
import { isBesideAccessor, isGiver, type Managed, obtainInstead } from "../managed.js";
import type { Subject } from "../rule.js";
import { misuseOfForm } from "./forms.js";
import type { Misuse, WayAccess } from "./misuse.js";

export function managerMisuse(subject: Subject, access: Managed): Misuse | undefined {
  const { site } = access;
  if (site.guard !== undefined || !(isHandleRequest(access.name) || isGiver(subject, access))) return undefined;
  const way = wayOf(subject, access);
  // A manager is told to connect by many a member, and whether somebody waits for that is not about a handle.
  if (way === undefined || site.shape.holding === "dropped") return undefined;
  const misuse = misuseOfForm(subject, way);
  if (misuse === undefined) return undefined;
  const rewrite = isBesideAccessor(subject, access) ? obtainInstead(access, false) : undefined;
  return rewrite ? { ...misuse, rewrite } : misuse;
}

/** The member as a way in of its own; only where it is one function, and known. */
function wayOf(subject: Subject, { file, site, manager, name, found }: Managed): WayAccess | undefined {
  const [only, ...others] = found.kind === "found" ? alternatives(found.value) : [];
  if (only?.kind !== "function" || others.length > 0) return undefined;
  const path = [manager.name, name];
  return {
    file,
    site,
    accessor: {
      module: manager.file,
      path,
      symbol: { file: manager.file, name: manager.name, path: [name], range: manager.span },
      form: formOf(subject.program, only),
      async: isAsync(subject.program, only),
      definition: { file: only.file, index: only.index },
    },
  };
}
