/** How TypeScript and JavaScript write the use of an accessor: takes its name and form, gives an expression. */
import type { Form } from "../../../facts/forms.js";

/**
 * The expression that gives the handle. Of a `callback` accessor no expression does: it is the accessor itself, to be called
 * with the function that gets the handle. The forms that only Python has are called like functions.
 */
export function obtain(accessor: string, form: Form): string {
  if (form === "object" || form === "callback") return accessor;
  if (form === "promise" || form === "disposable") return `await ${accessor}()`;
  return `${accessor}()`;
}
