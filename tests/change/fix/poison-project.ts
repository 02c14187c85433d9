/** Generated projects in which some fixes are poison: a real command fails when they are in the tree. */

export interface PoisonProject {
  readonly files: Readonly<Record<string, string>>;
  readonly sites: number;
  /** Sites that must not all be fixed: one of them alone, or a pair that is good one by one. */
  readonly culprits: readonly (readonly number[])[];
}

/** Judges by the text of the functions alone, as it was generated or fixed. Not in Node, which takes longer to start. */
export const CHECK_COMMAND = "awk -f check.awk culprits.txt src/routes/*.ts";

export function poisonProject(seed: number): PoisonProject {
  const random = randomFrom(seed);
  const sites = 20 + random(41);
  const culprits = chooseCulprits(sites, 1 + random(5), random);
  return {
    sites,
    culprits,
    files: {
      "package.json": '{ "name": "shop", "type": "module" }\n',
      "db-ssot.json": CONFIG,
      "src/database/index.ts": DATABASE,
      "src/db/manager.ts": MANAGER,
      ...modules(sites, random),
      "check.awk": CHECK,
      "culprits.txt": culprits.map((culprit) => `${culprit.join(" ")}\n`).join(""),
    },
  };
}

type Random = (below: number) => number;

/** No site is in two of them, so that exactly one fix of each has to go. */
function chooseCulprits(sites: number, count: number, random: Random): readonly (readonly number[])[] {
  const free = Array.from({ length: sites }, (_, site) => site);
  const take = (): readonly number[] => free.splice(random(free.length), 1);
  return Array.from({ length: count }, () => [...take(), ...(random(2) === 0 ? [] : take())].sort((a, b) => a - b));
}

const CONFIG = `{
  "sources": [{
    "accessor": { "module": "src/database/index.ts", "name": "getDb" },
    "managers": ["DatabaseManager"],
    "legacy": ["getDbSession"]
  }]
}
`;

const DATABASE = `import { Pool } from "pg";

const pool = new Pool();

export function getDb(): Pool {
  return pool;
}
`;

const MANAGER = `import { Pool } from "pg";
import { getDb } from "../database/index.js";

export class DatabaseManager {
  static getConnection(): Pool {
    return getDb();
  }
}

export function getDbSession(): Pool {
  return getDb();
}
`;

/** One to six sites in a file: their fixes share imports. */
function modules(sites: number, random: Random): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (let first = 0; first < sites; ) {
    const next = Math.min(sites, first + 1 + random(6));
    const functions = Array.from({ length: next - first }, (_, index) => siteText(first + index, random));
    const names = ["DatabaseManager", "getDbSession"].filter((name) => functions.join("").includes(name));
    const imports = `import { ${names.join(", ")} } from "../db/manager.js";\n`;
    files[`src/routes/route-${first}.ts`] = [imports, ...functions].join("\n");
    first = next;
  }
  return files;
}

function siteText(site: number, random: Random): string {
  const obtain = ["DatabaseManager.getAsyncSession()", "DatabaseManager.getSession()", "getDbSession()"][random(3)];
  const inline = `  return ${obtain}.query("select ${site}");\n`;
  const bound = `  const db = ${obtain};\n  return db.query("select ${site}");\n`;
  return `export function site${site}() {\n${random(2) === 0 ? inline : bound}}\n`;
}

const CHECK = `# Reads the culprits, then the modules; says which culprits are fixed as a whole, and that is wrong.
FILENAME == "culprits.txt" { culprits[FNR] = $0; next }
/^import .*getDb / { imported[FILENAME] = 1 }
/^export function/ { site = $3; gsub(/[^0-9]/, "", site) }
/getDb\\(\\)/ { fixed[site] = 1; count++ }
/getDb\\(\\)/ && !imported[FILENAME] { print "error: getDb is not imported in " FILENAME; status = 1 }
END {
  print count + 0 " sites fixed"
  for (each in culprits) {
    size = split(culprits[each], sites, " ")
    wrong = 1
    for (i = 1; i <= size; i++) if (!(sites[i] in fixed)) wrong = 0
    if (wrong) { print "AssertionError: wrong rows at " culprits[each]; status = 1 }
  }
  exit status
}
`;

/** Marsaglia's xorshift on 32 bits. */
function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  // Neighbouring seeds begin alike.
  for (let skipped = 0; skipped < 20; skipped++) next(1);
  return next;
}
