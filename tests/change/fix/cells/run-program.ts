/** Runs a small program on the one database: takes its files, gives rows, errors, and what was opened and closed. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import ts from "typescript";

/** What a run showed. */
export interface Outcome {
  readonly rows: unknown;
  readonly error?: string;
  readonly opened: number;
  readonly closed: number;
  /** The table as the run left it. */
  readonly books: unknown;
}

export interface Host {
  readonly database: PGlite;
  readonly log: { opened: number; closed: number };
}

export async function openHost(): Promise<Host> {
  const database = await PGlite.create();
  return { database, log: { opened: 0, closed: 0 } };
}

/** @returns the outcome of a query that works, and of one that throws */
export async function runProgram(host: Host, files: Readonly<Record<string, string>>): Promise<readonly Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), "db-ssot-cell-"));
  try {
    await compile(folder, files);
    (globalThis as { cellHost?: Host }).cellHost = host;
    host.log.opened = 0;
    host.log.closed = 0;
    const { titles } = await import(pathToFileURL(join(folder, "place.js")).href);
    const works = await outcomeOf(host, () => titles("select title from books order by title"));
    const fails = await outcomeOf(host, () => titles("select no_such_column from books"));
    return [works, fails];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith(".ts")) continue;
    const source = basename(path) === "host.ts" ? LENT_HOST : text;
    const { outputText } = ts.transpileModule(source, { compilerOptions: options });
    await writeFile(join(folder, basename(path).replace(/\.ts$/, ".js")), outputText);
  }
}

const LENT_HOST = "export const { database, log } = (globalThis as any).cellHost;";

async function outcomeOf({ database, log }: Host, run: () => Promise<unknown>): Promise<Outcome> {
  await database.exec(FRESH);
  let found: { rows: unknown; error?: string };
  try {
    found = { rows: await run() };
  } catch (error) {
    found = { rows: undefined, error: (error as Error).message };
  }
  const { opened, closed } = log;
  await database.exec("rollback");
  const { rows: books } = await database.query("select * from books order by title");
  return { ...found, opened, closed, books };
}

const FRESH = `
  drop table if exists books;
  create table books (title text not null, lent int not null);
  insert into books values ('Emma', 0), ('Middlemarch', 1);
`;
