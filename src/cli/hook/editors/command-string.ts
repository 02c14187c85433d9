/** Edits a hook whose commands are one string in a JSON file: `"pre-commit": "npx lint-staged"`. */
import type { JSONPath, Node } from "jsonc-parser";
import { type EditedConfiguration, type Editor, refused } from "../manager.js";
import { type HookCommand, oneLine, runsAlready, writtenFrom } from "../order.js";
import { addMember, appendToString, cutFromString, jsonNode, readJson, removeMember } from "./json.js";

/** @param path where the string stands, or would stand; all but its last name is there */
export function commandStringEditor(path: JSONPath): Editor {
  return {
    add: (text, order) => add(text ?? "{}\n", path, order),
    remove: (text) => remove(text, path),
    byHand: (order) => `\`${oneLine(order)}\` at \`${path.join(".")}\``,
  };
}

function add(text: string, path: JSONPath, order: HookCommand): EditedConfiguration {
  const clean = remove(text, path);
  const root = readJson(clean);
  if (root === undefined) return refused("it is not valid JSON");
  const found = jsonNode(root, path);
  const line = oneLine(order);
  if (found === undefined) return addMember(clean, root, path, line);
  const command: unknown = found.value;
  if (typeof command !== "string" || command.trim() === "") return refused(`\`${path.join(".")}\` is not a command`);
  if (runsAlready(command)) return refused("it runs db-ssot already, in a way that `hook install` did not write");
  // What stands behind such an end would be a part of it, or never run.
  if (/[&|;\\#]\s*$|(?:^|\s)#|\n|\bexec\b|\bexit\b/.test(command)) return refused("nothing can follow its command");
  return { kind: "text", text: appendToString(clean, found, ` && ${line}`) };
}

function remove(text: string, path: JSONPath): string {
  const root = readJson(text);
  const found = root && jsonNode(root, path);
  if (root === undefined || found === undefined) return text;
  return typeof found.value === "string" ? removeFrom(text, root, path, found, found.value) : text;
}

function removeFrom(text: string, root: Node, path: JSONPath, found: Node, command: string): string {
  const from = writtenFrom(command);
  if (from === undefined) return text;
  if (from === 0) return removeMember(text, root, path, path.length - 1);
  return cutFromString(text, found, command.slice(from));
}
