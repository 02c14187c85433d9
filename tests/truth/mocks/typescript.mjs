// Mocks as tests in TypeScript and JavaScript write them: «what is not there», ‹what is, or what nobody can know›. Each way to
// mock is written for each thing that it may be asked of. The project is that of `../labelled/project.mjs`.
const WAYS = [
  (of, name) => `vi.spyOn(${of}, "${name}");`,
  (of, name) => `vi.spyOn(${of}, "${name}").mockResolvedValue({} as never);`,
  (of, name) => `vi.spyOn(${of} as any, '${name}').mockImplementation(() => ({ query: vi.fn() }));`,
  (of, name) => `beforeEach(() => { jest.spyOn(${of}, "${name}").mockReturnValue(undefined as never); });`,
  (of, name) => `jest.spyOn(${of}, "${name}" as never).mockRejectedValueOnce(new Error("down"));`,
  (of, name) => `const spy = jest.spyOn(${of}, '${name}');\nexpect(spy).not.toHaveBeenCalled();`,
  (of, name) => `jest.replaceProperty(${of}, "${name}", (() => 1) as never);`,
  (of, name) => `sinon.stub(${of}, "${name}");`,
  (of, name) => `sinon.stub(${of}, '${name}').resolves({ rows: [] });`,
  (of, name) => `const sandbox = sinon.createSandbox();\nsandbox.stub(${of}, "${name}").throws();`,
  (of, name) => `sinon.replace(${of}, "${name}", fake);`,
  (of, name) => `mock.method(${of}, "${name}", () => ({ query: () => [] }));`,
  (of, name) => `test("is mocked", (t) => { t.mock.method(${of}, "${name}", async () => 1); });`,
];

/** What puts a member there without asking whether it is there. */
const ASSIGNMENTS = [
  (of, name) => `(${of} as any).${name} = vi.fn();`,
  (of, name) => `${of}.${name} = jest.fn().mockResolvedValue({ query: jest.fn() });`,
  (of, name) => `Object.assign(${of}, { ${name}: vi.fn() });`,
];

const MANAGERS = [
  ["DatabaseManager", ["‹getInstance›", "«getAsyncSession»", "«getSession»"]],
  ["databaseManager", ["‹getSession›", "‹transaction›", "«getConnection»"]],
  ["DatabaseManager.getInstance()", ["‹healthCheck›", "«getAsyncSession»"]],
  ["DatabaseManager.prototype", ["‹getSession›", "«getAsyncSession»"]],
];

const OTHERS = [
  ["database", ["‹getDb›", "‹getDbSession›", "«getPool»"]],
  // No manager, and what has no type.
  ["SessionStore", ["‹current›", "‹getSession›"]],
  ["service", ["‹getAsyncSession›"]],
  ["pool", ["‹connect›"]],
];

const HEAD = `import { mock, test } from "node:test";
import sinon from "sinon";
import { vi } from "vitest";
import * as database from "../database/index.js";
import { databaseManager, DatabaseManager } from "../database/index.js";
import { SessionStore } from "../login.js";
import { fake, pool, service } from "./made.js";
`;

const written = (ways, things) =>
  ways.flatMap((way) => things.flatMap(([of, names]) => names.map((name) => `${HEAD}${way(of, name)}\n`)));

const MODULES = [
  `vi.mock("‹../database/index.js›");`,
  `jest.mock("‹../database/index.js›");`,
  `vi.mock("«../database/legacy.js»");`,
  `jest.mock("«../database/pool»", () => ({ pool: {} }));`,
  `vi.doMock("«../db/client.js»", () => ({ client: {} }));`,
  `mock.module("«../database/session.js»", { namedExports: { getSession: () => 1 } });`,
  `jest.mock("‹../database/plugin›", () => ({}), { virtual: true });`,
  `vi.mock("‹../mail.js›");`,
  `vi.mock("../database/index.js", () => ({ ‹getDb›: vi.fn(), «getPool»: vi.fn() }));`,
  `vi.mock("../database/index.js", async () => ({ ...(await vi.importActual("../database/index.js")), ‹getDb›: vi.fn(), «getConnection»: vi.fn() }));`,
  `jest.mock("../database/index.js", () => ({ __esModule: true, DatabaseManager: { «getAsyncSession»: jest.fn(), ‹getInstance›: jest.fn() } }));`,
  `jest.mock("../database/index.js", () => ({ databaseManager: { ‹getSession›: jest.fn(), ‹healthCheck›: jest.fn(), «openSession»: jest.fn() } }));`,
  `jest.mock("../database/index.js", () => ({ ‹mockRows›: [], ‹resetMocks›: jest.fn(), ‹getDb›: jest.fn() }));`,
  `vi.mock("../database/index.js", () => ({ DatabaseManager: class { static ‹getInstance›() { return {}; } static «getAsyncSession»() { return {}; } } }));`,
  `vi.mock("../login.js", () => ({ ‹getStore›: vi.fn() }));`,
  `vi.mock("../database/index.js", () => ‹makeMocks›());`,
  `export class MockDatabaseManager { ‹getSession›() { return {}; } «getConnection»() { return {}; } ‹rows›() { return []; } }`,
  `export class FakeSessionStore { static ‹getSession›() { return ""; } }`,
];

export const MOCKS_IN_TYPESCRIPT = [
  ...written(WAYS, [...MANAGERS, ...OTHERS]),
  ...written(ASSIGNMENTS, MANAGERS),
  ...MODULES.map((line) => `import { mock } from "node:test";\nimport { vi } from "vitest";\n${line}\n`),
];
