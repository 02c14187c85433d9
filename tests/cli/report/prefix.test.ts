import { expect, it } from "vitest";
import { reporters } from "../../../src/cli/report/index.js";
import { contextOf, report } from "./sample.js";

it.each([...reporters.values()].map((reporter) => [reporter.name, reporter] as const))(
  "%s says whether it names files from the top of the repository",
  (_, reporter) => {
    const usesPrefix = [reporter, ...(reporter.besides ? [reporter.besides] : [])].some(
      ({ render }) => render(report, contextOf({ prefix: "app/" })) !== render(report, contextOf()),
    );
    expect(usesPrefix).toBe(reporter.countsFromTop === true);
  },
);
