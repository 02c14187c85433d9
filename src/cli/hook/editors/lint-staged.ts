/** Edits the configuration of lint-staged: adds a glob with the command. */
import type { JSONPath } from "jsonc-parser";
import { removeBlock } from "../block.js";
import { type Editor, refused } from "../manager.js";
import type { HookCommand } from "../order.js";
import { addMember, jsonNode, readJson, removeMember } from "./json.js";
import { addToYaml } from "./yaml.js";

const GLOB = "*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py}";
/** lint-staged finds installed commands automatically, and appends the names of files. */
const COMMAND = "db-ssot check --staged";
const NO_FIX = "lint-staged stages what its commands write, and `fix --staged` writes the index itself";

/** @param path where the globs stand in the file */
export function lintStagedJson(path: JSONPath): Editor {
  const entry = [...path, GLOB];
  const remove = (text: string): string => {
    const root = readJson(text);
    if (root === undefined || jsonNode(root, entry)?.value !== COMMAND) return text;
    return removeMember(text, root, entry, entry.length - 1);
  };
  return {
    add: (text, order) => {
      if (fixes(order)) return refused(NO_FIX);
      const clean = remove(text ?? "{}\n");
      const root = readJson(clean);
      return root === undefined ? refused("it is not valid JSON") : addMember(clean, root, entry, COMMAND);
    },
    remove,
    byHand,
  };
}

export const LINT_STAGED_YAML: Editor = {
  add: (text, order) => {
    if (fixes(order)) return refused(NO_FIX);
    const lines = [`"${GLOB}": ${COMMAND}`];
    return addToYaml(text ?? "", (root) => ({ inside: root, lines }), lines);
  },
  remove: removeBlock,
  byHand,
};

function fixes({ runs }: HookCommand): boolean {
  return runs.some((run) => run.endsWith("fix --staged"));
}

export function byHand(): string {
  return `\`"${GLOB}": "${COMMAND}"\``;
}
