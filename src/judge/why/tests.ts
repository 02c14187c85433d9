/** Why no test failed: mocks put the name there, no test runs the file, or the code does not say. */
import { Lines, lineAround } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { CheckResult, FixableDiagnostic } from "../check/check.js";
import { count, type Evidence, unknownWhy, type Why } from "./answers.js";
import type { WhySubject } from "./subject.js";

const QUESTION = "Why did no test fail?";
const MOST_PLACES = 10;

export function reasonsNoTestFailed(
  checked: CheckResult,
  subject: WhySubject,
  { span }: FixableDiagnostic,
): readonly Why[] {
  const { gathered, subject: context } = checked.analysis;
  const { allTexts, importers, program } = gathered;
  const tests = [...allTexts.keys()].filter((file) => context.kinds.isTest(file));
  if (subject.mocks.length > 0) {
    return [
      {
        question: QUESTION,
        answer: `${count(subject.mocks.length, "mock puts", "mocks put")} \`${subject.name}\` there while the tests run`,
        certainty: "known",
        evidence: subject.mocks
          .slice(0, MOST_PLACES)
          .map(({ span: { file, start } }) => placeOf(allTexts, "a mock", file, start)),
      },
    ];
  }
  const users = importers.reaching(span.file);
  const running = tests.filter((file) => users.has(file) || file === span.file);
  const target = subject.owner.kind === "module" ? undefined : subject.owner.file;
  const mocked = running.flatMap((file) =>
    (program.facts(file)?.mocks ?? []).flatMap((mock) => {
      if (mock.kind !== "module") return [];
      const resolved = program.resolve(file, mock.specifier);
      const isIt = resolved.kind === "file" && (resolved.file === target || resolved.file === span.file);
      return isIt ? [placeOf(allTexts, "a mock of the module", file, mock.nameRange.start)] : [];
    }),
  );
  if (mocked.length > 0) {
    const answer = `${count(mocked.length, "test replaces", "tests replace")} the whole module, so what it lacks is not met`;
    return [{ question: QUESTION, answer, certainty: "known", evidence: mocked.slice(0, MOST_PLACES) }];
  }
  if (context.kinds.isTest(span.file)) {
    return [
      unknownWhy(QUESTION, "the call is itself in a test; whether that test runs before a merge is not in the code"),
    ];
  }
  if (tests.length === 0) {
    return [{ question: QUESTION, answer: "there are no tests in this project", certainty: "known", evidence: [] }];
  }
  if (running.length === 0) {
    const answer = `none of the ${count(tests.length, "test file", "test files")} imports ${span.file}, directly or through other files`;
    return [{ question: QUESTION, answer, certainty: "known", evidence: [] }];
  }
  const evidence = running
    .slice(0, MOST_PLACES)
    .map((file): Evidence => ({ what: "a test that loads the file", file }));
  const reason = `${count(running.length, "test file loads", "test files load")} ${span.file} without a mock of the name; whether a test gets to this line, and whether tests run before a merge, is not in the code`;
  return [unknownWhy(QUESTION, reason, evidence)];
}

function placeOf(texts: ReadonlyMap<FilePath, string>, what: string, file: FilePath, start: number): Evidence {
  const text = texts.get(file) ?? "";
  return { what, file, line: new Lines(text).positionOf(start).line, code: [lineAround(text, start)] };
}
