/** Rules as SARIF describes them: their sentence, and their page as help. */
import type { RuleDescription } from "../../../judge/rules/rule.js";
import { renderPage } from "../page.js";
import type { ReportContext } from "../reporter.js";

export function ruleDescriptors({ rules, page }: Pick<ReportContext, "rules" | "page">): readonly object[] {
  return rules.map((rule) => descriptorOf(rule, page(rule.id)));
}

function descriptorOf({ id, summary, severity }: RuleDescription, page: string | undefined): object {
  const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  const help =
    page === undefined ? {} : { help: { text: renderPage(page, { colour: false }), markdown: linked(page) } };
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: sentence },
    fullDescription: { text: (page && whatItDoes(page)) || sentence },
    ...help,
    defaultConfiguration: severity === "off" ? { enabled: false } : { level: LEVELS[severity] },
    // Two of these are GitHub's: it sorts alerts by them. Nothing is reported by a guess, so the precision is high.
    properties: { tags: ["database"], precision: "high", "problem.severity": PROBLEM_SEVERITIES[severity] },
  };
}

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;
const PROBLEM_SEVERITIES = {
  error: "error",
  warning: "warning",
  info: "recommendation",
  off: "recommendation",
} as const;

/** `missing-member` → `MissingMember`: SARIF wants a name that is not the id, and one word. */
function nameOf(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** The first paragraph under that heading, in one line. */
function whatItDoes(page: string): string | undefined {
  const [, section] = page.split("\n## What it does");
  const [paragraph] = section?.trim().split(/\r?\n\s*\r?\n/) ?? [];
  return paragraph && linked(paragraph).replace(/\s+/g, " ");
}

/** Links to other pages lead nowhere from a report. */
function linked(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, "$1");
}
