import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowestFiles } from "./support/slowest-files.js";

/** Runs that try hundreds of states, chosen by a seed or all there are: `npm run test:long`. */
const LONG = [
  "tests/change/fix/every-fixture.test.ts",
  "tests/change/fix/poison.test.ts",
  "tests/change/fix/cells*/generated.test.ts",
  "tests/change/journal/kill.test.ts",
  "tests/change/staging/{as-written,converted,kills}.test.ts",
];

/** What starts other programs: the built command, services, databases, git and its hooks. */
const PROCESSES = [
  "tests/{action,benchmarks,e2e,fixtures,hook,package,staging}/**/*.test.ts",
  "tests/{fix/cells,fix/cells-python,stories}/**/*.test.ts",
  "tests/change/journal/{disk,lock}.test.ts",
  "tests/read/project/git-ignore.test.ts",
  "tests/change/shim/{health-service,typescript}.test.ts",
  "tests/base/world/real/**/*.test.ts",
];

const project = (name: string, include: readonly string[], exclude: readonly string[]) => ({
  extends: true as const,
  test: { name, include: [...include], exclude: [...exclude] },
});

export default defineConfig({
  // Packages whose source maps lead nowhere are no concern of a test.
  logLevel: "error",
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      project("unit", ["tests/**/*.test.ts"], [...PROCESSES, ...LONG]),
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
