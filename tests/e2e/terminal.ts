/** Runs the built command in a real terminal: `script` of util-linux makes one, and types what the test types. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));

export interface TerminalRun {
  readonly status: number | null;
  /** All that was drawn, colours and movements of the cursor left out. */
  readonly screen: string;
}

/**
 * @param words  after `db-ssot`
 * @param typed  each key is pressed when its text has been drawn since the key before
 */
export function runInTerminal(
  folder: string,
  words: string,
  typed: readonly { readonly after: string; readonly key: string }[],
): Promise<TerminalRun> {
  // A terminal that nobody looks at has no size of its own.
  const command = `stty cols 100 rows 40; '${process.execPath}' '${COMMAND}' ${words}`;
  const terminal = spawn("script", ["-q", "-e", "-c", command, "/dev/null"], { cwd: folder, env: environment() });
  const left = [...typed];
  let screen = "";
  let seen = 0;
  terminal.stdout.on("data", (bytes: Buffer) => {
    screen += bytes.toString().replace(ESCAPES, "");
    const [next] = left;
    const index = next === undefined ? -1 : screen.indexOf(next.after, seen);
    if (next === undefined || index < 0) return;
    seen = index + next.after.length;
    left.shift();
    // A prompt draws first and listens then.
    setTimeout(() => terminal.stdin.write(next.key), 50);
  });
  return new Promise((resolve, reject) => {
    terminal.on("error", reject);
    terminal.on("close", (status) => resolve({ status, screen: screen.replaceAll("\r\n", "\n") }));
  });
}

function environment(): NodeJS.ProcessEnv {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  return { ...rest, TERM: "xterm-256color" };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what escape sequences are made of
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;
