/** Runs cleanup when the user interrupts the program (Ctrl-C). */
import process from "node:process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const cleanups: (() => void)[] = [];

/**
 * @param cleanup  is called when the program exits or a signal ends it, the last one given first; must be synchronous
 * @returns what takes it back, to be called when everything is cleared away
 */
export function whenInterrupted(cleanup: () => void): () => void {
  if (cleanups.length === 0) listen();
  cleanups.push(cleanup);
  return () => {
    const position = cleanups.indexOf(cleanup);
    if (position >= 0) cleanups.splice(position, 1);
    if (cleanups.length === 0) stopListening();
  };
}

function listen(): void {
  for (const signal of SIGNALS) process.on(signal, endBy);
  process.on("exit", clear);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, endBy);
  process.off("exit", clear);
}

/** Without the listeners the signal does what it always does, so that the shell sees how the program ended. */
function endBy(signal: NodeJS.Signals): void {
  clear();
  process.kill(process.pid, signal);
}

function clear(): void {
  stopListening();
  for (const cleanup of cleanups.splice(0).reverse()) cleanup();
}
