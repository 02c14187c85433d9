/** The languages that are read. Adding one adds its folder and a line here. */
import type { FilePath } from "../../base/text/span.js";
import type { Language } from "./language.js";
import { python } from "./python/index.js";
import { typescript } from "./typescript/index.js";

export const LANGUAGES: readonly Language[] = [typescript, python];

export const EXTENSIONS: readonly string[] = LANGUAGES.flatMap((language) => language.extensions);

const BY_EXTENSION = new Map(
  LANGUAGES.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
);

/** The language that a file's ending tells. */
export function languageOf(file: FilePath): Language | undefined {
  return BY_EXTENSION.get(file.slice(file.lastIndexOf(".")));
}
