/** Colours by meaning. Whether there are any is the context's word; the terminal is never asked from here. */
import { Chalk } from "chalk";
import type { Severity } from "../../base/diagnostics/diagnostic.js";
import type { FramePart } from "../../base/text/frame.js";

export interface Palette {
  severity(severity: Severity | "problem", text: string): string;
  place(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  frame(part: FramePart, text: string): string;
}

export function paletteFor(colour: boolean): Palette {
  // Level 1 is the sixteen colours that every terminal has and that its user chose.
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  const severities = { error: chalk.red, warning: chalk.yellow, info: chalk.blue, problem: chalk.magenta };
  const parts = { gutter: chalk.dim, code: (text: string) => text, mark: chalk.red, label: chalk.red };
  return {
    severity: (severity, text) => severities[severity].bold(text),
    place: (text) => chalk.cyan(text),
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    frame: (part, text) => parts[part](text),
  };
}
