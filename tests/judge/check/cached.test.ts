/** A check that takes what it can from the cache reports what a check without one reports, whatever happened between the runs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CheckResult, check } from "../../../src/judge/check/check.js";
import { NOTHING_FOUND } from "../../../src/judge/check/earlier.js";
import { checkUnlessKept } from "../../../src/judge/check/kept.js";
import { checkStaged } from "../../../src/judge/check/staged.js";
import { python } from "../../../src/read/languages/python/index.js";
import { typescript } from "../../../src/read/languages/typescript/index.js";
import { FIXTURE_PROJECTS, projectFiles } from "../../support/fixture-projects.js";
import { type MemoryCache, memoryCache } from "../../support/memory-cache.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

/** How many sequences of changes; more by `CACHE_SEQUENCES=2000`. */
const SEQUENCES = Number(process.env.CACHE_SEQUENCES ?? 20);

function cachedCheck(files: MemoryFiles, cache: MemoryCache): Promise<CheckResult> {
  return check({ ...memoryWorld(files), cache }, { cached: "load-when-needed" });
}

/** What a run reports that takes the whole report of an earlier one where it can, and how often it could. */
function keptCheck(files: MemoryFiles, cache: MemoryCache, counts: { kept: number }): Promise<Shown> {
  return checkUnlessKept({ ...memoryWorld(files), cache }, { cached: "load-when-needed" }).then((judged) => {
    counts.kept += judged.isKept ? 1 : 0;
    return judged;
  });
}

/** What a commit would bring. */
async function stagedCheck(committed: MemoryFiles, index: MemoryFiles, cache?: MemoryCache): Promise<Shown> {
  const world = memoryWorld(index, { committed, index });
  const checked = await checkStaged(
    cache === undefined ? world : { ...world, cache },
    cache === undefined ? {} : { cached: "load-when-needed" },
  );
  return checked.kind === "checked" ? checked : { report: NOTHING_FOUND };
}

type Shown = Pick<CheckResult, "report">;

/** All that a reporter can see. */
async function shown(checked: Promise<Shown>): Promise<unknown> {
  try {
    const { report } = await checked;
    const withoutRewrite = ({ rewrite: _, source: __, ...diagnostic }: (typeof report.diagnostics)[number]) =>
      diagnostic;
    return JSON.parse(JSON.stringify({ ...report, diagnostics: report.diagnostics.map(withoutRewrite) }));
  } catch (error) {
    return String(error);
  }
}

describe("a second run", () => {
  it.each(FIXTURE_PROJECTS)("of %s reports the same, and reads nothing anew", async (name) => {
    const files = projectFiles(name);
    const cache = memoryCache();
    const first = await shown(cachedCheck(files, cache));
    expect(first).toEqual(await shown(check(memoryWorld(files))));
    cache.counts.asked = 0;
    cache.counts.answered = 0;
    expect(await shown(cachedCheck(files, cache))).toEqual(first);
    expect(cache.counts.asked).toBeGreaterThan(0);
    expect(cache.counts.answered).toBe(cache.counts.asked);
  });
});

it("loads no parser for a project that is as it was", async () => {
  const files = projectFiles("health-service");
  const cache = memoryCache();
  await cachedCheck(files, cache);
  const loads: string[] = [];
  const restore = [typescript, python].map((language) => {
    const { load } = language;
    language.load = () => {
      loads.push(language.id);
      return load();
    };
    return () => {
      language.load = load;
    };
  });
  try {
    await cachedCheck(files, cache);
    expect(loads).toEqual([]);
    await cachedCheck(
      { ...files, "src/new.ts": 'import { Pool } from "pg";\nexport const pool = new Pool();\n' },
      cache,
    );
    expect(loads).toEqual(["typescript"]);
  } finally {
    for (const each of restore) each();
  }
});

it("reads a comment where no other file of its language has to be read", async () => {
  const comment = "// db-ssot-ignore-next-line missing-member -- later\n";
  const [parsed, alone] = [
    { "src/a.ts": comment, "src/db.ts": 'import { Pool } from "pg";\nexport const pool = new Pool();\n' },
    { "src/a.ts": comment },
  ];
  const cache = memoryCache();
  for (const files of [parsed, alone, parsed, alone]) {
    expect(await shown(cachedCheck(files, cache))).toEqual(await shown(check(memoryWorld(files))));
  }
});

/** Something that happens to a project between two runs. */
type Change = (files: Record<string, string>, pick: (count: number) => number) => void;

const CHANGES: Readonly<Record<string, Change>> = {
  "a file is removed": (files, pick) => {
    delete files[fileOf(files, pick)];
  },
  "a file is renamed": (files, pick) => {
    const file = fileOf(files, pick);
    files[file.replace(/([^/]+)$/, "moved_$1")] = files[file] ?? "";
    delete files[file];
  },
  "a line is put above": (files, pick) => edit(files, pick, (text, mark) => `${mark} first\n${text}`),
  "a line is taken away": (files, pick) =>
    edit(files, pick, (text) => {
      const lines = text.split("\n");
      lines.splice(pick(lines.length), 1);
      return lines.join("\n");
    }),
  "a name is misspelt": (files, pick) => edit(files, pick, (text) => text.replace(/\b(get\w+)\(/, "$1s(")),
  "a finding is allowed": (files, pick) =>
    edit(files, pick, (text, mark) => {
      const lines = text.split("\n");
      lines.splice(pick(lines.length), 0, `${mark} db-ssot-ignore-next-line missing-member -- later`);
      return lines.join("\n");
    }),
  "two files change places": (files, pick) => {
    const [one, other] = [fileOf(files, pick), fileOf(files, pick)];
    [files[one], files[other]] = [files[other] ?? "", files[one] ?? ""];
  },
  "the configuration goes": (files) => {
    delete files["db-ssot.json"];
  },
  "a rule is off": (files) => {
    const config = JSON.parse(files["db-ssot.json"] ?? "{}");
    files["db-ssot.json"] = JSON.stringify({ ...config, rules: { "missing-member": "off" } });
  },
  "a manifest appears, or goes": (files) => {
    if (files["package.json"] === undefined)
      files["package.json"] = JSON.stringify({ name: "shop", workspaces: ["src/*"] });
    else delete files["package.json"];
  },
  "git ignores a folder": (files, pick) => {
    files[".gitignore"] = `${fileOf(files, pick).replace(/[^/]*$/, "")}\n`;
  },
  "nothing changes": () => {},
  "paths of tsconfig.json change": (files) => {
    files["tsconfig.json"] = JSON.stringify({ compilerOptions: { baseUrl: ".", paths: { "@/*": ["src/*"] } } });
  },
};

function fileOf(files: Readonly<Record<string, string>>, pick: (count: number) => number): string {
  const sources = Object.keys(files).filter((file) => /\.(?:[cm]?[jt]sx?|py)$/.test(file));
  return sources[pick(Math.max(1, sources.length))] ?? "src/none.ts";
}

function edit(
  files: Record<string, string>,
  pick: (count: number) => number,
  change: (text: string, mark: string) => string,
): void {
  const file = fileOf(files, pick);
  files[file] = change(files[file] ?? "", file.endsWith(".py") ? "#" : "//");
}

it("after any changes, every check reports what one without a cache reports", async () => {
  const steps = fc.array(fc.record({ change: fc.constantFrom(...Object.keys(CHANGES)), at: fc.nat() }), {
    minLength: 4,
    maxLength: 8,
  });
  const projects = fc.tuple(fc.constantFrom(...FIXTURE_PROJECTS), fc.constantFrom(...FIXTURE_PROJECTS), steps);
  let answered = 0;
  const counts = { kept: 0 };
  await fc.assert(
    fc.asyncProperty(projects, async ([one, other, changes]) => {
      const files = textsOf({ ...projectFiles(other), ...projectFiles(one) });
      const cache = memoryCache();
      await shown(cachedCheck(files, cache));
      const first = { ...files };
      for (const { change, at } of [...changes, { change: BACK, at: 0 }]) {
        const before = { ...files };
        if (change === BACK) replace(files, first);
        else CHANGES[change]?.(files, (count) => at % count);
        const [cached, plain] = [await shown(cachedCheck(files, cache)), await shown(check(memoryWorld(files)))];
        expect(cached, change).toEqual(plain);
        expect(await shown(keptCheck(files, cache, counts)), change).toEqual(plain);
        const staged = await shown(stagedCheck(before, files, cache));
        expect(staged, change).toEqual(await shown(stagedCheck(before, files)));
      }
      answered += cache.counts.answered;
    }),
    { numRuns: SEQUENCES, seed: SEQUENCES },
  );
  expect(answered).toBeGreaterThan(SEQUENCES * 10);
  expect(counts.kept).toBeGreaterThan(SEQUENCES / 2);
});

/** A branch is switched, and switched back. */
const BACK = "everything is as it was at first";

function replace(files: Record<string, string>, others: Readonly<Record<string, string>>): void {
  for (const file of Object.keys(files)) delete files[file];
  Object.assign(files, others);
}

function textsOf(files: MemoryFiles): Record<string, string> {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : new TextDecoder().decode(content as Uint8Array),
  ]);
  return Object.fromEntries(entries);
}
