/** Generated stagings: what is committed, what is staged, and what the work tree holds besides. */
import { pick, type Random } from "./random.js";

export interface Version {
  readonly text: string;
  readonly executable: boolean;
}

export type Tree = ReadonlyMap<string, Version>;

export interface Staging {
  readonly head: Tree;
  readonly index: Tree;
  readonly work: Tree;
}

/** The files that every staging has, and that nobody changes. */
export const FRAME: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "src/database/index.ts": `import { Pool } from "pg";

const pool = new Pool();

export function getDb(): Pool {
  return pool;
}
`,
  "src/db/database-manager.ts": `import { getDb } from "../database/index.js";

export class DatabaseManager {
  static getConnection() {
    return getDb();
  }
}
`,
  "src/orders.ts": `import { getDb } from "./database/index.js";

export const orders = () => getDb().query("select * from orders");
`,
};

const NAMES = ["src/a.ts", "src/b.ts", "src/deep/c.ts", "src/ä é.ts", "src/[id].ts"] as const;
const RENAMED = ["src/moved.ts", "src/deep/moved too.ts"] as const;

export function makeStaging(random: Random): Staging {
  const writer = new Writer(random);
  const chance = (percent: number): boolean => random(100) < percent;
  const head = new Map<string, Version>();
  const index = new Map<string, Version>();
  const work = new Map<string, Version>();
  const first = random(NAMES.length);
  const names = [...NAMES, ...NAMES].slice(first, first + 1 + random(3));
  for (const name of names) {
    const isNew = chance(30);
    if (!isNew) head.set(name, { text: writer.file(name), executable: chance(10) });
    const staged = stage(writer, name, head.get(name), random);
    if (staged === undefined) continue;
    index.set(staged.name, staged.version);
    const own = workOn(writer, staged.version, random);
    if (own !== undefined) work.set(staged.name, own);
  }
  return { head, index, work };
}

/** What is staged of a file: it, made anew, changed, moved, as it was, or nothing any more. */
function stage(writer: Writer, name: string, committed: Version | undefined, random: Random) {
  if (committed === undefined) return { name, version: { text: writer.file(name), executable: false } };
  const what = random(100);
  if (what < 6) return undefined;
  if (what < 16) return { name, version: committed };
  if (what < 20) return { name, version: { ...committed, executable: !committed.executable } };
  const target = what < 32 && depthOf(name) === 1 ? RENAMED[0] : name;
  const text = random(100) < 30 ? writer.file(name) : writer.changed(committed.text, name);
  return { name: target, version: { ...committed, text } };
}

/** What is not staged: edits, another mode, the whole file gone, or nothing. */
function workOn(writer: Writer, version: Version, random: Random): Version | undefined {
  const what = random(100);
  if (what < 5) return undefined;
  if (what < 40) return version;
  if (what < 46) return { ...version, executable: !version.executable };
  let { text } = version;
  for (let edit = 0; edit <= random(3); edit++) text = writer.edited(text);
  return { ...version, text };
}

function depthOf(name: string): number {
  return name.split("/").length - 1;
}

/** Writes files in which no two lines are alike, so that each line can be told wherever it comes to stand. */
class Writer {
  #count = 0;

  constructor(readonly random: Random) {}

  file(name: string): string {
    const ending = pick(this.random, ["\n", "\n", "\r\n", "mixed"] as const);
    const kinds = Array.from({ length: 1 + this.random(4) }, () =>
      pick(this.random, ["bad", "bad", "bad", "good", "plain"] as const),
    );
    const up = depthOf(name) === 1 ? "./" : "../";
    const imports = [
      ...(kinds.includes("bad") ? [`import { DatabaseManager } from "${up}db/database-manager.js";`] : []),
      ...(kinds.includes("good") ? [`import { getDb } from "${up}database/index.js";`] : []),
    ];
    const lines = [...this.comments(2), ...imports, ...this.comments(3), ...kinds.flatMap((kind) => this.part(kind))];
    const mark = this.random(100) < 12 ? "\uFEFF" : "";
    return mark + this.join(lines, ending, this.random(100) < 80);
  }

  /** As its author goes on with it. */
  changed(text: string, name: string): string {
    const lines = linesOf(text);
    if (this.random(100) < 50) return this.edited(text);
    const ending = lines[0]?.endsWith("\r\n") ? "\r\n" : "\n";
    const isKnown = text.includes("import { DatabaseManager }");
    const added = this.join(this.part(isKnown ? "bad" : "plain"), ending, true);
    return `${text.endsWith("\n") ? text : `${text}${ending}`}${added}${name.length % 2 === 0 ? "" : ending}`;
  }

  /** One edit that leaves a program a program. */
  edited(text: string): string {
    const lines = linesOf(text);
    const at = this.random(lines.length);
    const line = lines[at] ?? "";
    const ending = /\r?\n$/.exec(line)?.[0] ?? "\n";
    const body = line.slice(0, line.length - (/\r?\n$/.exec(line)?.[0].length ?? 0));
    const put = (...some: readonly string[]) => [...lines.slice(0, at), ...some, ...lines.slice(at + 1)].join("");
    switch (
      pick(this.random, ["insert", "insert", "append", "append", "remove", "end", "ending", "function"] as const)
    ) {
      case "insert":
        return at === 0
          ? put(line, ...(line.endsWith("\n") ? [`// ${this.name("u")}${ending}`] : []))
          : put(`// ${this.name("u")}${ending}`, line);
      case "append":
        return put(`${body} // ${this.name("u")}${line.slice(body.length)}`);
      case "remove":
        return /^\s*\/\/ [a-z0-9]+\s*$/.test(line) && lines.length > 1 ? put() : text;
      case "end":
        return text.endsWith("\n") ? text.replace(/\r?\n$/, "") : `${text}\n`;
      case "ending":
        return line.endsWith("\r\n") ? put(`${body}\n`) : line.endsWith("\n") ? put(`${body}\r\n`) : text;
      case "function":
        return `${text.endsWith("\n") ? text : `${text}\n`}${this.part(text.includes("{ DatabaseManager }") ? "bad" : "plain").join("\n")}\n`;
    }
  }

  part(kind: "bad" | "good" | "plain"): readonly string[] {
    const name = this.name("f");
    const use = { bad: "DatabaseManager.getAsyncSession()", good: "getDb()", plain: "undefined as never" }[kind];
    return [
      `export async function ${name}() {`,
      ...this.comments(3).map((line) => `  ${line}`),
      `  const ${name}Db = ${use};`,
      ...this.comments(2).map((line) => `  ${line}`),
      `  return ${name}Db;`,
      `} // ${name}`,
      ...this.comments(3),
    ];
  }

  comments(most: number): readonly string[] {
    return Array.from({ length: this.random(most + 1) }, () => `// ${this.name("c")}`);
  }

  name(letter: string): string {
    this.#count += 1;
    return `${letter}${this.#count}`;
  }

  join(lines: readonly string[], ending: "\n" | "\r\n" | "mixed", isEnded: boolean): string {
    const endingOf = (): string => (ending === "mixed" ? pick(this.random, ["\n", "\r\n"] as const) : ending);
    return lines.map((line, at) => (at < lines.length - 1 || isEnded ? line + endingOf() : line)).join("");
  }
}

/** Each with its ending. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
