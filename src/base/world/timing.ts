/** Measures the phases of a run by the clock of the world. */
import type { Clock } from "./world.js";

/** Runs the work, which may be asynchronous, as part of a phase. */
export type Measure = <Result>(phase: string, work: () => Result) => Result;

/** For runs that nobody times. */
export const unmeasured: Measure = (_phase, work) => work();

export interface Stopwatch {
  readonly measure: Measure;
  /** In the order in which they began. What a phase spends in another one counts for that one alone. */
  phases(): readonly { readonly phase: string; readonly durationMs: number }[];
}

export function createStopwatch(clock: Pick<Clock, "now">): Stopwatch {
  const durations = new Map<string, number>();
  let running = "other";
  let sinceMs = clock.now();
  const turnTo = (phase: string): void => {
    const nowMs = clock.now();
    durations.set(running, (durations.get(running) ?? 0) + nowMs - sinceMs);
    running = phase;
    sinceMs = nowMs;
  };
  return {
    measure(phase, work) {
      const outer = running;
      const leave = (): void => turnTo(outer);
      turnTo(phase);
      const result = work();
      if (result instanceof Promise) result.then(leave, leave);
      else leave();
      return result;
    },
    phases() {
      turnTo(running);
      return [...durations].map(([phase, durationMs]) => ({ phase, durationMs }));
    },
  };
}
