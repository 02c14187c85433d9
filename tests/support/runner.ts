/**
 * Reads the output of a step as GitHub's runner does, so that a test can say which commands stand in it.
 * Source: actions/runner, src/Runner.Common/ActionCommand.cs, where both ways of writing a command are read.
 */

export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Names are not held to those that the runner knows: what has the form of a command is one. */
export function commandsIn(output: string): readonly RunnerCommand[] {
  return output.split(/\r\n|\n|\r/).flatMap((line) => {
    const command = newForm(line) ?? oldForm(line);
    return command === undefined ? [] : [command];
  });
}

/** Two colons at the start of a line. Comparing texts, the runner's platform skips characters that do not show. */
function newForm(line: string): RunnerCommand | undefined {
  const shown = line.replace(/\p{C}/gu, "").replace(/^[\s\u0085]+/, "");
  const [, head, data] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? /^::(.*?)::(.*)$/s.exec(shown) ?? [];
  return head === undefined || data === undefined ? undefined : command(head, ",", PROPERTY, data, DATA);
}

function oldForm(line: string): RunnerCommand | undefined {
  const [, head, data] = /##(?:\w*)\[([^\]]*)\](.*)$/s.exec(line.replace(/\p{C}/gu, "")) ?? [];
  return head === undefined || data === undefined ? undefined : command(head, ";", OLD, data, OLD);
}

type Escapes = readonly (readonly [string, string])[];
const DATA: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const PROPERTY: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%3A", ":"],
  ["%2C", ","],
  ["%25", "%"],
];
const OLD: Escapes = [
  ["%3B", ";"],
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%5D", "]"],
  ["%25", "%"],
];

function command(head: string, separator: string, inHead: Escapes, data: string, inData: Escapes): RunnerCommand {
  const space = head.indexOf(" ");
  const pairs =
    space < 0
      ? []
      : head
          .slice(space + 1)
          .trim()
          .split(separator);
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties: Object.fromEntries(
      pairs
        .filter((pair) => pair.includes("="))
        .map((pair) => {
          const end = pair.indexOf("=");
          return [pair.slice(0, end), withoutEscapes(pair.slice(end + 1), inHead)];
        }),
    ),
    data: withoutEscapes(data, inData),
  };
}

function withoutEscapes(text: string, escapes: Escapes): string {
  return escapes.reduce((before, [written, meant]) => before.replaceAll(written, meant), text);
}
