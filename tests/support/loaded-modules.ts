/** Which modules a program loads, as V8 counts them. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tempProject } from "./temp-project.js";

/**
 * @param words  of a command line of Node
 * @returns for a file of a package the name of the package, for one of `dist` its name without its hash
 */
export function loadedModules(words: readonly string[], cwd: string): ReadonlySet<string> {
  const folder = tempProject({});
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  const { error, stderr, signal } = spawnSync(process.execPath, words, { cwd, env, encoding: "utf8" });
  if (error !== undefined || signal !== null) throw new Error(`${words.join(" ")}: ${error ?? signal}\n${stderr}`);
  const urls = readdirSync(folder).flatMap((file) => urlsIn(readFileSync(join(folder, file), "utf8")));
  return new Set(urls.flatMap((url) => nameOf(url) ?? []));
}

function urlsIn(coverage: string): readonly string[] {
  const { result }: { readonly result: readonly { readonly url: string }[] } = JSON.parse(coverage);
  return result.map(({ url }) => url);
}

function nameOf(url: string): string | undefined {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  return inPackage ?? /\/dist\/([^/]+?)(?:-[\w-]{8})?\.js$/.exec(url)?.[1];
}
