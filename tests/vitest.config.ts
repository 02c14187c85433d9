import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowestFiles } from "./support/slowest-files.js";

/**
 * `npm run test:long`: runs that try hundreds of states, programs that run on a database before and after they are
 * converted, and hooks that git and other programs start.
 */
export const LONG = [
  "tests/apps/*.test.ts",
  "tests/change/fix/every-fixture/*.test.ts",
  "tests/change/fix/poison.test.ts",
  "tests/change/fix/{adversary,cells,cells-python}/*.test.ts",
  "tests/change/journal/kill.test.ts",
  "tests/change/staging/{as-written,converted,kills}.test.ts",
  "tests/cli/hook/{git,husky,lefthook,lint-staged,managers,pre-commit,script}.test.ts",
  "tests/fixtures/*.test.ts",
  "tests/package/pre-commit-hooks.test.ts",
];

/** What starts other programs: the built command, services, databases, git and its hooks. */
export const PROCESSES = [
  "tests/{action,benchmarks,e2e,package}/**/*.test.ts",
  "tests/architecture/compiler.test.ts",
  "tests/base/text/patch.test.ts",
  "tests/base/world/real/**/*.test.ts",
  "tests/change/journal/{disk,lock}.test.ts",
  "tests/judge/{history,why}/*.test.ts",
  "tests/change/shim/{health-service,python,typescript}.test.ts",
  "tests/change/staging/*.test.ts",
  // Spies on a module, which another test of the same worker may have loaded before.
  "tests/cli/check.test.ts",
  "tests/cli/hook/*.test.ts",
  "tests/cli/pipelines.test.ts",
  "tests/judge/baseline/merge.test.ts",
  "tests/judge/check/states.test.ts",
  "tests/read/languages/python/writer/writer.property.test.ts",
  "tests/read/project/git-ignore.test.ts",
];

/** @param isolate  false to run the files of a worker one after the other with the modules that are loaded, and warm, already */
const project = (name: string, include: readonly string[], exclude: readonly string[], isolate = true) => ({
  extends: true as const,
  test: { name, include: [...include], exclude: [...exclude], isolate },
});

export default defineConfig({
  // Packages whose source maps lead nowhere are no concern of a test.
  logLevel: "error",
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      project("unit", ["tests/**/*.test.ts"], [...PROCESSES, ...LONG], false),
      project("process", PROCESSES, LONG),
      project("long", LONG, []),
    ],
    reporters: ["default", new SlowestFiles()],
    // How long a test takes says how busy the machine is; one that hangs is ended by whoever runs them all.
    testTimeout: 0,
    hookTimeout: 0,
    // What is remembered for the user of the machine must not be remembered for the one who runs the tests.
    env: { XDG_STATE_HOME: fileURLToPath(new URL("../node_modules/.cache/db-ssot-tests", import.meta.url)) },
    // Most of the time goes to child processes and to databases; a core that is kept free would only wait.
    maxWorkers: "100%",
    // GitHub's parser of workflows imports its schemas as bundlers allow it, and Node does not.
    server: { deps: { inline: [/@actions\//] } },
  },
});
