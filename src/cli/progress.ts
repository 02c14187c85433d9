/**
 * Shows the progress of a long run: one line on standard error, erased at the end. Nothing in a pipe, nothing for a short
 * run. No library: all of them draw from a timer, and timers do not fire while a run parses.
 */
import type { Clock, Terminal } from "../base/world/world.js";

export interface Progress {
  report(step: string, done: number, total: number): void;
  /** Reports a long step immediately. */
  tell(step: string): void;
  /** Before anything else is written. */
  erase(): void;
}

/** A shorter run has ended before anybody looks. */
const PATIENCE_MS = 300;
const PAUSE_MS = 80;

export function createProgress(terminal: Terminal, clock: Clock): Progress {
  let nextMs = clock.now() + PATIENCE_MS;
  let isShown = false;
  const show = (line: string): void => {
    if (!terminal.interactive) return;
    isShown = true;
    terminal.writeError(`${ERASE}${line.slice(0, terminal.width - 1)}`);
  };
  return {
    report(step, done, total) {
      if (clock.now() < nextMs) return;
      nextMs = clock.now() + PAUSE_MS;
      show(`${step} ${done} of ${total} files`);
    },
    tell: show,
    erase() {
      if (isShown) terminal.writeError(ERASE);
      isShown = false;
    },
  };
}

/** To the start of the line, then erase to its end. No cursor is hidden, so that an interrupt leaves nothing to fix. */
const ERASE = "\r\u001b[K";
