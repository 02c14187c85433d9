/** Texts that people and their agents read, and which of them tell agents how to work in a project. */
import { baseName } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";

/** By the end of their paths. */
export const DOCUMENTS: readonly string[] = [
  ".md",
  ".mdx",
  ".mdc",
  ".markdown",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
];

/** Instructions for agents that write code. */
export function isAgentInstructions(file: FilePath): boolean {
  return AGENT_NAMES.has(baseName(file)) || /(?:^|\/)\.cursor\/rules\/[^/]+\.mdc?$/.test(file);
}

/** Where they are in a project, those that most agents read first. */
export const AGENT_FILES: readonly FilePath[] = [
  "AGENTS.md",
  "CLAUDE.md",
  "GEMINI.md",
  ".github/copilot-instructions.md",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
];

const AGENT_NAMES = new Set(AGENT_FILES.map(baseName));
