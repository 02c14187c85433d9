/** Makes the page of a command from its help. */
import type { Command } from "commander";

/** @returns Markdown, the same on every machine */
export function commandPage(command: Command): string {
  const help = command.createHelp();
  const terms = [
    ...help.visibleArguments(command).map((argument) => [argument.name(), argument.description] as const),
    ...help.visibleOptions(command).map((option) => [option.flags, option.description] as const),
  ];
  return `${[
    `# ${help.commandUsage(command).split(" ").slice(0, depthOf(command)).join(" ")}`,
    command.description(),
    fenced(help.commandUsage(command)),
    [
      "| word | means |",
      "| --- | --- |",
      ...terms.map(([term, means]) => `| \`${cell(term)}\` | ${cell(means)} |`),
    ].join("\n"),
    ...closing(command),
  ].join("\n\n")}\n`;
}

/** Every command that is no heading for others, and is shown: `check`, `hook install`. */
export function leafCommands(command: Command): readonly Command[] {
  const commands = command.createHelp().visibleCommands(command);
  return commands.length === 0 ? [command] : commands.flatMap(leafCommands);
}

/** As in the name of its file: `hook-install`. */
export function pageName(command: Command): string {
  const parent = command.parent;
  return parent?.parent ? `${pageName(parent)}-${command.name()}` : command.name();
}

function depthOf(command: Command): number {
  return command.parent ? depthOf(command.parent) + 1 : 1;
}

/** What the help says after its lists: examples, which stay as they are aligned, and sentences. */
function closing(command: Command): readonly string[] {
  return textAfter(command)
    .trim()
    .split(/\n\n+/)
    .map((part) => {
      const [head = "", ...lines] = part.split("\n");
      return head === "Examples:"
        ? `## Examples\n\n${fenced(lines.map((line) => line.replace(/^ {2}/, "")).join("\n"))}`
        : part;
    })
    .filter((part) => part !== "");
}

function textAfter(command: Command): string {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) }).outputHelp();
  return written.join("").slice(command.helpInformation().length);
}

function fenced(text: string): string {
  return `\`\`\`sh\n${text}\n\`\`\``;
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
