import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../src/base/diagnostics/diagnostic.js";
import { html } from "../../../src/cli/report/html/html.js";
import type { ReportContext } from "../../../src/cli/report/index.js";
import { anyReport, contextOfAny } from "./any-report.js";
import { accepted, clean, contextOf, report } from "./sample.js";

const PAGE = "# missing-member\n\n## What it does\n\nReports `<T>`.\n";
const described = contextOf({ page: (rule) => (rule === "missing-member" ? PAGE : undefined) });

describe("html", () => {
  it("shows what it comes to, and counts by rule and by file", () => {
    const { texts } = read(report, described);
    expect(texts).toContain("1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (db-ssot fix)");
    expect(texts).toContain(
      "1 errors 1 warnings 0 infos 1 safe fixes 0 unsafe fixes 0 accepted (baseline) 0 suppressed",
    );
    expect(texts).toContain("direct-manager 1 missing-member 1 1");
    expect(texts).toContain("src/routes/health.ts 1 1 1");
  });

  it("shows a finding with its code, notes, help and what a fix changes", () => {
    const { texts } = read(report, described);
    expect(texts).toContain(
      [
        "error missing-member line 4, column 42",
        "DatabaseManager has no member getAsyncSession",
        "3 | export async function ready(): Promise<Health> {",
        '4 | await using db = await DatabaseManager.getAsyncSession("default");',
        "| ^^^^^^^^^^^^^^^ not on the class, not on its instances",
        "note DatabaseManager has getSession, initialize (src/db/database-manager.ts:2:14)",
        'help await using db = await getDb(); safe fix: "default" names the default database and is dropped',
        "call getDb() safe",
        "src/routes/health.ts:4",
        '- await using db = await DatabaseManager.getAsyncSession("default");',
        '+ await using db = await getDb("default");',
      ].join(" "),
    );
  });

  it("shows the note about an accessor once, above the findings", () => {
    const { texts } = read(report, described);
    expect(texts).toContain(
      "infos note the accessor of primary is getDb of src/database/index.ts src/routes/health.ts",
    );
    expect(texts.match(/the accessor of primary/g)).toHaveLength(1);
  });

  it("shows files that were not read in full, and the pages of the rules that found something", () => {
    const { texts } = read(report, described);
    expect(texts).toContain("syntax src/broken.ts:1:7 variable declaration expected 1 | const = 1; | ^");
    expect(texts).toContain("unreadable src/private.ts permission denied");
    expect(texts).toContain("missing-member What it does Reports `<T>`.");
    expect(texts).not.toContain("deep-import");
  });

  it("shows what does not count, with its reason, and the package of a finding", () => {
    const { texts } = read(accepted, described);
    expect(texts).toContain("Allowed by comments 1 place rule finding reason until owner src/routes/health.ts:1:10");
    expect(texts).toContain("the probe runs before the pool is there 2027-03-01 @platform");
    expect(texts).toContain("Accepted by the baseline 1 place rule finding src/routes/health.ts:1:10 direct-manager");
    expect(texts).toContain("src/routes/health.ts api 1 finding");
  });

  it("says so when there is nothing to report", () => {
    const { texts, elements } = read(clean, described);
    expect(texts).toContain("no findings");
    expect(elements.filter(({ tagName }) => tagName === "section")).toEqual([]);
  });

  it("leads from its tables to what they count", () => {
    const { elements } = read(accepted, described);
    const ids = elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === "id").map(({ value }) => value));
    const links = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === "href").map(({ value }) => value),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
  });

  it("asks nothing of the network, and forbids the browser to", () => {
    const text = html.render(accepted, described);
    expect(text).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:/i);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it("lets no report become markup, whatever its texts are", () => {
    const own = vocabulary(accepted, described);
    const frames = vocabulary(report, described);
    const known = new Set([...own, ...frames]);
    fc.assert(
      fc.property(anyReport, (any) => {
        const { faults, elements } = read(any.report, contextOfAny(any));
        expect(faults).toEqual([]);
        expect(wordsOf(elements).filter((word) => !known.has(word))).toEqual([]);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("is HTML without faults", () => {
    for (const given of [report, accepted, clean]) expect(read(given, described).faults).toEqual([]);
    expect(read(report, contextOf({ texts: () => undefined })).faults).toEqual([]);
  });
});

type Element = DefaultTreeAdapterTypes.Element;

interface Read {
  /** With white space as a reader sees it. */
  readonly texts: string;
  readonly elements: readonly Element[];
  readonly faults: readonly string[];
}

function read(given: Report, context: ReportContext): Read {
  const faults: string[] = [];
  const document = parse(html.render(given, context), { onParseError: ({ code }) => faults.push(code) });
  const nodes = descendants(document);
  const texts = nodes.map(textOf).join("");
  return { texts: texts.replace(/\s+/g, " "), elements: nodes.filter((node) => "tagName" in node), faults };
}

/** Cells stand side by side. */
function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === "td" || node.nodeName === "th") return " ";
  return "value" in node && !isStyle(node) ? node.value : "";
}

function isStyle({ parentNode }: DefaultTreeAdapterTypes.TextNode): boolean {
  return parentNode?.nodeName === "style";
}

function descendants(node: DefaultTreeAdapterTypes.Node): readonly DefaultTreeAdapterTypes.Node[] {
  return "childNodes" in node ? [node, ...node.childNodes.flatMap(descendants)] : [node];
}

function vocabulary(given: Report, context: ReportContext): readonly string[] {
  return wordsOf(read(given, context).elements);
}

/** `a[href]`: each element with the names of its attributes. */
function wordsOf(elements: readonly Element[]): readonly string[] {
  return elements.map(({ tagName, attrs }) => `${tagName}[${attrs.map(({ name }) => name).join()}]`);
}
