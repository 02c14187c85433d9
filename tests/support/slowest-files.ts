/** Says which files of tests took longest, so that a slow one is seen before there are many. */
import type { Reporter, TestModule } from "vitest/node";

const MOST = 10;
/** Where everything ran in a moment there is nothing to be seen. */
const LEAST_FILES = 20;

export class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < LEAST_FILES) return;
    const timed = modules.map((module) => ({ name: module.relativeModuleId, ms: module.diagnostic().duration }));
    const slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, MOST);
    const lines = slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`);
    console.log(`\nthe slowest files:\n${lines.join("\n")}`);
  }
}
