/**
 * Plans a shim for a missing member such as `DatabaseManager.getAsyncSession`: a deprecated member that returns the result
 * of the accessor. Proves the result, writes nothing.
 */

import type { FileChange } from "../../base/text/patch.js";
import { compareText, spanOf } from "../../base/text/span.js";
import { overlay } from "../../base/world/overlay.js";
import type { World } from "../../base/world/world.js";
import type { CheckRequest, CheckResult } from "../../judge/check/check.js";
import { check } from "../../judge/check/check.js";
import { newlyMissing } from "../../judge/check/missing.js";
import type { Accessor, Manager } from "../../judge/databases/source.js";
import { accessorProfile } from "../../judge/handles/profile.js";
import { fault } from "../../read/config/faults.js";
import type { Form } from "../../read/facts/forms.js";
import type { Side } from "../../read/facts/terms.js";
import { askedRisk } from "../rewrite/asked-for.js";
import { vetoOf } from "../rewrite/current-call.js";
import { type Caller, chooseForm, type FormChoice, unservedBy } from "./callers.js";
import { findTargets, readWanted, type Target } from "./symbol.js";
import { writeMember } from "./write.js";

export interface ShimRequest extends Pick<CheckRequest, "config" | "progress"> {
  /** `DatabaseManager.getAsyncSession`, with `path#` before it where several classes have the name. */
  readonly member: string;
}

export interface ShimResult {
  /** In the order of paths. */
  readonly changes: readonly Required<FileChange>[];
  /** One for each class that gets the member. */
  readonly shims: readonly Shim[];
  readonly before: CheckResult;
  /** The project as it is with `changes`. */
  readonly after: CheckResult;
}

export interface Shim {
  readonly manager: Manager;
  readonly member: string;
  readonly sides: readonly Side[];
  readonly form: Form;
  readonly accessor: Accessor;
  /** In the order of files and lines. */
  readonly callers: readonly Caller[];
}

/** @throws {Fault} where the words name no missing member of a manager, or where no sound member can be written */
export async function shim(world: World, { member, ...request }: ShimRequest): Promise<ShimResult> {
  const wanted = readWanted(member);
  const before = await check(world, request);
  const { sources } = before.analysis.subject;
  if (sources.every(({ accessor }) => accessor === undefined)) throw fault("no-accessor", {});
  const planned = findTargets(before.analysis.subject, wanted).map((target) => plan(before, target, wanted.member));
  const changes = write(before, planned);
  const changed = new Map(changes.map(({ file, after: text }) => [file, text]));
  const after = await check(
    { ...world, files: overlay(world.files, changed) },
    { ...request, known: before.analysis.gathered },
  );
  const flaw = flawOf(before, after, planned);
  if (flaw !== undefined) throw unable(`${wanted.manager}.${wanted.member}`, [flaw]);
  return { changes, shims: planned, before, after };
}

function plan({ analysis }: CheckResult, { manager, source, accesses }: Target, member: string): Shim {
  const { subject, gathered } = analysis;
  const name = `${manager.name}.${member}`;
  const { accessor } = source;
  if (accessor === undefined) throw fault("no-accessor", {});
  const { program } = subject;
  const from = { kind: "absent", path: [manager.name, member], namesakes: [] } as const;
  const veto =
    vetoOf(program, from, accessor) ??
    askedRisk(subject, { from, accessor, source }, accessorProfile(program, accessor));
  if (veto !== undefined) throw unable(name, [veto]);
  const awaitsAnything = gathered.language(manager.file)?.writer.member.awaitsAnything ?? false;
  const choice = chooseForm({
    program,
    accesses,
    accessor: { form: accessor.form, async: accessor.async, awaitsAnything },
    defaultNames: source.defaultNames,
    lineOf: ({ file, site }) => subject.lineOf(spanOf(file, site.nameRange)),
  });
  if (accesses.length > 0 && unservedBy(choice) === accesses.length) throw unable(name, reasonsOf(choice));
  const sides = [...new Set(accesses.map(({ side }) => side))].sort().reverse();
  return {
    manager,
    member,
    sides: sides.length === 0 ? ["static"] : sides,
    accessor,
    ...choice,
  };
}

function unable(name: string, reasons: readonly string[]) {
  return fault("no-shim", { name, reasons });
}

function reasonsOf({ callers }: FormChoice): readonly string[] {
  return [...callers.map(({ file, line, reason }) => `${file}:${line}: ${reason ?? ""}`)];
}

/** Each class is in a file of its own; two of one name in one file would be ambiguous. */
function write({ analysis }: CheckResult, shims: readonly Shim[]): readonly Required<FileChange>[] {
  const changes = shims.map((each) => {
    const { manager, member: name, form, accessor } = each;
    const delegation = { gives: form, from: accessor.form, async: accessor.async };
    const written = writeMember(analysis, { ...each, name, delegation });
    if (written.kind === "refused") throw unable(`${manager.name}.${name}`, [written.reason]);
    return { file: manager.file, before: written.before, after: written.after };
  });
  const files = new Set(changes.map(({ file }) => file));
  const [first] = shims;
  if (files.size < changes.length && first)
    throw unable(first.manager.name, [`${first.manager.file} defines the class twice`]);
  return changes.sort((a, b) => compareText(a.file, b.file));
}

/** It parses, nobody misses the member any more, and nothing else has come to be missed. */
function flawOf(before: CheckResult, after: CheckResult, shims: readonly Shim[]): string | undefined {
  const files = new Set(shims.map(({ manager }) => manager.file));
  const broken = after.report.problems.find(({ kind, file }) => kind === "syntax" && files.has(file));
  if (broken !== undefined) return `${broken.file} ${broken.message}`;
  const { subject } = after.analysis;
  const missed = subject.accesses.find((access) => {
    if (access.kind !== "manager" || access.found.kind !== "absent") return false;
    return shims.some(({ manager, member }) => access.name === member && access.manager.file === manager.file);
  });
  if (missed) return `${missed.file}:${subject.lineOf(spanOf(missed.file, missed.site.nameRange))} still fails`;
  const [added] = newlyMissing(before, after);
  return added && `${added.span.file}: ${added.message}`;
}
