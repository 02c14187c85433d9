/**
 * Checkstyle's XML, which many CI systems and review bots read. Source: com.puppycrawl.tools.checkstyle.XMLLogger, which
 * writes the format; it has no schema.
 */
import { xmlAttribute } from "../../base/text/xml.js";
import { helpText } from "./help.js";
import { byFile, type Remark, remarksOf } from "./remarks.js";
import type { Reporter } from "./reporter.js";

/** The version of Checkstyle whose format it is; readers look at it at most to tell the format. */
const VERSION = "4.3";

export const checkstyle: Reporter = {
  name: "checkstyle",
  countsFromTop: true,
  summary: "Checkstyle's XML",
  render(report, context) {
    const files = byFile(remarksOf(report, context));
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<checkstyle version="${VERSION}">`,
      ...[...files].flatMap(([file, remarks]) => [
        `  <file name="${xmlAttribute(file)}">`,
        ...remarks.map((remark) => `    ${errorTag(remark)}`),
        "  </file>",
      ]),
      "</checkstyle>",
    ];
    return `${lines.join("\n")}\n`;
  },
};

function errorTag({ rule, severity, start, message, diagnostic }: Remark): string {
  const help = diagnostic && helpText(diagnostic);
  const attributes = {
    line: start?.line ?? 1,
    ...(start && { column: start.column }),
    severity,
    message: help === undefined ? message : `${message}: ${help}`,
    source: `db-ssot.${rule}`,
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${xmlAttribute(String(value))}"`);
  return `<error ${written.join(" ")}/>`;
}
