/** The real terminal, with prompts. */
import process from "node:process";
import type { Prompts, Terminal } from "../world.js";
import { reasonOf } from "./errors.js";

export function realTerminal(): Terminal {
  failWith(process.stdout);
  failWith(process.stderr);
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    colour: mayColour(process.env, process.stdout),
    interactive: process.stderr.isTTY === true,
    // A terminal without a size says 0.
    width: process.stdout.columns || 80,
  };
}

/** An incomplete result must not pass for a complete one: the process ends with 3, whatever the run returns. */
function failWith(stream: NodeJS.WriteStream): void {
  stream.removeListener("error", endIncomplete);
  stream.on("error", endIncomplete);
}

let isIncomplete = false;

function endIncomplete(error: NodeJS.ErrnoException): void {
  // A reader such as `head` closes the pipe when it has enough.
  if (error.code === "EPIPE" || isIncomplete) return;
  isIncomplete = true;
  process.once("exit", () => {
    process.exitCode = 3;
  });
  process.stderr.write(`error  incomplete-output\n  cannot write all of the output: ${reasonOf(error)}\n`);
}

/** `NO_COLOR` wins over `FORCE_COLOR`, which wins over what the stream is; see https://no-color.org. */
export function mayColour(
  environment: Readonly<Record<string, string | undefined>>,
  stream: { readonly isTTY?: boolean },
): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && environment.TERM !== "dumb";
}

/** Questions are drawn on standard error, so that a result can go into a pipe. */
export function realPrompts(): Prompts {
  return {
    available: process.stdin.isTTY === true && process.stderr.isTTY === true,
    choose: async (message, choices, otherwise) => {
      // Loaded late: hardly any run asks.
      const { isCancel, selectKey } = await import("@clack/prompts");
      // The answer of Enter is listed first.
      const first = choices.filter(({ key }) => key === otherwise);
      const options = [...first, ...choices.filter((choice) => !first.includes(choice))].map(({ key, name }) => {
        return { value: key, label: name };
      });
      const answer = await selectKey({ message, options, initialValue: otherwise, output: process.stderr });
      if (isCancel(answer)) return undefined;
      // After Enter, or after a key without a meaning, it returns the initial value.
      return choices.some(({ key }) => key === answer) ? answer : otherwise;
    },
  };
}
