/** What a reporter is: a report in, text out. Where the text goes is for others to decide. */
import type { Report } from "../../base/diagnostics/diagnostic.js";
import type { FilePath } from "../../base/text/span.js";
import type { RuleDescription } from "../../judge/rules/rule.js";

export interface Reporter {
  /** As in `--format`. */
  readonly name: string;
  /** For the help of the command line. */
  readonly summary: string;
  /** It shows neither fixes nor help, so no fix needs to be planned for it. */
  readonly hidesFixes?: true;
  /** It names files from the top of the repository, by the context's `prefix`. Git is asked for that only then. */
  readonly countsFromTop?: true;
  /** Ends with a line feed where it is not empty. The same report and context give the same text. */
  render(report: Report, context: ReportContext): string;
  /** A second text, for the file that a variable of the environment names; it is added to what stands there. */
  readonly besides?: {
    readonly variable: string;
    render(report: Report, context: ReportContext): string;
  };
}

/**
 * `quiet`: only errors; `verbose`: every finding in full, also those of one cause; `statistics`: counts by rule in place of
 * the findings.
 */
export type Detail = "quiet" | "verbose" | "statistics";

export interface ReportContext {
  /** The text that was judged; `undefined` where it is not at hand, which costs lines, columns and code frames. */
  texts(file: FilePath): string | undefined;
  /** Whatever a finding may name. */
  readonly rules: readonly RuleDescription[];
  /** The page about a rule, as Markdown; `undefined` where it is not at hand. */
  page(rule: string): string | undefined;
  /**
   * From the top of the repository to the project's root, for platforms that count paths from there: `packages/app/`. Empty
   * where they are one, and where there is no repository.
   */
  readonly prefix: string;
  /** The working directory, from the project's root: formats for people name files as one would type them there. */
  readonly directory?: FilePath;
  /** What applies the fixes of the state that was judged: `db-ssot fix --staged`; `db-ssot fix` where absent. */
  readonly fixCommand?: string;
  /** How much the formats for people show; machines get everything. */
  readonly detail?: Detail;
  readonly colour: boolean;
  /** Columns of the terminal or page. */
  readonly width: number;
  /** Of db-ssot. */
  readonly version: string;
}
