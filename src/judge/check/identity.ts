/** What tells one finding from another when lines have moved; its language says so. */

import type { Identity } from "../../base/diagnostics/diagnostic.js";
import { lineAround } from "../../base/text/lines.js";
import type { Span } from "../../base/text/span.js";
import type { Analysis } from "../analysis/analyse.js";

/** Asked about the findings of a file one after the other, it reads the file's tree once. */
export function identifyIn({ texts, allTexts, language }: Analysis["gathered"]): (span: Span) => Identity {
  return (span) => {
    const text = texts.get(span.file) ?? allTexts.get(span.file) ?? "";
    const located = language(span.file)?.locate(span.file, text, span);
    return located ?? { within: "", code: lineAround(text, span.start) };
  };
}
