/** What the tests of suppressions share: a way to read the comments of one file, and to take away those without use. */
import { applyEdits } from "../../../src/base/edits/apply.js";
import type { FilePath } from "../../../src/base/text/span.js";
import type { KnownRules } from "../../../src/judge/suppressions/directive.js";
import { findUnused } from "../../../src/judge/suppressions/findings.js";
import { type Permissions, readPermissions } from "../../../src/judge/suppressions/permissions.js";
import { languageOf } from "../../../src/read/languages/index.js";
import type { LoadedLanguage } from "../../../src/read/languages/language.js";

export const KNOWN: KnownRules = { allowable: ["direct-client", "missing-member", "deep-import"], others: [] };

const loaded = new Map<string, LoadedLanguage>();
for (const ending of [".ts", ".py"]) {
  const language = await languageOf(ending)?.load();
  if (language !== undefined) loaded.set(ending, language);
}

export function languageFor(file: FilePath): LoadedLanguage {
  const language = loaded.get(file.endsWith(".py") ? ".py" : ".ts");
  if (language === undefined) throw new Error(`no language reads ${file}`);
  return language;
}

export function permissionsOf(file: FilePath, text: string): Permissions {
  return readPermissions(file, text, languageFor(file), KNOWN);
}

/** The text without what allows nothing, as `fix` leaves it; one comment after the other, as its rounds may have to. */
export function withoutUnused(file: FilePath, text: string, usedRules: readonly string[] = []): string {
  const permissions = permissionsOf(file, text);
  const used = new Set(permissions.given.filter(({ rule }) => usedRules.includes(rule.id)));
  const [first] = findUnused(permissions, { used, ran: () => true });
  return first?.fix === undefined ? text : withoutUnused(file, applyEdits(text, first.fix.edits).text, usedRules);
}
