/** Runs generated programs in this process, on a database of one table that keeps what is committed. */
import ts from "typescript";
import type { MemoryFiles } from "../../../../support/memory-world.js";

export interface Outcome {
  readonly result: string | undefined;
  readonly error: string | undefined;
  readonly opened: number;
  readonly closed: number;
  readonly kept: readonly string[];
}

export type Outcomes = Readonly<Record<"found" | "failing", Outcome>>;

const QUERIES = { found: "select name from item", failing: "select name from missing" } as const;

/** A table, and what each session has not committed yet. */
class Table {
  opened = 0;
  closed = 0;
  rows: readonly string[] = ["old"];
  readonly #open = new Map<object, string[]>();

  async run(session: object, sql: string): Promise<readonly { readonly name: string }[]> {
    await Promise.resolve();
    const pending = this.#open.get(session);
    switch (sql.split(" ")[0]) {
      case "begin":
        if (pending === undefined) this.#open.set(session, []);
        return [];
      case "commit":
        this.rows = [...this.rows, ...(pending ?? [])];
        this.#open.delete(session);
        return [];
      case "rollback":
        this.#open.delete(session);
        return [];
      case "insert":
        if (pending) pending.push("new");
        else this.rows = [...this.rows, "new"];
        return [];
      default:
        if (sql.includes("missing")) throw new Error('relation "missing" does not exist');
        return [...this.rows, ...(pending ?? [])].map((name) => ({ name }));
    }
  }

  /** A connection that goes back takes what it has not committed with it to the next one who gets it; here it is lost. */
  end(session: object): void {
    this.#open.delete(session);
  }
}

/** As much of `pg` as the programs use; a client that is released twice says so. */
function pgOf(table: Table) {
  class Client {
    isReleased = false;
    async query(sql: string) {
      return { rows: await table.run(this, sql) };
    }
    release() {
      if (this.isReleased) throw new Error("Release called on client which has already been released to the pool.");
      this.isReleased = true;
      table.closed += 1;
      table.end(this);
    }
  }
  class Pool {
    async connect() {
      table.opened += 1;
      return new Client();
    }
    async query(sql: string) {
      const client = new Client();
      return { rows: await table.run(client, sql) };
    }
  }
  return { Pool };
}

export interface Project {
  run(file: string): Promise<Outcomes>;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: true,
};

/** Each program has modules of its own; each text is compiled once. */
export function createProject(files: MemoryFiles): Project {
  const compiled = new Map<string, string>();
  const codeOf = (file: string): string => {
    const known = compiled.get(file);
    if (known !== undefined) return known;
    const code = ts.transpileModule(String(files[file] ?? ""), { compilerOptions: OPTIONS }).outputText;
    compiled.set(file, code);
    return code;
  };

  async function outcomeOf(file: string, sql: string): Promise<Outcome> {
    const table = new Table();
    const loaded = new Map<string, { exports: Record<string, unknown> }>([
      ["pg", { exports: pgOf(table) }],
      ["src/host.ts", { exports: { host: table } }],
      ["src/tools.ts", { exports: { log: () => undefined, peek: () => table.rows.length } }],
    ]);
    const load = (path: string): Record<string, unknown> => {
      const known = loaded.get(path);
      if (known !== undefined) return known.exports;
      const module = { exports: {} as Record<string, unknown> };
      loaded.set(path, module);
      const require = (specifier: string) => load(specifier.replace(/^\.\/(.*)\.js$/, "src/$1.ts"));
      new Function("exports", "require", "module", codeOf(path))(module.exports, require, module);
      return module.exports;
    };
    let found: { result: string | undefined; error: string | undefined };
    try {
      const { main } = load(file) as { main: (sql: string) => Promise<unknown> };
      found = { result: JSON.stringify(await main(sql)), error: undefined };
    } catch (error) {
      found = { result: undefined, error: String((error as Error).message) };
    }
    await new Promise((resolve) => setImmediate(resolve));
    return { ...found, opened: table.opened, closed: table.closed, kept: table.rows };
  }

  return {
    run: async (file) => ({
      found: await outcomeOf(file, QUERIES.found),
      failing: await outcomeOf(file, QUERIES.failing),
    }),
  };
}
