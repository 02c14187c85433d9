/** What work takes, whatever else the machine has to do. */
import process from "node:process";

/** @returns milliseconds of the processor that this process used, the least of several runs */
export async function processorMs(work: () => unknown, runs = 1): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
