/** One report for all reporters: a finding with everything, one with nothing, and files that could not be read in full. */
import type { Diagnostic, Report } from "../../../src/base/diagnostics/diagnostic.js";
import type { ReportContext } from "../../../src/cli/report/index.js";
import { ALL_RULES } from "../../../src/judge/rules/index.js";

const health = `import { DatabaseManager } from "../db/database-manager.js";

export async function ready(): Promise<Health> {
  await using db = await DatabaseManager.getAsyncSession("default");
}
`;
const manager = "\nexport class DatabaseManager {}\n";
const broken = "const = 1;\n";

const texts = new Map([
  ["src/routes/health.ts", health],
  ["src/db/database-manager.ts", manager],
  ["src/broken.ts", broken],
]);

export function contextOf(parts: Partial<ReportContext> = {}): ReportContext {
  return {
    texts: (file) => texts.get(file),
    rules: ALL_RULES,
    page: () => undefined,
    prefix: "",
    colour: false,
    width: 100,
    version: "1.2.3",
    ...parts,
  };
}

const missingMember: Diagnostic = {
  rule: "missing-member",
  severity: "error",
  span: spanOf("src/routes/health.ts", health, "getAsyncSession"),
  message: "`DatabaseManager` has no member `getAsyncSession`",
  label: "not on the class, not on its instances",
  notes: [
    {
      message: "`DatabaseManager` has `getSession`, `initialize`",
      span: spanOf("src/db/database-manager.ts", manager, "DatabaseManager"),
    },
    { about: "accessor", message: "the accessor of `primary` is `getDb` of src/database/index.ts" },
  ],
  help: "`await using db = await getDb()`",
  symbol: "DatabaseManager.getAsyncSession",
  identity: { within: "ready", code: 'DatabaseManager.getAsyncSession("default")' },
  source: "primary",
  fix: {
    title: "call `getDb()`",
    applicability: "safe",
    reason: '`"default"` names the default database and is dropped',
    edits: [{ ...spanOf("src/routes/health.ts", health, "DatabaseManager.getAsyncSession"), text: "getDb" }],
  },
};

const directManager: Diagnostic = {
  rule: "direct-manager",
  severity: "warning",
  span: spanOf("src/routes/health.ts", health, "DatabaseManager"),
  message: "`DatabaseManager` is used where `getDb` serves",
  notes: [],
  symbol: "DatabaseManager",
  identity: { within: "ready", code: 'DatabaseManager.getAsyncSession("default")' },
};

export const report: Report = {
  diagnostics: [directManager, missingMember],
  suppressed: [],
  known: [],
  problems: [
    {
      kind: "syntax",
      file: "src/broken.ts",
      message: "variable declaration expected",
      span: spanOf("src/broken.ts", broken, "="),
    },
    { kind: "unreadable", file: "src/private.ts", message: "permission denied" },
  ],
  assumptions: ["assumed `getDb` from src/database/index.ts: 14 importers, builds the client, named like an accessor"],
  statistics: {
    files: 120,
    parsed: 14,
    sites: { known: 37, unknown: 3 },
    unknownReasons: [
      { reason: "computed member", count: 2 },
      { reason: "untyped parameter", count: 1 },
    ],
    canonical: { count: 22, total: 36 },
  },
};

/** The finding with everything counts; the other one is allowed by a comment, and known from the baseline once more. */
export const accepted: Report = {
  ...report,
  diagnostics: [{ ...missingMember, package: "api" }],
  suppressed: [
    {
      diagnostic: directManager,
      suppression: {
        span: spanOf("src/routes/health.ts", health, "export async"),
        reason: "the probe runs before the pool is there",
        until: "2027-03-01",
        owner: "@platform",
      },
    },
  ],
  known: [{ ...directManager }],
};

export const clean: Report = {
  diagnostics: [],
  suppressed: [],
  known: [],
  problems: [],
  assumptions: [],
  statistics: {
    files: 1,
    parsed: 1,
    sites: { known: 1, unknown: 0 },
    unknownReasons: [],
    canonical: { count: 1, total: 1 },
  },
};

function spanOf(file: string, text: string, part: string): Diagnostic["span"] {
  const start = text.indexOf(part);
  return { file, start, end: start + part.length };
}
