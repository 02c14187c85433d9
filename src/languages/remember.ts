/** The same answer for the same question, worked out once. */
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
