/** Chooses the fixes to apply: those named by `--only`, and those that the user agrees to. */

import { nearest } from "../base/text/nearest.js";
import { visible } from "../base/text/width.js";
import type { World } from "../base/world/world.js";
import type { Group } from "../change/fix/group.js";
import type { Batch } from "../change/fix/proof.js";
import type { Choose, FixOutcome } from "../change/fix/run.js";
import { fault } from "../read/config/faults.js";
import { changesPatch, riskOf } from "./report/changes.js";
import { prettyFinding, type ReportContext } from "./report/index.js";
import { paletteFor } from "./report/palette.js";

export interface Only {
  readonly choose: Choose;
  /** @throws {Fault} where one of the names was the name of no fix */
  demandAll(result: Pick<FixOutcome, "before">): void;
}

/**
 * @param names  places of findings as `check` prints them, `src/a.ts:14:29`; the column may be left out
 * @param then   asked about the groups that are named
 */
export function chooseOnly(names: readonly string[], then: Choose): Only {
  const wanted = names.map((name) => name.replace(/^\.\//, ""));
  const met = new Set<string>();
  const known = new Set<string>();
  return {
    choose: (groups, candidate) => {
      for (const { name } of groups) known.add(name);
      const named = groups.filter((group) => wanted.some((name) => isNamed(group, name)));
      for (const name of wanted) if (groups.some((group) => isNamed(group, name))) met.add(name);
      return then(named, candidate);
    },
    demandAll: ({ before }) => {
      const missing = wanted.find((name) => !met.has(name));
      if (missing === undefined) return;
      const places = [...known];
      const details = { value: missing, known: places, nearest: nearest(missing, places) };
      throw fault("no-such-fix", { ...details, finding: describeUnfixed(before, missing) });
    },
  };
}

function isNamed({ name }: Group, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted}:`);
}

/** There is a finding at that place, and why it is not among the fixes. */
function describeUnfixed({ report, analysis }: FixOutcome["before"], wanted: string): string | undefined {
  const { lineOf } = analysis.subject;
  const [, file = "", line = ""] = /^(.*?):(\d+)(?::\d+)?$/.exec(wanted) ?? [];
  const found = report.diagnostics.find(({ span }) => span.file === file && lineOf(span) === Number(line));
  if (found === undefined) return undefined;
  const why = found.fix === undefined ? "has no fix" : `has a fix that is ${found.fix.applicability}`;
  return `the finding at \`${wanted}\` ${why}`;
}

/**
 * Whether a command that the repository names may be run: the user agreed to it earlier on this machine, or does now.
 *
 * @throws {Fault} on Ctrl-C
 */
export async function askToRun({ machine, prompts, files }: World, command: string): Promise<boolean> {
  const subject = JSON.stringify({ run: command, root: files.root });
  if (machine.trusts(subject)) return true;
  if (!prompts.available) return false;
  const question = `the configuration of this repository names a command to verify fixes with: ${visible(command)}`;
  const key = await prompts.choose(question, RUN_CHOICES, "n");
  if (key === undefined) throw fault("stopped", {});
  if (key === "a") await machine.trust(subject);
  return key !== "n";
}

const RUN_CHOICES = [
  { key: "n", name: "do not run it (Enter)" },
  { key: "y", name: "run it this time" },
  { key: "a", name: "run it, and do not ask again as long as it stays the same" },
] as const;

/** What the person said so far of all that is still to come. */
interface Mood {
  rest?: "apply" | "skip";
  readonly files: Set<string>;
  readonly rules: Set<string>;
}

/** Walks the groups, shows each as a patch, and asks. @throws {Fault} where nobody can answer, and on Ctrl-C */
export function askAboutEach(world: World, context: ReportContext): Choose {
  if (!world.prompts.available) throw fault("no-terminal", {});
  const mood: Mood = { files: new Set(), rules: new Set() };
  return async (groups, candidate) => {
    const chosen: Group[] = [];
    for (const [index, group] of groups.entries()) {
      const place = `${index + 1} of ${groups.length}`;
      if (decided(mood, group) ?? (await ask(world, context, mood, { group, candidate, place }))) chosen.push(group);
    }
    return chosen;
  };
}

function decided({ rest, files, rules }: Mood, { diagnostic }: Group): boolean | undefined {
  if (rest !== undefined) return rest === "apply";
  return files.has(diagnostic.span.file) || rules.has(diagnostic.rule) ? false : undefined;
}

interface Question {
  readonly group: Group;
  readonly candidate: Batch;
  /** `2 of 14` */
  readonly place: string;
}

async function ask(world: World, context: ReportContext, mood: Mood, question: Question): Promise<boolean> {
  const { terminal, prompts } = world;
  const { group } = question;
  terminal.writeError(shown(question, context));
  for (;;) {
    const key = await prompts.choose("apply this fix?", CHOICES, "s");
    if (key === undefined) throw fault("stopped", {});
    if (key !== "m") return take(key, mood, group);
    terminal.writeError(`\n${prettyFinding(group.diagnostic, context)}`);
  }
}

const CHOICES = [
  { key: "a", name: "apply it" },
  { key: "s", name: "skip it (Enter)" },
  { key: "f", name: "skip the rest of this file" },
  { key: "r", name: "skip the rest of this rule" },
  { key: "l", name: "apply it and all the rest" },
  { key: "q", name: "quit: keep what was chosen, skip the rest" },
  { key: "m", name: "show more" },
] as const;

function take(key: string, mood: Mood, { diagnostic }: Group): boolean {
  if (key === "f") mood.files.add(diagnostic.span.file);
  if (key === "r") mood.rules.add(diagnostic.rule);
  if (key === "l") mood.rest = "apply";
  if (key === "q") mood.rest = "skip";
  return key === "a" || key === "l";
}

function shown({ group, candidate, place }: Question, context: ReportContext): string {
  const palette = paletteFor(context.colour);
  const changes = [...candidate.apply([group])].map(([file, after]) => {
    return { file, before: candidate.before.get(file) ?? "", after };
  });
  const lines = [
    `${palette.place(visible(group.name))}  ${group.diagnostic.rule}  ${palette.dim(place)}`,
    `  ${visible(group.fix.title)}${riskOf(group.fix)}`,
  ];
  return `\n${lines.join("\n")}\n\n${changesPatch({ changes }, context)}\n`;
}
