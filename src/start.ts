/** What `bin/db-ssot.js` needs, in one module: it becomes one file of the bundle. */
export { asTyped } from "./base/text/shell.js";
export { realFiles } from "./base/world/real/files.js";
export { inSources } from "./base/world/real/source-lines.js";
export { realWorld } from "./base/world/real/world.js";
export { main } from "./cli/main.js";
