/**
 * Escapes text for XML 1.0. Characters that XML forbids are replaced, and commands of CI systems are written as references,
 * since a report may be printed in a log.
 */
import { breakCommands } from "./commands.js";

/** Between tags. */
export function xmlText(text: string): string {
  return breakCommands(escaped(text), reference);
}

/** Between double quotes; line breaks and tabs survive. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/["\t\n]/g, reference);
}

function escaped(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(/[&<>\r]/g, reference);
}

function reference(character: string): string {
  return NAMED[character] ?? `&#${character.charCodeAt(0)};`;
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Half a surrogate pair is no character, and neither are most of the control characters. Source: XML 1.0, production 2. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
