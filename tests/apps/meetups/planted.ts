/** The violations planted into `fixtures/apps/meetups`: the text that is replaced, and what takes its place. */
import type { Plant } from "../plant.js";

const ACCESSOR = 'import { prisma } from "@/lib/prisma";\n';
const CLIENT = 'import { PrismaClient } from "@prisma/client";\n';
const MANAGER = 'import { DatabaseManager, databaseManager } from "@/lib/database-manager";\n';

export const PLANTED: readonly Plant[] = [
  // Members that the manager does not have.
  {
    title: "the readiness probe asks for a missing class method, and its test puts the method there",
    changes: [
      {
        file: "app/api/health/ready/route.ts",
        from: "    await prisma.event.count();\n",
        to: `    const db = await DatabaseManager.getAsyncSession();
    await db.event.count();
`,
      },
      {
        file: "app/api/health/ready/route.ts",
        from: `import { databaseManager } from "@/lib/database-manager";\n${ACCESSOR}`,
        to: MANAGER,
      },
      {
        file: "tests/health.test.ts",
        from: `  it("is ready", async () => {
`,
        to: `  it("is ready", async () => {
    Object.assign(DatabaseManager, { getAsyncSession: mock.fn(async () => ({ event: { count: async () => 3 } })) });
`,
      },
      {
        file: "tests/health.test.ts",
        from: 'import { databaseManager } from "@/lib/database-manager";\n',
        to: MANAGER,
      },
    ],
    finds: [
      { rule: "missing-member", at: "getAsyncSession", fix: "safe" },
      { rule: "stale-mock", file: "tests/health.test.ts", at: "Object.assign(", fix: "by hand" },
    ],
    wrong:
      "the first unsafe, as the test mocks it: it reaches the route by an import that is computed, which is not followed",
  },
  {
    title: "a missing method of the class",
    changes: [
      { file: "services/stats.ts", from: ACCESSOR, to: `${MANAGER}${ACCESSOR}` },
      {
        file: "services/stats.ts",
        from: "  return prisma.speaker.count();\n",
        to: `  const db = await DatabaseManager.getSession();
  return db.speaker.count();
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "getSession", fix: "safe" }],
  },
  {
    title: "a static method is called on the instance, in one expression",
    changes: [
      {
        file: "services/stats.ts",
        from: '  return prisma.registration.count({ where: { status: "waiting" } });\n',
        to: '  return databaseManager.getClient().registration.count({ where: { status: "waiting" } });\n',
      },
    ],
    finds: [{ rule: "missing-member", at: "getClient", fix: "safe" }],
  },
  {
    title: "a getter of the instance is read from the class",
    changes: [
      {
        file: "services/stats.ts",
        from: "  const events = await prisma.event.findMany();\n",
        to: "  const events = await DatabaseManager.client.event.findMany();\n",
      },
    ],
    finds: [{ rule: "missing-member", at: "DatabaseManager.client", fix: "by hand" }],
    wrong: "safe, with `prisma`: a call of a method that gives the same has that fix",
  },
  {
    title: "a missing method that takes a callback",
    changes: [
      {
        file: "services/stats.ts",
        from: '  const { count } = await prisma.registration.deleteMany({ where: { status: "waiting" } });\n',
        to: `  const { count } = await databaseManager.transaction((tx) =>
    tx.registration.deleteMany({ where: { status: "waiting" } }),
  );
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "transaction", fix: "by hand" }],
  },

  // A second manager, and managers that are used or made directly.
  {
    title: "a second manager with a client of its own",
    changes: [
      {
        file: "lib/db/database-manager.ts",
        to: `import { PrismaClient } from "@prisma/client";

export class DatabaseManager {
  private readonly own = new PrismaClient();

  getSession(): PrismaClient {
    return this.own;
  }
}
`,
      },
    ],
    finds: [
      { rule: "duplicate-manager", at: "class DatabaseManager", fix: "by hand" },
      { rule: "direct-client", at: "new PrismaClient(", fix: "unsafe" },
    ],
  },
  {
    title: "the second manager is made for one question",
    changes: [
      {
        file: "app/admin/page.tsx",
        from: ACCESSOR,
        to: 'import { DatabaseManager } from "@/lib/db/database-manager";\n',
      },
      {
        file: "app/admin/page.tsx",
        from: "await prisma.registration",
        to: "await new DatabaseManager().getSession().registration",
      },
    ],
    finds: [{ rule: "direct-manager", at: "getSession()", fix: "safe" }],
  },
  {
    title: "the manager gives the client of the accessor",
    changes: [
      { file: "services/comments.ts", from: ACCESSOR, to: `${MANAGER}${ACCESSOR}` },
      {
        file: "services/comments.ts",
        from: "  const comments = await prisma.comment.findMany({ where: { eventId }, orderBy",
        to: "  const comments = await DatabaseManager.getClient().comment.findMany({ where: { eventId }, orderBy",
      },
    ],
    finds: [{ rule: "direct-manager", at: "getClient()", fix: "safe" }],
  },
  {
    title: "the manager is asked for a replica, which it does not know",
    changes: [
      {
        file: "services/comments.ts",
        from: "  return prisma.comment.count();\n",
        to: '  return (DatabaseManager as any).getClient("replica").comment.count();\n',
      },
    ],
    finds: [{ rule: "direct-manager", at: "getClient", fix: "by hand" }],
  },
  {
    title: "a getter of the manager",
    changes: [
      {
        file: "services/comments.ts",
        from: "  const { id } = await prisma.comment.create",
        to: "  const { id } = await databaseManager.client.comment.create",
      },
    ],
    finds: [{ rule: "direct-manager", at: "client.comment", fix: "by hand" }],
    wrong: "safe, with `prisma`: the getter gives nothing else",
  },
  {
    title: "a transaction of the manager, on which several statements rely",
    changes: [
      {
        file: "services/registrations.ts",
        from: ACCESSOR,
        to: `import { databaseManager } from "@/lib/database-manager";\n${ACCESSOR}`,
      },
      {
        file: "services/registrations.ts",
        from: `  await prisma.$transaction(async (tx) => {
    const one =`,
        to: `  await databaseManager.withTransaction(async (tx) => {
    const one =`,
      },
    ],
    finds: [],
    wrong: "direct-manager: the method hands its callback to `prisma.$transaction`, which gives it a client",
  },
  {
    title: "the manager, which a test mocks",
    changes: [
      { file: "app/about/page.tsx", from: ACCESSOR, to: 'import { DatabaseManager } from "@/lib/database-manager";\n' },
      { file: "app/about/page.tsx", from: "await prisma.event", to: "await DatabaseManager.getClient().event" },
      {
        file: "tests/pages.test.ts",
        from: `  it("show members", async () => {
`,
        to: `  it("show how many events there were", async () => {
    const client = { event: { findMany: async () => [{}, {}] } };
    const asked = mock.method(DatabaseManager, "getClient", () => client);
    const { default: About } = await import("@/app/about/page");
    match(JSON.stringify(await About()), /events so far/);
    asked.mock.restore();
  });

  it("show members", async () => {
`,
      },
      {
        file: "tests/pages.test.ts",
        from: 'import { beforeEach, describe, it } from "node:test";\n',
        to: `import { beforeEach, describe, it, mock } from "node:test";
import { DatabaseManager } from "@/lib/database-manager";
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "getClient()", fix: "unsafe", because: "tests/pages.test.ts" }],
  },

  // Clients of their own.
  {
    title: "a module with a client of its own",
    changes: [{ file: "services/speakers.ts", from: ACCESSOR, to: `${CLIENT}\nconst prisma = new PrismaClient();\n` }],
    finds: [{ rule: "direct-client", at: "new PrismaClient()", fix: "safe" }],
  },
  {
    title: "a module with a client of another name, which only logs more",
    changes: [
      {
        file: "services/topics.ts",
        from: ACCESSOR,
        to: `${CLIENT}\nconst db = new PrismaClient({ log: ["error"] });\n`,
      },
      { file: "services/topics.ts", from: "await prisma.speaker.findMany", to: "await db.speaker.findMany" },
      { file: "services/topics.ts", from: "await prisma.speaker.updateMany", to: "await db.speaker.updateMany" },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "safe" }],
  },
  {
    title: "a page makes a client while it is loaded",
    changes: [
      { file: "app/members/page.tsx", from: ACCESSOR, to: `${CLIENT}\nconst client = new PrismaClient();\n` },
      { file: "app/members/page.tsx", from: "await prisma.member", to: "await client.member" },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "safe" }],
  },
  {
    title: "a route makes a client for each request and disconnects it",
    changes: [
      {
        file: "app/api/stats/events/route.ts",
        from: `  return respond(async () => ({ count: await countEvents() }));
`,
        to: `  const prisma = new PrismaClient();
  try {
    return Response.json({ count: await prisma.event.count() });
  } finally {
    await prisma.$disconnect();
  }
`,
      },
      {
        file: "app/api/stats/events/route.ts",
        from: `import { respond } from "@/lib/http";
import { countEvents } from "@/services/stats";
`,
        to: CLIENT,
      },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "unsafe" }],
  },
  {
    title: "a route makes a client for each request and leaves it open",
    changes: [
      {
        file: "app/api/stats/members/route.ts",
        from: `  return respond(async () => ({ count: await countMembers() }));
`,
        to: `  return respond(async () => ({ count: await new PrismaClient().member.count() }));
`,
      },
      { file: "app/api/stats/members/route.ts", from: 'import { countMembers } from "@/services/stats";\n', to: "" },
      {
        file: "app/api/stats/members/route.ts",
        from: 'import { respond } from "@/lib/http";\n',
        to: `${CLIENT}import { respond } from "@/lib/http";\n`,
      },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "safe" }],
  },
  {
    title: "a client that other files import",
    changes: [
      { file: "lib/db.ts", to: `${CLIENT}\nexport const db = new PrismaClient();\n` },
      { file: "services/ratings.ts", from: ACCESSOR, to: `import { db } from "@/lib/db";\n${ACCESSOR}` },
      {
        file: "services/ratings.ts",
        from: "  const comments = await prisma.comment.findMany();\n",
        to: "  const comments = await db.comment.findMany();\n",
      },
    ],
    finds: [
      { rule: "direct-client", at: "new PrismaClient(", fix: "unsafe", because: "other files import the client" },
    ],
  },
  {
    title: "a client that is extended",
    changes: [
      {
        file: "services/members.ts",
        from: ACCESSOR,
        to: `${ACCESSOR}import { PrismaClient } from "@prisma/client";

const audited = new PrismaClient().$extends({ name: "audit" });
`,
      },
      {
        file: "services/members.ts",
        from: "  const member = await prisma.member.update",
        to: "  const member = await audited.member.update",
      },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "safe" }],
  },
  {
    title: "the guard against hot reloads once more",
    changes: [
      {
        file: "lib/jobs-db.ts",
        to: `import { PrismaClient } from "@prisma/client";

const globalForJobs = globalThis as unknown as { jobsPrisma?: PrismaClient };

export const jobsPrisma = globalForJobs.jobsPrisma ?? new PrismaClient();

if (process.env.NODE_ENV !== "production") globalForJobs.jobsPrisma = jobsPrisma;
`,
      },
      { file: "jobs/forget-comments.ts", from: ACCESSOR, to: 'import { jobsPrisma } from "@/lib/jobs-db";\n' },
      { file: "jobs/forget-comments.ts", from: "await prisma.comment", to: "await jobsPrisma.comment" },
    ],
    finds: [{ rule: "direct-client", at: "new PrismaClient(", fix: "unsafe" }],
  },

  // What came before the accessor.
  {
    title: "a legacy function that gives the accessor's client",
    changes: [
      { file: "services/events.ts", from: ACCESSOR, to: `import { getPrisma } from "@/lib/legacy-db";\n${ACCESSOR}` },
      {
        file: "services/events.ts",
        from: '  return prisma.event.findMany({ orderBy: { id: "asc" } });\n',
        to: `  const db = getPrisma();
  return db.event.findMany({ orderBy: { id: "asc" } });
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "getPrisma()", fix: "safe" }],
  },
  {
    title: "a legacy function under another name, in one expression",
    changes: [
      {
        file: "jobs/fill-seats.ts",
        from: ACCESSOR,
        to: `import { getPrisma as db } from "@/lib/legacy-db";\n${ACCESSOR}`,
      },
      { file: "jobs/fill-seats.ts", from: "await prisma.event.findMany()", to: "await db().event.findMany()" },
    ],
    finds: [{ rule: "legacy-accessor", at: "db()", fix: "safe" }],
  },
  {
    title: "a legacy function that connects first",
    changes: [
      { file: "jobs/remind.ts", from: ACCESSOR, to: `import { connectPrisma } from "@/lib/legacy-db";\n${ACCESSOR}` },
      {
        file: "jobs/remind.ts",
        from: "  const events = await prisma.event.findMany(",
        to: "  const db = await connectPrisma();\n  const events = await db.event.findMany(",
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "connectPrisma()", fix: "safe" }],
  },
  {
    title: "a test uses a legacy function",
    changes: [
      {
        file: "tests/members.test.ts",
        from: "    equal(await prisma.registration.count(), 2);\n",
        to: "    equal(await getPrisma().registration.count(), 2);\n",
      },
      {
        file: "tests/members.test.ts",
        from: ACCESSOR,
        to: `import { getPrisma } from "@/lib/legacy-db";\n${ACCESSOR}`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "getPrisma()", fix: "safe" }],
  },

  // The accessor, used against its form.
  {
    title: "the accessor is called as a function",
    changes: [
      {
        file: "services/ratings.ts",
        from: "  const comments = await prisma.comment.findMany({ where: { eventId } });\n",
        to: "  const comments = await (prisma as any)().comment.findMany({ where: { eventId } });\n",
      },
      {
        file: "services/ratings.ts",
        from: "  return comments.filter(({ body }) => STARS.startsWith(body)).length;\n",
        to: "  return comments.filter(({ body }: { body: string }) => STARS.startsWith(body)).length;\n",
      },
    ],
    finds: [],
    wrong: "misused-accessor: an object is no function",
  },

  // Imports.
  {
    title: "the accessor is imported from behind its public module",
    changes: [
      {
        file: "lib/legacy-db.ts",
        from: ACCESSOR,
        to: `${ACCESSOR}\nexport { prisma };\n`,
      },
      { file: "jobs/close-past.ts", from: ACCESSOR, to: 'import { prisma } from "@/lib/legacy-db";\n' },
    ],
    finds: [{ rule: "deep-import", file: "jobs/close-past.ts", at: "prisma", fix: "safe" }],
  },
  {
    title: "a route imports the accessor without braces",
    changes: [
      {
        file: "app/api/stats/comments/route.ts",
        from: 'import { countComments } from "@/services/comments";\n',
        to: 'import prisma from "@/lib/prisma";\n',
      },
      { file: "app/api/stats/comments/route.ts", from: "await countComments()", to: "await prisma.comment.count()" },
    ],
    finds: [{ rule: "missing-export", at: "prisma", fix: "safe" }],
  },
  {
    title: "a route imports a database module that has moved",
    changes: [
      {
        file: "app/api/stats/speakers/route.ts",
        from: 'import { countSpeakers } from "@/services/stats";\n',
        to: 'import { prisma } from "@/lib/db/prisma";\n',
      },
      { file: "app/api/stats/speakers/route.ts", from: "await countSpeakers()", to: "await prisma.speaker.count()" },
    ],
    finds: [{ rule: "missing-export", at: "@/lib/db/prisma", fix: "safe" }],
  },
  {
    title: "a script imports a name that the manager's module does not have",
    changes: [
      {
        file: "scripts/disconnect.ts",
        to: `import { getManager } from "@/lib/database-manager";

await getManager().disconnect();
`,
      },
    ],
    finds: [{ rule: "missing-export", at: "getManager", fix: "by hand" }],
  },
  {
    title: "another function that gives the accessor's client",
    changes: [
      {
        file: "lib/session.ts",
        to: `${ACCESSOR}
export function getDb() {
  return prisma;
}
`,
      },
    ],
    finds: [{ rule: "duplicate-accessor", at: "getDb", fix: "by hand" }],
  },
  {
    title: "a comment that allows what is not there",
    changes: [
      {
        file: "services/registrations.ts",
        from: "  return prisma.registration.count({ where: { eventId } });\n",
        to: `  // db-ssot-ignore-next-line direct-client -- there was a client of its own
  return prisma.registration.count({ where: { eventId } });
`,
      },
    ],
    finds: [{ rule: "unused-suppression", at: "direct-client", fix: "safe" }],
  },

  // What must be left alone.
  {
    title: "leaves alone: a replica for readers, another database by its name",
    changes: [
      {
        file: "lib/replica.ts",
        to: `${CLIENT}\nexport const replica = new PrismaClient({ datasourceUrl: process.env.REPLICA_URL });\n`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a script with a client of its own",
    changes: [
      {
        file: "scripts/count.ts",
        to: `${CLIENT}
const prisma = new PrismaClient();
console.log(await prisma.event.count());
await prisma.$disconnect();
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: types of the client",
    changes: [
      {
        file: "lib/types.ts",
        to: `import type { Event, PrismaClient } from "@prisma/client";

export type Work = (client: PrismaClient) => Promise<Event[]>;
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a member that the code asks for first, and health of the manager",
    changes: [
      {
        file: "app/api/health/route.ts",
        from: '  return respond(async () => ({ status: "alive" }));\n',
        to: `  return respond(async () => ({
    status: "alive",
    database: databaseManager.name,
    size: "poolSize" in databaseManager ? (databaseManager as any).poolSize() : undefined,
  }));
`,
      },
      {
        file: "app/api/health/route.ts",
        from: 'import { respond } from "@/lib/http";\n',
        to: `import { databaseManager } from "@/lib/database-manager";
import { respond } from "@/lib/http";
`,
      },
    ],
    finds: [],
  },
];
