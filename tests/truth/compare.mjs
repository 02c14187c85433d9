// Compares what db-ssot reports after a planted fault with what the compiler reports. No input or output.

/**
 * A finding or an error on a line. `kind` tells several on a line apart: the compiler's code, or the rule and the symbol.
 * @typedef {{ file: string, line: number, kind: string, message: string, offset?: number }} Report
 */

/**
 * Lines do not move, because a fault leaves all line ends in place.
 * @param {readonly Report[]} before
 * @param {readonly Report[]} after
 * @returns {Report[]} those of `after` that are new on their line
 */
export function newReports(before, after) {
  const left = new Map();
  for (const report of before) left.set(keyOf(report), (left.get(keyOf(report)) ?? 0) + 1);
  return after.filter((report) => {
    const count = left.get(keyOf(report)) ?? 0;
    left.set(keyOf(report), count - 1);
    return count <= 0;
  });
}

/**
 * @param {object} reports
 * @param {readonly Report[]} reports.compiler its errors by the fault
 * @param {readonly Report[]} reports.before errors of db-ssot without the fault
 * @param {readonly Report[]} reports.after and with it
 * @returns places (`file:line`) of the compiler, those that db-ssot misses, and new errors of db-ssot on lines of which the
 *   compiler says nothing
 */
export function compare({ compiler, before, after }) {
  const truth = byPlace(compiler);
  const reported = byPlace(after);
  const added = byPlace(newReports(before, after));
  return {
    places: [...truth.keys()],
    missed: [...truth].filter(([place]) => !reported.has(place)).map(([, report]) => report),
    extra: [...added].filter(([place]) => !truth.has(place)).map(([, report]) => report),
  };
}

/** Sums of the results of `compare` for several faults. */
export function summarise(results) {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  const places = sum(({ places }) => places.length);
  const missed = sum(({ missed }) => missed.length);
  return {
    faults: results.length,
    places,
    found: places - missed,
    recall: places === 0 ? 1 : (places - missed) / places,
    missed,
    wrong: sum(({ wrong }) => wrong.length),
    unseen: sum(({ unseen }) => unseen.length),
  };
}

/** @returns why a summary is worse than the figures that are committed for it; empty where it is not */
export function shortfalls(summary, expected) {
  const reasons = [];
  if (summary.faults < expected.faults) reasons.push(`${summary.faults} faults planted instead of ${expected.faults}`);
  if (summary.places < expected.places) reasons.push(`${summary.places} compiler errors instead of ${expected.places}`);
  if (summary.missed > expected.missed) reasons.push(`${summary.missed} missed instead of ${expected.missed}`);
  if (summary.wrong > expected.wrong) reasons.push(`${summary.wrong} false errors instead of ${expected.wrong}`);
  return reasons;
}

/** Whether a member is assigned, by the text after it: that makes the member when the program runs, and fails nowhere. */
export function isWritten(rest) {
  return /^\s*(?:\?\?|\|\||&&)?=(?![=>])/.test(rest);
}

export function placeOf({ file, line }) {
  return `${file}:${line}`;
}

function keyOf(report) {
  return `${placeOf(report)} ${report.kind}`;
}

/** The first report of each place. */
function byPlace(reports) {
  const places = new Map();
  for (const report of reports) if (!places.has(placeOf(report))) places.set(placeOf(report), report);
  return places;
}
