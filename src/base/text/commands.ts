/**
 * Keeps the output of a CI step free of commands to the CI system. GitHub's runner obeys `::name::` at the start of a line
 * and `##[name]` anywhere in one, Azure Pipelines `##vso[`, TeamCity `##teamcity[`; a report quotes files, whose authors
 * must not control the pipeline. Source: actions/runner, src/Runner.Common/ActionCommand.cs.
 */

/** Puts a backslash where a command would begin, `:\:error::`; any other text stays as it is. */
export function withoutCommands(text: string): string {
  return breakCommands(text, (character) => `${character}\\`);
}

/** The same for the text of a JSON document, which keeps its meaning: what begins a command stands in a string. */
export function jsonWithoutCommands(json: string): string {
  return breakCommands(json, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** @param write  gives the first character of a command another form */
export function breakCommands(text: string, write: (character: string) => string): string {
  return text.replace(AT_LINE_START, (_colon, before: string) => `${before}${write(":")}`).replace(ANYWHERE, write);
}

// White space is trimmed before a command is looked for, and characters that do not show are skipped.
const AT_LINE_START = /^((?:(?![\r\n])[\s\p{C}])*):(?=\p{C}*:)/gmu;
const ANYWHERE = /#(?=\p{C}*#[\p{C}\w]*\[)/gu;
