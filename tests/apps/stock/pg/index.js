/**
 * Stands for `pg`: its pools and clients send their statements to one PGlite, which the tests start for all processes because
 * starting it takes seconds. It counts connections that are opened and closed, and clients that are taken and not released.
 */
import { connect } from "node:net";
import { env, pid } from "node:process";
import { createInterface } from "node:readline";

export const log = { opened: 0, closed: 0, taken: 0 };

const socket = connect(Number(env.POSTGRES_OF_TESTS), "127.0.0.1");
const pending = [];
createInterface(socket).on("line", (line) => {
  const { resolve, reject } = pending.shift();
  if (pending.length === 0) socket.unref();
  const { rows, affectedRows, error } = JSON.parse(line);
  if (error === undefined) resolve({ rows, rowCount: affectedRows || rows.length });
  else reject(new Error(error));
});
socket.unref();

/** Each process has its own schemas, one for each of its databases. */
function run(database, sql, parameters) {
  return new Promise((resolve, reject) => {
    pending.push({ resolve, reject });
    socket.ref();
    socket.write(`${JSON.stringify({ process: pid, schema: `${database}_${pid}`, sql, parameters })}\n`);
  });
}

function databaseOf({ connectionString } = {}) {
  return connectionString?.split("/").pop() || "public";
}

export class PoolClient {
  #isTaken = true;

  constructor(database, giveBack) {
    this.database = database;
    this.giveBack = giveBack;
    log.taken += 1;
  }

  query(sql, parameters) {
    return run(this.database, sql, parameters);
  }

  release() {
    if (!this.#isTaken) throw new Error("Release called on client which has already been released to the pool.");
    this.#isTaken = false;
    log.taken -= 1;
    this.giveBack();
  }

  on() {
    return this;
  }
}

export class Pool {
  #idle = 0;
  #open = 0;
  #isEnded = false;

  constructor(config) {
    this.database = databaseOf(config);
  }

  async connect() {
    if (this.#isEnded) throw new Error("Cannot use a pool after calling end on the pool");
    if (this.#idle > 0) this.#idle -= 1;
    else {
      this.#open += 1;
      log.opened += 1;
    }
    return new PoolClient(this.database, () => {
      this.#idle += 1;
    });
  }

  async query(sql, parameters) {
    const client = await this.connect();
    try {
      return await client.query(sql, parameters);
    } finally {
      client.release();
    }
  }

  async end() {
    this.#isEnded = true;
    log.closed += this.#open;
    this.#open = 0;
  }

  on() {
    return this;
  }
}

export class Client {
  #isOpen = false;

  constructor(config) {
    this.database = databaseOf(config);
  }

  async connect() {
    this.#isOpen = true;
    log.opened += 1;
    log.taken += 1;
  }

  async query(sql, parameters) {
    if (!this.#isOpen) throw new Error("Client was closed and is not queryable");
    return run(this.database, sql, parameters);
  }

  async end() {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    log.closed += 1;
    log.taken -= 1;
  }

  on() {
    return this;
  }
}

export default { Pool, Client };
