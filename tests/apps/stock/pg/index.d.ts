/** The part of `pg` and its types that the application uses. */
export interface QueryResult {
  // biome-ignore lint/suspicious/noExplicitAny: as in the types of pg
  rows: any[];
  rowCount: number | null;
}

export interface PoolConfig {
  connectionString?: string;
  max?: number;
  idleTimeoutMillis?: number;
  application_name?: string;
}

declare class Queryable {
  query(sql: string, parameters?: unknown[]): Promise<QueryResult>;
  on(event: string, listener: (...values: unknown[]) => void): this;
}

export class PoolClient extends Queryable {
  release(): void;
}

export class Pool extends Queryable {
  constructor(config?: PoolConfig);
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

export class Client extends Queryable {
  constructor(config?: PoolConfig);
  connect(): Promise<void>;
  end(): Promise<void>;
}

/** What all pools and clients of the process did. */
export const log: { opened: number; closed: number; taken: number };

declare const pg: { Pool: typeof Pool; Client: typeof Client };
export default pg;
