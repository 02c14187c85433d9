/** Writes TypeScript and JavaScript code for fixes: calls of an accessor, and its import. */
import type { Form } from "../../../facts/forms.js";
import type { Writer } from "../../language.js";
import { plainExpressions } from "../../writer/plain.js";
import { hasComment, keepComments } from "./comments.js";
import { importWriter } from "./imports.js";
import { chainOf, intoCallback } from "./into-callback.js";
import { memberWriter } from "./member.js";
import { removeStatement } from "./removal.js";
import { rename } from "./rename.js";
import { shareWriter } from "./share.js";
import { specifierFor } from "./specifier.js";
import { usesOf } from "./uses.js";
import { withoutReleases } from "./without-releases.js";

export const writer: Writer = {
  ...importWriter,
  obtain,
  member: memberWriter,
  share: shareWriter,
  hasComment,
  keepComments,
  specifier: specifierFor,
  rename,
  isPlain: plainExpressions(
    String.raw`String|Number|Boolean|parseInt|parseFloat|Number\.parse\w+|path\.\w+|fileURLToPath|encodeURIComponent`,
  ),
  withoutStatement: ({ text, statement }) => removeStatement(text, statement),
  uses: usesOf,
  withoutReleases,
  intoCallback,
  chainOf,
};

/**
 * The expression that gives the handle. A `callback` accessor itself is called with the function
 * that gets the handle. Forms that only Python has are called like functions.
 */
function obtain(accessor: string, form: Form): string {
  if (form === "object" || form === "callback") return accessor;
  if (form === "promise" || form === "disposable") return `await ${accessor}()`;
  return `${accessor}()`;
}
