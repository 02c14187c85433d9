/** Redirects mocks that name the old module in a string, or adds a note why they cannot be. */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FilePath } from "../../base/text/span.js";
import type { Move } from "./callers.js";
import { leadsTo } from "./names.js";
import type { Draft, Project } from "./project.js";

export function moveMentions(project: Project, draft: Draft, move: Move, file: FilePath): readonly string[] {
  const text = draft.text(file);
  const notes: string[] = [];
  const edits: TextEdit[] = [];
  for (const mention of project.language(file).mover.mentions(text)) {
    const { range, path, call, dotted } = mention;
    if (dotted) {
      const renamed = dottedPath(project, move, file, path);
      if (renamed !== undefined) edits.push({ ...range, text: renamed });
      continue;
    }
    if (!leadsTo(project, file, path, move.other.file)) continue;
    const written = text.slice(range.end, call.end);
    const others = otherNames(project, move).filter((name) => new RegExp(`\\b${name}\\b`).test(written));
    if (others.length > 0) {
      notes.push(`${file}: the mock of \`${path}\` also replaces \`${others.join("`, `")}\`, and was not changed`);
      continue;
    }
    edits.push({ ...range, text: project.specifier(file, move.target.file) });
    if (/[\w(]/.test(written.slice(2)) && !/importOriginal|importActual|requireActual/.test(written)) {
      notes.push(`${file}: the mock of \`${path}\` now replaces all of ${move.target.file}`);
    }
  }
  draft.edit(file, edits);
  return notes;
}

/** What else the old module gives. */
function otherNames({ program }: Project, { other, exported }: Move): readonly string[] {
  return program.modules.names(other.file).filter((name) => !exported.includes(name) && name !== "default");
}

/** `app.db.old.Manager.open` becomes `app.database.Manager.open`. */
function dottedPath(project: Project, { target, other, exported, given }: Move, file: FilePath, path: string) {
  const parts = path.split(".");
  for (let length = parts.length - 1; length > 0; length--) {
    const module = parts.slice(0, length).join(".");
    if (!leadsTo(project, file, module, other.file)) continue;
    const [name = "", ...rest] = parts.slice(length);
    if (!exported.includes(name)) return undefined;
    const { writer } = project.language(other.file);
    // Asked from nowhere in particular, so that the answer is the whole name.
    const neighbours = [{ specifier: module, resolved: other.file }];
    const specifier = writer.specifier({ from: "", target: target.file, neighbours });
    return [specifier, given, ...rest].join(".");
  }
  return undefined;
}
