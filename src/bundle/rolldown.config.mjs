// Bundles `src` and its small packages into `dist`: hundreds of small modules take longer to load than most commands take to run.
import { defineConfig } from "rolldown";
import { licences } from "./licences.mjs";
import { COMPILER, parser } from "./parser.mjs";

/** Packages that few commands load. So is ts-morph, of which the parser alone is bundled. */
const EXTERNAL = ["@clack/prompts", "@pnpm/tabtab", "web-tree-sitter"];

export default defineConfig({
  input: { index: "src/index.ts", start: "src/start.ts" },
  platform: "node",
  tsconfig: "src/tsconfig.json",
  external: EXTERNAL,
  // The CommonJS build of jsonc-parser calls `require` in a way that cannot be bundled.
  resolve: { mainFields: ["module", "main"] },
  plugins: [parser(), licences("typescript")],
  // Otherwise a name that the parser does not export would be found missing when it is used.
  onLog(level, log, handler) {
    handler(log.code === "IMPORT_IS_UNDEFINED" ? "error" : level, log);
  },
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: { groups: [{ name: "parser", test: COMPILER }] },
    comments: false,
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
});
