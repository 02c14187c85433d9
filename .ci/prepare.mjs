// Builds the package where it is installed from its repository, as pre-commit and `npm install git+…` do: there only what
// git tracks is at hand, and of all scripts `prepare` alone is run. In a checkout that somebody works in it does nothing,
// and a tarball of the registry has no need of it.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

// npm says where a package comes from when it is one that somebody else asked for.
const isAskedFor = process.env.npm_package_resolved !== undefined;

if (isAskedFor && !existsSync("dist/cli/main.js")) {
  // With `npm install --global` npm has the development dependencies left out, and would go on to install globally here.
  if (!existsSync("node_modules/typescript")) run("npm ci --ignore-scripts --include=dev --no-audit --no-fund");
  run("npm run build");
}

function run(command) {
  const { npm_config_global: _, ...env } = process.env;
  execSync(command, { env: { ...env, npm_config_global: "false" }, stdio: "inherit" });
}
