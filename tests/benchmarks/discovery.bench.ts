/**
 * How long it takes to list and read a project. Not part of `npm test`:
 * `BENCH_PROJECT=/some/repository npx vitest bench --run --config tests/vitest.config.ts tests/benchmarks/discovery.bench.ts`
 */
import { bench, describe } from "vitest";
import { realWorld } from "../../src/base/world/real/world.js";
import { discover } from "../../src/read/project/discover.js";
import { readSource } from "../../src/read/project/source.js";

const root = process.env.BENCH_PROJECT ?? process.cwd();
const request = {
  extensions: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"],
  ignore: [],
  paths: [],
};

describe(`discovery of ${root}`, () => {
  bench("lists the files in scope", async () => {
    await discover(realWorld(root), request);
  });

  bench("lists and reads the files in scope", async () => {
    const world = realWorld(root);
    const result = await discover(world, request);
    if (result.kind !== "found") throw new Error(result.kind);
    for (const file of result.discovery.files) readSource(world.files, file);
  });
});
