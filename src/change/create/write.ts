/** The text of a shared module, with the imports that it needs. */
import { applyToFiles } from "../../base/edits/apply.js";
import { directoryOf, relativePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import type { ShareRequest } from "../../read/languages/share.js";
import type { NeededImport } from "./needs.js";

/** @param explicit specifiers of files end with their extensions */
export function writeModule(
  language: LoadedLanguage,
  request: ShareRequest,
  imports: readonly NeededImport[],
  explicit: boolean,
): string {
  const { share } = language.writer;
  const body = share.write(request);
  const whole = imports.reduce(
    (text, needed) => withImport(language, { file: request.file, text, explicit }, needed),
    body,
  );
  return share.inQuotesOf(whole, request.like);
}

/** As the writer of the language puts an import into any file. */
function withImport(
  language: LoadedLanguage,
  { file, text, explicit }: { readonly file: FilePath; readonly text: string; readonly explicit: boolean },
  needed: NeededImport,
): string {
  const { target, name, specifier, written, typeOnly } = needed;
  const path = target === undefined ? specifier : pathTo({ file, explicit }, language, target, written);
  // `import a.b` binds `a`, and is written as a whole.
  const local = name === "*" && specifier.split(".")[0] === needed.local ? specifier : needed.local;
  const facts = language.extract(file, text);
  const at = { start: text.length, end: text.length };
  const wanted = {
    specifier: path,
    name,
    ...(target === undefined ? { foreign: true } : {}),
    ...(typeOnly ? { typeOnly } : {}),
  };
  const { edits } = language.writer.imports({ facts, text, at, wanted, replaced: [], local });
  return applyToFiles(new Map([[file, text]]), edits).get(file) ?? text;
}

function pathTo(
  { file, explicit }: { readonly file: FilePath; readonly explicit: boolean },
  { writer }: LoadedLanguage,
  target: FilePath,
  written?: true,
): string {
  if (!written) return writer.specifier({ from: file, target, neighbours: [], explicit });
  const path = relativePath(directoryOf(file), target);
  return path.startsWith(".") ? path : `./${path}`;
}
