/** For programs that read line by line: a JSON object a line, each of what `json` has in its lists, and the numbers last. */
import { jsonWithoutCommands } from "../../base/text/commands.js";
import { jsonReport } from "./json.js";
import { readPlaces } from "./places.js";
import type { Reporter } from "./reporter.js";

export const jsonl: Reporter = {
  name: "jsonl",
  summary: "a line of JSON per finding, then one with the numbers",
  render(report, context) {
    const { diagnostics, suppressed, known, problems, ...rest } = jsonReport(
      report,
      readPlaces(context),
      context.version,
    );
    const lines = [
      ...problems.map((each) => ({ type: "problem", ...each })),
      ...diagnostics.map((each) => ({ type: "diagnostic", ...each })),
      ...suppressed.map((each) => ({ type: "suppressed", ...each })),
      ...known.map((each) => ({ type: "known", ...each })),
      { type: "summary", ...rest },
    ];
    return lines.map((line) => `${jsonWithoutCommands(JSON.stringify(line))}\n`).join("");
  },
};
