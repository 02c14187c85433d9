/** A legacy or deprecated accessor used, or passed on to others. */

import { spanOf } from "../../base/text/span.js";
import { symbolKey } from "../../read/program/values.js";
import { accessorName, type Database, type LegacyAccessor, legacySymbol } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import { isBesideAccessor, type LegacyAccess, legacyMisuse, obtainInstead } from "./misuse/legacy.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const legacyAccessor: Rule = {
  id: "legacy-accessor",
  summary: "a legacy or deprecated accessor used or re-exported",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind !== "legacy" || !isBesideAccessor(subject, access)) continue;
      if (isDetectedGlobal(access.legacy) && subject.kinds.asideKind(access.file) !== undefined) continue;
      // What fails there is reported as that, by misused-accessor.
      if (legacyMisuse(subject, access) === undefined) yield reportUse(subject, access);
    }
    yield* reportReexports(subject);
  },
};

/** Nobody has said that what the driver keeps itself should not be used. */
function isDetectedGlobal({ home }: LegacyAccessor): boolean {
  return home.kind === "package" && home.detected === true;
}

function reportUse(subject: RuleContext, access: LegacyAccess): Finding {
  const { file, site, source, legacy } = access;
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  const rewrite = obtainInstead(access);
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${legacy.name}\` is a legacy accessor; use \`${accessorName(accessor)}\``,
    label: legacy.deprecated === undefined ? "legacy" : "deprecated",
    notes: [definedAt(legacy), ...accessorNote(subject, source)],
    symbol: legacy.name,
    source,
    ...(isDetectedGlobal(legacy) ? { atMost: "warning" as const } : {}),
    ...(rewrite ? { rewrite } : {}),
  };
}

function definedAt({ name, home, deprecated }: LegacyAccessor): Finding["notes"][number] {
  if (home.kind === "package") {
    const kept = home.global === undefined ? "is of the package" : "uses the connection that is kept by";
    return { message: `\`${name}\` ${kept} \`${home.of.module}\`` };
  }
  const reason = deprecated ? `, deprecated: ${deprecated}` : "";
  return { message: `\`${name}\` is defined in ${home.span.file}${reason}`, span: home.span };
}

function* reportReexports(subject: RuleContext): Iterable<Finding> {
  for (const facts of subject.program.files) {
    for (const each of facts.imports) {
      const target = each.kind === "reexport" ? subject.program.resolve(facts.file, each.specifier) : undefined;
      if (target?.kind !== "file") continue;
      for (const name of each.names) {
        const symbol = subject.program.symbols.exported(target.file, [name.imported]);
        const match = symbol && findLegacy(subject, symbolKey(symbol));
        if (match === undefined || !isBesideAccessor(subject, { source: match.source, file: facts.file })) continue;
        yield {
          span: spanOf(facts.file, name.range),
          message: `the legacy accessor \`${match.legacy.name}\` is re-exported`,
          label: "re-exported",
          notes: [definedAt(match.legacy), ...accessorNote(subject, match.source)],
          symbol: match.legacy.name,
          source: match.source,
        };
      }
    }
  }
}

function findLegacy(
  subject: RuleContext,
  key: string,
): { readonly source: Database; readonly legacy: LegacyAccessor } | undefined {
  for (const source of subject.sources) {
    const legacy = source.legacy.find((each) => {
      const symbol = legacySymbol(each);
      return symbol !== undefined && symbolKey(symbol) === key;
    });
    if (legacy) return { source, legacy };
  }
  return undefined;
}
