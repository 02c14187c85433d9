// Writes the licences of the bundled packages into `dist`, as they ask.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";

const require = createRequire(import.meta.url);

const LICENCE = /^(?:licen[cs]e|notice|third-?party)/i;

/** @param others  names of packages whose code is in files of others */
export function licences(...others) {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      const files = modules.filter((id) => id.includes(`${sep}node_modules${sep}`));
      const packages = new Set([...files, ...others.map((name) => require.resolve(name))].map(packageOf));
      const texts = [...packages].sort().map(licenceOf);
      this.emitFile({ type: "asset", fileName: "LICENSES.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) });
    },
  };
}

/** The folder of the package that a module belongs to. A folder in a package can have a `package.json` without a name. */
function packageOf(file) {
  const folder = dirname(file);
  return existsSync(join(folder, "package.json")) && readManifest(folder).name !== undefined
    ? folder
    : packageOf(folder);
}

function licenceOf(folder) {
  const { name, license } = readManifest(folder);
  const files = readdirSync(folder).filter((file) => LICENCE.test(file));
  if (files.length === 0) throw new Error(`${name} has no file with its licence`);
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return `${[`${name} (${license})`, ...texts].join("\n\n")}\n`;
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
