/**
 * Every fix of a project, asked whether it can be trusted: all of them together, each alone, and landed one after another.
 * Takes a project, gives complaints, which are none where all holds.
 */

import { type Group, groupKey } from "../../src/change/fix/group.js";
import { type FixOutcome, fix } from "../../src/change/fix/run.js";
import {
  bringsNothing,
  type Complaints,
  keepsComments,
  keepsFiles,
  keepsTheRest,
  keepsTypes,
  offered,
  parses,
} from "./fix-questions.js";
import { type MemoryFiles, memoryWorld } from "./memory-world.js";

export interface Asked {
  readonly fixes: number;
  readonly complaints: Complaints;
}

export interface Asking {
  readonly unsafe: boolean;
  /** The compiler is asked as well; a second for each project. */
  readonly types?: boolean;
}

/** The questions to one run, and whether a second one has anything left to do. */
export async function askTogether(files: MemoryFiles, asking: Asking): Promise<Asked> {
  const result = await fix(memoryWorld(files), asking);
  const after = landed(files, result);
  const complaints = [
    ...offered(result.before.report),
    ...questions(files, result, asking),
    ...(asking.types && !asking.unsafe ? keepsTypes(files, after) : []),
    ...(await endless(after, asking)),
  ];
  return { fixes: result.applied.length, complaints };
}

/** Of a project with more fixes than this, as many are asked that lie evenly among them. */
const MOST_ALONE = 6;

/** Each group alone, and then all the others: the texts are those of one run. */
export async function askAlone(files: MemoryFiles, asking: Asking): Promise<Asked> {
  const together = await fix(memoryWorld(files), asking);
  const whole = landed(files, together);
  const complaints: string[] = [];
  for (const group of spread(together.applied)) {
    const alone = await fix(memoryWorld(files), { ...asking, choose: only(group) });
    const rest = await fix(memoryWorld(landed(files, alone)), asking);
    const found = [
      ...questions(files, alone, asking),
      ...(alone.applied.length === 1 || isLater(group, together) ? [] : ["was not applied"]),
      ...different(landed(landed(files, alone), rest), whole),
    ];
    complaints.push(...found.map((complaint) => `${group.name} alone: ${complaint}`));
  }
  return { fixes: together.applied.length, complaints };
}

function spread(groups: readonly Group[]): readonly Group[] {
  const step = Math.max(1, groups.length / MOST_ALONE);
  return groups.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

/** The last first, each in a run of its own; in three runs where there are many. */
export async function askBackwards(files: MemoryFiles, asking: Asking): Promise<Complaints> {
  const together = await fix(memoryWorld(files), asking);
  const whole = landed(files, together);
  const each = together.applied.length > MOST_ALONE ? Math.ceil(together.applied.length / 3) : 1;
  let current = files;
  for (;;) {
    const choose = async (groups: readonly Group[]) => groups.slice(-each);
    const result = await fix(memoryWorld(current), { ...asking, choose });
    if (result.changes.length === 0) return different(current, whole).map((complaint) => `backwards: ${complaint}`);
    current = landed(current, result);
  }
}

function questions(files: MemoryFiles, result: FixOutcome, { unsafe }: Asking): Complaints {
  return [
    ...parses(result),
    ...keepsComments(result),
    ...keepsTheRest(result),
    ...keepsFiles(files, result),
    ...(unsafe ? [] : bringsNothing(result)),
  ];
}

async function endless(after: MemoryFiles, asking: Asking): Promise<Complaints> {
  const { changes } = await fix(memoryWorld(after), asking);
  return changes.map((change) => `${change.file}: a second run changes it again`);
}

function only(group: Group) {
  return async (groups: readonly Group[]): Promise<readonly Group[]> =>
    groups.filter((each) => groupKey(each) === groupKey(group));
}

/** It overlaps another, or came about only when another was fixed. */
function isLater(group: Group, { waited, before }: FixOutcome): boolean {
  return (
    waited.some((each) => groupKey(each.group) === groupKey(group)) ||
    !before.report.diagnostics.includes(group.diagnostic)
  );
}

function landed(files: MemoryFiles, { changes }: FixOutcome): MemoryFiles {
  return { ...files, ...Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
}

function different(files: MemoryFiles, whole: MemoryFiles): Complaints {
  return Object.keys(whole)
    .filter((file) => !isSame(`${files[file]}`, `${whole[file]}`))
    .map((file) => `${file} is not as one run leaves it:\n${files[file]}\n--- in one run\n${whole[file]}`);
}

/** Where a name is taken in a part of a file, who comes first decides which of its fixes need another name. */
function isSame(text: string, whole: string): boolean {
  if (text === whole) return true;
  return /\bcanonical/.test(whole) && withOneName(text) === withOneName(whole);
}

function withOneName(text: string): string {
  const named = text.replace(/\bcanonical_?(\w)/g, (_, first: string) => first.toLowerCase());
  return named.replace(/^(?:import|from) .*\r?\n/gm, "");
}
