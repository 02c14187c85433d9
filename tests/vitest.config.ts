import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    // Most of the time goes to child processes and to databases; a core that is kept free would only wait.
    maxWorkers: "100%",
  },
});
