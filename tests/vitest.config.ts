import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Packages whose source maps lead nowhere are no concern of a test.
  logLevel: "error",
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["tests/**/*.test.ts"],
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
