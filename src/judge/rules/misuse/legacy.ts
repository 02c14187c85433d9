/** A legacy accessor used against its form. Such a place fails now, which is reported instead of the legacy name. */
import type { Access } from "../../databases/accesses.js";
import { formOf, isAsync } from "../../databases/link.js";
import { legacySymbol } from "../../databases/source.js";
import type { Rewrite } from "../rewrite.js";
import type { RuleContext } from "../rule.js";
import { misuseOfForm } from "./forms.js";
import type { Misuse, UsedAccessor } from "./misuse.js";

export type LegacyAccess = Extract<Access, { kind: "legacy" }>;

export function legacyMisuse(subject: RuleContext, access: LegacyAccess): Misuse | undefined {
  const way = wayOf(subject, access);
  const misuse = way && misuseOfForm(subject, way);
  if (misuse === undefined) return undefined;
  const rewrite = isBesideAccessor(subject, access) ? obtainInstead(access) : undefined;
  return rewrite ? { ...misuse, rewrite } : misuse;
}

/** Used where only the accessor should be. */
export function isBesideAccessor(
  subject: RuleContext,
  { source, file }: Pick<LegacyAccess, "source" | "file">,
): boolean {
  if (source.accessor === undefined || !source.covers(file) || source.isInternal(file)) return false;
  if (source.legacy.some(({ home }) => home.kind === "project" && home.span.file === file)) return false;
  return !(source.assumed && subject.kinds.asideKind(file) !== undefined);
}

export function obtainInstead({ file, site, source, legacy }: LegacyAccess): Rewrite | undefined {
  const { accessor } = source;
  // Of a member, what stands before the dot is not a module.
  const isWhole = site.receiverRange === undefined || legacySymbol(legacy)?.path.length !== 0;
  const isCall = site.usage.kind === "injected" || (site.kind === "call" && isWhole);
  return accessor && isCall
    ? { kind: "obtain", file, site, source, accessor, from: { kind: "legacy", legacy } }
    : undefined;
}

/** Only where the place names the function itself. */
function wayOf({ program }: RuleContext, { file, site, legacy }: LegacyAccess): UsedAccessor | undefined {
  const { definition } = legacy;
  const symbol = legacySymbol(legacy);
  const named = program.symbols.of(file, site.target);
  if (symbol === undefined || definition === undefined || site.guard !== undefined) return undefined;
  if (named?.path.length !== symbol.path.length) return undefined;
  const value = { kind: "function", ...definition } as const;
  const form = formOf(program, value);
  const path = [symbol.name, ...symbol.path];
  return {
    file,
    site,
    accessor: { module: symbol.file, path, symbol, form, async: isAsync(program, value), definition },
  };
}
