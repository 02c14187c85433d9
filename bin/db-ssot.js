#!/usr/bin/env node
// Starts the program: builds the real world, hands over to src/cli, sets the exit status. Everything else is built.
import { existsSync, statSync } from "node:fs";
import module from "node:module";
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const LEAST_NODE = [20, 19];
const HOME = new URL("../", import.meta.url);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
  stop(`db-ssot needs Node ${LEAST_NODE.join(".")} or later, and this is ${process.versions.node}`);
} else if (existsSync(new URL("dist/start.js", HOME))) {
  await start();
} else {
  stop(`db-ssot is not built: run \`npm run build\` in ${fileURLToPath(HOME)}`);
}

async function start() {
  // Keeps compiled code in the folder of the program, from Node 22.8 on. Who can write there can change the program anyway.
  // In the folder for temporary files, Node's own choice, another user could plant code. A folder that cannot be written
  // keeps nothing, and a new installation begins with none.
  module.enableCompileCache?.(fileURLToPath(new URL(".cache", HOME)));
  const { asTyped, inSources, main, realFiles, realWorld } = await import("../dist/start.js");
  const [ofRules, ofTopics] = ["src/judge/rules", "src/cli/pages"].map((path) =>
    realFiles(fileURLToPath(new URL(path, HOME))),
  );
  const pages = { read: (name) => ofRules.read(name) ?? ofTopics.read(name) };
  const { version } = JSON.parse(new TextDecoder().decode(realFiles(fileURLToPath(HOME)).read("package.json")));
  const build = `${version} ${statSync(new URL("dist/index.js", HOME)).mtimeMs}`;
  const words = process.argv.slice(2);
  process.exitCode = await main({
    words,
    pages,
    world: realWorld(process.cwd(), build),
    worldAt: (root) => realWorld(resolve(root), build),
    inSources,
    circumstances: {
      version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      command: asTyped(["db-ssot", ...words]),
    },
  });
}

function stop(reason) {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 3;
}
