/**
 * Caches answers to questions that depend on each other. A question that depends on itself adds nothing; answers found
 * meanwhile are dropped, so that no answer depends on the order of the questions.
 */
export interface Memo<Answer> {
  ask(key: string, compute: () => Answer): Answer;
}

/** Deeper chains than this are generated code. */
const MOST_DEPTH = 60;

/**
 * @param again    the answer to a question that is being answered
 * @param tooDeep  the answer where the chain of questions does not end
 */
export function createMemo<Answer>(again: Answer, tooDeep: Answer): Memo<Answer> {
  const settled = new Map<string, Answer>();
  const provisional = new Map<string, { readonly answer: Answer; readonly head: number }>();
  const positions = new Map<string, number>();
  /** Position of the outermost question under way that the answer under way stands on. */
  let head = Number.POSITIVE_INFINITY;

  function work(key: string, compute: () => Answer): Answer {
    const own = positions.size;
    const outer = head;
    head = Number.POSITIVE_INFINITY;
    positions.set(key, own);
    const answer = compute();
    positions.delete(key);
    if (head < own) provisional.set(key, { answer, head });
    else settle(key, answer, own);
    head = Math.min(outer, head < own ? head : Number.POSITIVE_INFINITY);
    return answer;
  }

  function settle(key: string, answer: Answer, own: number): void {
    settled.set(key, answer);
    if (head !== own) return;
    for (const [other, { head: stoodOn }] of provisional) if (stoodOn >= own) provisional.delete(other);
  }

  return {
    ask(key, compute) {
      const known = settled.get(key);
      if (known !== undefined) return known;
      const assumed = provisional.get(key);
      const position = assumed?.head ?? positions.get(key) ?? (positions.size < MOST_DEPTH ? undefined : 0);
      if (position === undefined) return work(key, compute);
      head = Math.min(head, position);
      if (assumed !== undefined) return assumed.answer;
      return positions.has(key) ? again : tooDeep;
    },
  };
}
