/** A finding in plain words, for platforms that show a text beside the code: what is the case, why, and how to fix it. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { Span } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import { helpText } from "./help.js";

/** How a platform writes words, and the place that a note speaks of. */
export interface Tongue {
  words(text: string): string;
  place(span: Span): string;
}

/** A line for the message, then one for each note and for the help. */
export function proseOf(diagnostic: Diagnostic, { words, place }: Tongue): string {
  const { message, label, notes } = diagnostic;
  const help = helpText(diagnostic);
  const say = (text: string): string => words(visible(text));
  const noted = notes.map((note) => {
    const isPlaced = note.span === undefined || note.message.includes(note.span.file);
    return note.span === undefined || isPlaced ? say(note.message) : `${say(note.message)} (${place(note.span)})`;
  });
  return [
    label === undefined ? say(message) : `${say(message)} (${say(label)})`,
    ...noted.map((note) => `note: ${note}`),
    ...(help === undefined ? [] : [`help: ${say(help)}`]),
  ].join("\n");
}
