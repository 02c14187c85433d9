/** The reason of a directive, its last day and its owner. */

export interface Reason {
  /** Without what says until when and whose, where that stands at its beginning or end. */
  readonly text: string;
  /** The last day on which it holds: `2027-03-01`. */
  readonly until?: string;
  /** `@team` */
  readonly owner?: string;
  /** What is written as a day and is none, or one too many. */
  readonly badDay?: string;
}

export function readReason(written: string): Reason {
  const days = [...written.matchAll(DAY)].map(([, day = ""]) => day);
  const [until, second] = days;
  const badDay = days.find((day) => !isDay(day)) ?? second;
  const [, owner] = OWNER.exec(written) ?? [];
  return {
    text: withoutClauses(written),
    until,
    owner,
    badDay,
  };
}

/** What looks like a day or a year; `until the pool is gone` is a sentence like any other. */
const DAY = /(?<![\w-])until (\d+(?:[-./]\w+)+|\d{4})(?![\w-])/g;

const OWNER = /(?<![\w-])owner (@[\w-]+(?:[./][\w-]+)*)/;

const CLAUSE = `(?:${DAY.source}|${OWNER.source})`;
const PAUSE = "[\\s,;:.()]*";
const AT_START = new RegExp(`^${PAUSE}${CLAUSE}${PAUSE}`);
const AT_END = new RegExp(`${PAUSE}${CLAUSE}${PAUSE}$`);

function withoutClauses(written: string): string {
  const shorter = written.replace(AT_START, "").replace(AT_END, "").trim();
  return shorter === written.trim() ? shorter : withoutClauses(shorter);
}

function isDay(day: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const last = isLeap && month === "02" ? 29 : (LAST_DATES[Number(month) - 1] ?? 0);
  return Number(date) >= 1 && Number(date) <= last;
}

const LAST_DATES = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
