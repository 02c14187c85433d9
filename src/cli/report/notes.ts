/** Notes that say the same under every finding of a database. A report for people shows each of them once. */
import type { Diagnostic, Note } from "../../base/diagnostics/diagnostic.js";

export function isShared(note: Note): boolean {
  return note.about !== undefined;
}

/** The shared notes of these findings, each once. */
export function sharedNotes(diagnostics: readonly Diagnostic[]): readonly Note[] {
  const shared = diagnostics.flatMap(({ notes }) => notes.filter(isShared));
  return [...new Map(shared.map((note) => [note.message, note])).values()];
}
