/** Caches the answer to a question. */
export function remember<Answer>(ask: (question: string) => Answer): (question: string) => Answer {
  const answers = new Map<string, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined || answers.has(question)) return known as Answer; // has() tells a stored undefined
    const answer = ask(question);
    answers.set(question, answer);
    return answer;
  };
}

/** As `remember`, of the last few questions only: for answers such as trees, which are too large to keep all of them. */
export function rememberLast<Question extends readonly string[], Answer>(
  most: number,
  ask: (...question: Question) => Answer,
): (...question: Question) => Answer {
  let known: readonly { readonly question: Question; readonly answer: Answer }[] = [];
  return (...question) => {
    const found = known.find((each) => each.question.every((part, index) => part === question[index]));
    const latest = found ?? { question, answer: ask(...question) };
    known = [latest, ...known.filter((each) => each !== latest)].slice(0, most);
    return latest.answer;
  };
}
