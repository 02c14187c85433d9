/** What Prisma generates for the application's schema, as far as the application uses it. */
export interface Event {
  id: number;
  title: string;
  city: string;
  seats: number;
  status: string;
  startsOn: string;
}

export interface Member {
  id: number;
  name: string;
  email: string;
}

export interface Registration {
  id: number;
  eventId: number;
  memberId: number;
  status: string;
}

export interface Speaker {
  id: number;
  eventId: number;
  name: string;
  topic: string;
}

export interface Comment {
  id: number;
  eventId: number;
  body: string;
}

type Where<Row> = Partial<Row>;
type Order<Row> = Partial<Record<keyof Row, "asc" | "desc">>;

export interface Delegate<Row> {
  findMany(query?: { where?: Where<Row>; orderBy?: Order<Row>; take?: number }): Promise<Row[]>;
  findFirst(query?: { where?: Where<Row> }): Promise<Row | null>;
  findUnique(query: { where: Where<Row> }): Promise<Row | null>;
  count(query?: { where?: Where<Row> }): Promise<number>;
  create(query: { data: Partial<Row> }): Promise<Row>;
  update(query: { where: Where<Row>; data: Partial<Row> }): Promise<Row>;
  updateMany(query: { where?: Where<Row>; data: Partial<Row> }): Promise<{ count: number }>;
  delete(query: { where: Where<Row> }): Promise<Row>;
  deleteMany(query?: { where?: Where<Row> }): Promise<{ count: number }>;
}

export interface TransactionClient {
  event: Delegate<Event>;
  member: Delegate<Member>;
  registration: Delegate<Registration>;
  speaker: Delegate<Speaker>;
  comment: Delegate<Comment>;
}

export interface PrismaClientOptions {
  datasourceUrl?: string;
  log?: string[];
}

export class PrismaClient implements TransactionClient {
  constructor(options?: PrismaClientOptions);
  event: Delegate<Event>;
  member: Delegate<Member>;
  registration: Delegate<Registration>;
  speaker: Delegate<Speaker>;
  comment: Delegate<Comment>;
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
  $transaction<Result>(work: (tx: TransactionClient) => Promise<Result>): Promise<Result>;
  $transaction(work: Promise<unknown>[]): Promise<unknown[]>;
  $queryRaw(sql: TemplateStringsArray, ...values: unknown[]): Promise<unknown[]>;
  $extends(extension: object): PrismaClient;
}
