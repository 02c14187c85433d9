/**
 * Stands for `@prisma/client`: rows are kept in memory, in a store for each address. It counts clients that are made and
 * disconnected; a client that is used connects by itself, also after it was disconnected.
 */
const MODELS = ["event", "member", "registration", "speaker", "comment"];

export const log = { opened: 0, closed: 0 };

const stores = new Map();

function storeAt(address) {
  if (!stores.has(address))
    stores.set(address, Object.fromEntries(MODELS.map((name) => [name, { rows: [], last: 0 }])));
  return stores.get(address);
}

const fits =
  (where = {}) =>
  (row) =>
    Object.entries(where).every(([name, value]) => row[name] === value);

function compare(orderBy = {}) {
  const [[name, direction] = []] = Object.entries(orderBy);
  if (name === undefined) return () => 0;
  return (one, other) => (one[name] < other[name] ? -1 : 1) * (direction === "desc" ? -1 : 1);
}

function delegate(client, name) {
  const table = () => {
    client.use();
    return storeAt(client.address)[name];
  };
  const one = (where) => {
    const found = table().rows.find(fits(where));
    if (found === undefined)
      throw new Error(
        "An operation failed because it depends on one or more records that were required but not found.",
      );
    return found;
  };
  return {
    findMany: async ({ where, orderBy, take } = {}) =>
      table()
        .rows.filter(fits(where))
        .sort(compare(orderBy))
        .slice(0, take)
        .map((row) => ({ ...row })),
    findFirst: async ({ where } = {}) => ({ ...table().rows.find(fits(where)) }).id ? { ...one(where) } : null,
    findUnique: async ({ where }) => ({ ...table().rows.find(fits(where)) }).id ? { ...one(where) } : null,
    count: async ({ where } = {}) => table().rows.filter(fits(where)).length,
    create: async ({ data }) => {
      const kept = table();
      kept.last = data.id ?? kept.last + 1;
      const row = { id: kept.last, ...data };
      kept.rows.push(row);
      return { ...row };
    },
    update: async ({ where, data }) => ({ ...Object.assign(one(where), data) }),
    updateMany: async ({ where, data }) => {
      const found = table().rows.filter(fits(where));
      for (const row of found) Object.assign(row, data);
      return { count: found.length };
    },
    delete: async ({ where }) => {
      const row = one(where);
      const kept = table();
      kept.rows = kept.rows.filter((each) => each !== row);
      return row;
    },
    deleteMany: async ({ where } = {}) => {
      const kept = table();
      const before = kept.rows.length;
      kept.rows = kept.rows.filter((row) => !fits(where)(row));
      return { count: before - kept.rows.length };
    },
  };
}

export class PrismaClient {
  #isConnected = false;

  constructor({ datasourceUrl } = {}) {
    this.address = datasourceUrl ?? process.env.DATABASE_URL ?? "";
    for (const name of MODELS) this[name] = delegate(this, name);
  }

  use() {
    if (this.#isConnected) return;
    this.#isConnected = true;
    log.opened += 1;
  }

  async $connect() {
    this.use();
  }

  async $disconnect() {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    log.closed += 1;
  }

  async $queryRaw() {
    this.use();
    return [{ one: 1 }];
  }

  /** Work that fails leaves the rows as they were. */
  async $transaction(work) {
    this.use();
    const store = storeAt(this.address);
    const before = JSON.stringify(store);
    try {
      return Array.isArray(work) ? await Promise.all(work) : await work(this);
    } catch (error) {
      Object.assign(store, JSON.parse(before));
      throw error;
    }
  }

  $extends() {
    return this;
  }
}
