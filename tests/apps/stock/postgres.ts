/** One PGlite for all processes that use the stand-in for `pg`. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import { PGlite } from "@electric-sql/pglite";

interface Statement {
  /** Of one process at a time a transaction can be open. */
  readonly process: number;
  readonly schema: string;
  readonly sql: string;
  readonly parameters?: unknown[];
}

export interface Postgres {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<Postgres> {
  const database = await PGlite.create();
  const current = { process: 0, schema: "" };

  async function run({ process, schema, sql, parameters }: Statement): Promise<object> {
    if (process !== current.process) await database.exec("rollback");
    if (schema !== current.schema) {
      const name = `"${schema}"`;
      await database.exec(`create schema if not exists ${name}; set search_path to ${name}`);
    }
    Object.assign(current, { process, schema });
    try {
      const { rows, affectedRows } = await database.query(sql, parameters);
      return { rows, affectedRows };
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    createInterface(socket).on("line", (line) => {
      last = last.then(async () => socket.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.close();
      await last;
      await database.close();
    },
  };
}
