/** A manager used for its handle outside the internals, where the accessor serves. */

import type { Access, ManagerAccess } from "../sources/accesses.js";
import { accessorName } from "../sources/source.js";
import { spanOf } from "../text/span.js";
import { wayIn } from "./describe.js";
import type { Finding, Rule, Subject } from "./rule.js";

export const directManager: Rule = {
  id: "direct-manager",
  summary: "a manager asked for a handle outside the internals, where the accessor serves",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind === "manager" && isHandedOut(subject, access)) yield report(subject, access);
    }
  },
};

type Managed = Access & ManagerAccess;

function isHandedOut(subject: Subject, { file, source, found, name, side, manager, site }: Managed): boolean {
  const { accessor } = source;
  if (accessor === undefined || found.kind !== "found" || site.kind === "type" || !source.covers(file)) return false;
  if (source.isInternal(file) || isWithinManager(subject, file, site.enclosing, source)) return false;
  if (leadsToAccessor(accessor.symbol.name, accessor.path.length, manager.name)) return false;
  if (source.assumed && (!isObtained(site) || subject.kinds.asideKind(file) !== undefined)) return false;
  const { file: at, index } = manager;
  const value =
    manager.kind === "object"
      ? { kind: manager.kind, file: at, index }
      : { kind: side === "static" ? "class" : "instance", file: at, index };
  return subject.carriers.givers(value as Parameters<typeof subject.carriers.givers>[0]).includes(name);
}

/** Called, or handed to a framework that will call it. */
function isObtained({ kind, shape }: Managed["site"]): boolean {
  return kind === "call" || shape.holding === "injected";
}

/** The manager is itself the accessor, or the accessor is a member of it. */
function leadsToAccessor(accessor: string, depth: number, manager: string): boolean {
  return accessor === manager || (depth > 1 && accessor.toLowerCase() === manager.toLowerCase());
}

/** One manager may build on another, and uses itself. */
function isWithinManager(
  subject: Subject,
  file: string,
  enclosing: string | undefined,
  source: Managed["source"],
): boolean {
  const owner = enclosing?.split(".")[0];
  return source.managers.some(
    (manager) => manager.file === file && (manager.name === owner || subject.program.facts(file) === undefined),
  );
}

function report(subject: Subject, { file, site, source, manager, name, member }: Managed): Finding {
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  const value = member?.member.value;
  const definition = value?.kind === "function" && member ? { file: member.owner.file, index: value.index } : undefined;
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${manager.name}.${name}\` hands out a handle beside \`${accessorName(accessor)}\``,
    label: "asks the manager",
    notes: wayIn(subject, source),
    symbol: `${manager.name}.${name}`,
    source,
    ...(isObtained(site)
      ? {
          rewrite: {
            kind: "obtain",
            file,
            site,
            source,
            accessor,
            former: definition ? { kind: "function", definition } : { kind: "unknown" },
          } as const,
        }
      : {}),
  };
}
