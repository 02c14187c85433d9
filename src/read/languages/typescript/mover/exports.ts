/** A module's exports: re-exports a name as deprecated, removes a name from its lists. */
import { ts } from "ts-morph";
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { Reexport, ReexportRequest } from "../../mover.js";
import { treeOf } from "../parse.js";
import { readStyle } from "../writer/style.js";
import { withComments } from "./statements.js";

/** Edits for `export { X }` and `export default X`; what CommonJS exports is assigned, and cannot be taken out. */
export function removeExport(file: FilePath, text: string, name: string): readonly TextEdit[] | undefined {
  const source = treeOf(file, text);
  if (source.statements.some((statement) => isAssignedExport(source, statement, name))) return undefined;
  return source.statements.flatMap((statement): readonly TextEdit[] => {
    if (ts.isExportAssignment(statement) && statement.expression.getText(source) === name) {
      return [removal(source, statement)];
    }
    const clause = ts.isExportDeclaration(statement) && !statement.moduleSpecifier ? statement.exportClause : undefined;
    if (clause === undefined || !ts.isNamedExports(clause)) return [];
    const gone = clause.elements.filter((element) => (element.propertyName ?? element.name).text === name);
    if (gone.length === 0) return [];
    if (gone.length === clause.elements.length) return [removal(source, statement)];
    return gone.map((element) => withComma(source, clause, element));
  });
}

/** `module.exports = …`, `exports.X = …` */
function isAssignedExport(source: ts.SourceFile, statement: ts.Statement, name: string): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return false;
  const { left, right } = statement.expression;
  const isExport = /^(?:module\s*\.\s*)?exports\b/.test(left.getText(source));
  return isExport && new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(right.getText(source));
}

function removal(source: ts.SourceFile, node: ts.Node): TextEdit {
  const whole = withComments(source.text, { start: node.getStart(source), end: node.end });
  return { ...whole, text: "" };
}

function withComma(source: ts.SourceFile, clause: ts.NamedExports, element: ts.ExportSpecifier): TextEdit {
  const index = clause.elements.indexOf(element);
  const next = clause.elements[index + 1];
  const previous = clause.elements[index - 1];
  if (next !== undefined) return { start: element.getStart(source), end: next.getStart(source), text: "" };
  return { start: previous?.end ?? element.getStart(source), end: element.end, text: "" };
}

export function reexport({ facts, text, exported, local, target, used }: ReexportRequest): Reexport {
  const style = readStyle(facts, text);
  const comment = `/** @deprecated Import it from ${style.quote}${target.specifier}${style.quote}. */`;
  if (style.system === "require") return { statement: "", imported: true, comment };
  if (exported.length === 0) return { statement: "", imported: used };
  const [open, close] = style.spacedBraces ? ["{ ", " }"] : ["{", "}"];
  const named = (from: string): string =>
    exported.map((name) => (name === from ? name : `${from} as ${name}`)).join(", ");
  const end = style.semicolons ? ";" : "";
  const from = used ? "" : ` from ${style.quote}${target.specifier}${style.quote}`;
  const names = named(used ? local : target.name);
  return {
    statement: `${comment}${style.newline}export ${open}${names}${close}${from}${end}${style.newline}`,
    imported: used,
  };
}
