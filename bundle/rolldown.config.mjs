// Bundles `src` and its small packages into `dist`: hundreds of small modules take longer to load than most commands take to run.
import { defineConfig } from "rolldown";
import { licences } from "./licences.mjs";

/** Large packages, each loaded only where it is used. */
const EXTERNAL = ["@clack/prompts", "@pnpm/tabtab", "ts-morph", "web-tree-sitter"];

export default defineConfig({
  input: { index: "src/index.ts", start: "src/start.ts" },
  platform: "node",
  tsconfig: "src/tsconfig.json",
  external: EXTERNAL,
  // The CommonJS build of jsonc-parser calls `require` in a way that cannot be bundled.
  resolve: { mainFields: ["module", "main"] },
  plugins: [licences()],
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name]-[hash].js",
    comments: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
});
