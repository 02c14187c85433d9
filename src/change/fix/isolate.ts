/**
 * Isolation: which items make a test fail. Takes items and a test of subsets, gives the subset that stays and, for what
 * does not, the smallest sets that fail. Knows nothing of fixes.
 */

export interface Isolated<Item> {
  /** In the order of `items`. Was tested as it is and passed, or is empty. */
  readonly kept: readonly Item[];
  /** Sets that fail, and pass as soon as any one item of theirs is absent; in the order in which they were found. */
  readonly culprits: readonly (readonly Item[])[];
  /** Neither kept, nor the one item of a culprit whose others are kept: the bounds ended the search before. */
  readonly unjudged: readonly Item[];
  /** How often `passes` was called. */
  readonly tests: number;
}

export interface IsolationBounds {
  readonly mostTests: number;
  /** Asked before each test. */
  readonly isOver?: () => boolean;
}

/**
 * Finds a culprit by delta debugging, leaves out as few items as every culprit found so far needs to lose one, and goes on
 * until what is left passes. Nothing is concluded from the result of another set: where the absence of one item makes
 * another fail, what is kept has still passed as a whole, and each item that is left out was tried again beside it.
 *
 * @param items   the empty set of them is taken to pass; all of them together may pass, too
 * @param passes  is never asked about the same subset twice; subsets are in the order of `items`
 * @returns where the bounds end the search, the largest set that has passed
 * Source: the algorithm ddmin of A. Zeller and R. Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE
 * Transactions on Software Engineering 28(2), 2002. There, n items take at most n² + 3n tests to find one culprit, and
 * 2·log₂ n where it is a single item.
 */
export async function isolate<Item>(
  items: readonly Item[],
  passes: (subset: readonly Item[]) => Promise<boolean>,
  bounds: IsolationBounds,
): Promise<Isolated<Item>> {
  const itemsOf = (subset: Subset): readonly Item[] => {
    const wanted = new Set(subset);
    return items.filter((_, index) => wanted.has(index));
  };
  const tests = new Tests((subset) => passes(itemsOf(subset)), bounds);
  const culprits: Subset[] = [];
  try {
    await findCulprits(allOf(items), tests, culprits);
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
  }
  const kept = tests.largestPassing;
  const isExplained = (index: number): boolean =>
    culprits.some((each) => each.includes(index) && each.every((other) => other === index || kept.includes(other)));
  const unjudged = allOf(items).filter((index) => !kept.includes(index) && !isExplained(index));
  return { kept: itemsOf(kept), culprits: culprits.map(itemsOf), unjudged: itemsOf(unjudged), tests: tests.count };
}

/** Positions of items, ascending. */
type Subset = readonly number[];

class OutOfBounds extends Error {}

/** Tests already made, and the right to make further ones. */
class Tests {
  largestPassing: Subset = [];
  count = 0;
  readonly #known = new Map<string, boolean>([["", true]]);

  constructor(
    readonly run: (subset: Subset) => Promise<boolean>,
    readonly bounds: IsolationBounds,
  ) {}

  /** @throws {OutOfBounds} */
  async passes(subset: Subset): Promise<boolean> {
    const key = subset.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.count >= this.bounds.mostTests || this.bounds.isOver?.() === true) throw new OutOfBounds();
    this.count += 1;
    const result = await this.run(subset);
    this.#known.set(key, result);
    if (result && subset.length > this.largestPassing.length) this.largestPassing = subset;
    return result;
  }
}

/** Adds to `culprits` as they are found, so that they are known where the bounds end the search. */
async function findCulprits(all: Subset, tests: Tests, culprits: Subset[]): Promise<void> {
  let kept = all;
  while (!(await tests.passes(kept))) {
    culprits.push(await minimize(kept, tests));
    const left = hittingSet(culprits);
    kept = all.filter((index) => !left.includes(index));
  }
  // What failed in the absence of others may pass in their presence.
  for (const index of all) {
    if (kept.includes(index)) continue;
    const more = all.filter((each) => each === index || kept.includes(each));
    if (await tests.passes(more)) kept = more;
  }
}

/** The algorithm ddmin: takes a set that fails, gives a part of it that fails and passes without any one of its items. */
async function minimize(failing: Subset, tests: Tests): Promise<Subset> {
  let current = failing;
  let parts = 2;
  while (current.length > 1) {
    const chunks = split(current, parts);
    const chunk = await firstFailing(chunks, tests);
    const smaller = chunk ?? (await firstFailing(complements(current, chunks), tests));
    if (smaller === undefined && parts === current.length) break;
    if (smaller === undefined) parts = Math.min(parts * 2, current.length);
    else parts = chunk === undefined ? Math.max(parts - 1, 2) : 2;
    current = smaller ?? current;
  }
  return current;
}

/** Into as many parts, whose sizes differ by at most one. */
function split(subset: Subset, parts: number): readonly Subset[] {
  const startOf = (part: number): number => Math.floor((part * subset.length) / parts);
  return Array.from({ length: parts }, (_, part) => subset.slice(startOf(part), startOf(part + 1)));
}

/** One by one: of thousands of items there are thousands, each nearly as long, and the bounds ask for a few. */
function* complements(subset: Subset, chunks: readonly Subset[]): Iterable<Subset> {
  for (const chunk of chunks) {
    const without = new Set(chunk);
    yield subset.filter((index) => !without.has(index));
  }
}

async function firstFailing(subsets: Iterable<Subset>, tests: Tests): Promise<Subset | undefined> {
  for (const subset of subsets) if (!(await tests.passes(subset))) return subset;
  return undefined;
}

/**
 * Few items of which every culprit has one: always the one that most culprits have that have none yet, the later of two,
 * because earlier fixes win. None of them can be spared.
 */
function hittingSet(culprits: readonly Subset[]): Subset {
  let hit: Subset = [];
  for (let open = culprits; open.length > 0; ) {
    const next = mostFrequent(open.flat());
    hit = [...hit, next];
    open = open.filter((culprit) => !culprit.includes(next));
  }
  for (const index of hit) {
    const others = hit.filter((each) => each !== index);
    if (culprits.every((culprit) => culprit.some((each) => others.includes(each)))) hit = others;
  }
  return hit;
}

function mostFrequent(indexes: Subset): number {
  const counts = new Map<number, number>();
  for (const index of indexes) counts.set(index, (counts.get(index) ?? 0) + 1);
  const [[best] = [0]] = [...counts].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || b - a);
  return best;
}

function allOf(items: readonly unknown[]): Subset {
  return items.map((_, index) => index);
}
