/** Edits the configuration of the pre-commit framework: adds a local repository with one hook per command. */
import { removeBlock } from "../block.js";
import { type Editor, refused } from "../manager.js";
import { type HookCommand, oneLine, runsAlready } from "../order.js";
import { addToYaml, listAt, yamlText } from "./yaml.js";

export const PRE_COMMIT_YAML: Editor = {
  add: (text, order) => {
    if (runsAlready(removeBlock(text ?? "") ?? "") || /^\s*-?\s*id:\s*db-ssot-/m.test(removeBlock(text ?? "") ?? ""))
      return refused("it runs db-ssot already, in a way that `hook install` did not write");
    return addToYaml(
      text ?? "",
      (root) => {
        const inside = listAt(root, "repos");
        return inside === undefined ? "it has no list of `repos`" : { inside, lines: entryLines(order) };
      },
      undefined,
    );
  },
  remove: removeBlock,
  byHand: (order) =>
    `to \`repos\`: \`{repo: local, hooks: [${order.runs.map((run) => `{${hookPairs(run, order).join(", ")}}`).join(", ")}]}\``,
};

function entryLines(order: HookCommand): readonly string[] {
  const hooks = order.runs.flatMap((run) => {
    const [first = "", ...rest] = hookPairs(run, order);
    return [`    - ${first}`, ...rest.map((pair) => `      ${pair}`)];
  });
  return ["- repo: local", "  hooks:", ...hooks];
}

function hookPairs(run: string, { directory }: HookCommand): readonly string[] {
  const command = / (check|fix) --staged$/.exec(run)?.[1] ?? "check";
  const line = oneLine({ runs: [run], directory });
  return [
    `id: db-ssot-${command}`,
    `name: db-ssot ${command}`,
    // The framework starts a program and no shell, which is what changes the directory.
    `entry: ${yamlText(directory === "" ? line : `sh -c '${line.slice(1, -1).replaceAll("'", `'\\''`)}'`)}`,
    "language: system",
    "pass_filenames: false",
    // A commit that only removes files can break those that used them, and has no file of any type.
    "always_run: true",
  ];
}
