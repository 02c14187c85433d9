/** Which files have a say in an analysis, told by their paths alone. */

import type { FilePath } from "../../base/text/span.js";
import { EXTENSIONS } from "../../read/languages/index.js";

/** Sources, and what says how they are to be read: an alias that is taken away breaks imports in files that nobody touched. */
export function isInput(file: FilePath): boolean {
  return SETTINGS.test(file) || EXTENSIONS.some((extension) => file.endsWith(extension));
}

const SETTINGS = /\.(jsonc?|jsonl|toml|cfg|ya?ml)$|(^|\/)(\.gitignore|requirements\.txt)$/;
