/** How Python writes the use of an accessor: takes its name and form, gives an expression. */
import type { Form } from "../../../facts/forms.js";

/**
 * The expression that gives the handle. Of a `context-manager` it is the call that stands behind `with` or `async with`,
 * and of a `callback` the accessor itself, to be called with the function that gets the handle.
 */
export function obtain(accessor: string, form: Form): string {
  if (form === "object" || form === "callback") return accessor;
  if (form === "dependency") return `Depends(${accessor})`;
  return form === "promise" ? `await ${accessor}()` : `${accessor}()`;
}
