/**
 * Generated projects: a manager, a chain of modules that hand it on under names that say nothing, and users at the end of
 * it. The files that must be parsed are just those of the chain and its users; no file tells it by its own words.
 */
import fc from "fast-check";
import type { MemoryFiles } from "../../support/memory-world.js";

/** Something that a module exports, and how its importer gets to the manager from there. */
interface Offer {
  readonly file: string;
  readonly name: string;
  readonly reach: (local: string) => string;
}

/** How a name comes into a file: statements, and the expression that stands for the name afterwards. */
interface Imported {
  readonly statement: string;
  readonly local: string;
}

type ImportStyle = (offer: Offer, specifier: string) => Imported;

const IMPORTS: Readonly<Record<string, ImportStyle>> = {
  named: ({ name }, from) => bindDefault(name, (local) => `import { ${local} } from "${from}";`, from),
  renamed: ({ name }, from) => ({ statement: `import { ${name} as other } from "${from}";`, local: "other" }),
  namespace: ({ name }, from) => ({ statement: `import * as all from "${from}";`, local: `all.${name}` }),
  severalLines: ({ name }, from) => ({
    statement: `import {\n  ${name} as other,\n} from\n  "${from}";`,
    local: "other",
  }),
  required: ({ name }, from) => ({ statement: `const all = require("${from}");`, local: `all.${name}` }),
  requiredApart: ({ name }, from) => ({ statement: `const { ${name}: other } = require("${from}");`, local: "other" }),
  requiredMember: ({ name }, from) => ({ statement: `const other = require("${from}").${name};`, local: "other" }),
  dynamic: ({ name }, from) => ({ statement: `const all = await import("${from}");`, local: `all.${name}` }),
  dynamicApart: ({ name }, from) => ({
    statement: `const { ${name}: other } = await import("${from}");`,
    local: "other",
  }),
};

function bindDefault(name: string, named: (local: string) => string, from: string): Imported {
  if (name !== "default") return { statement: named(name), local: name };
  return { statement: `import other from "${from}";`, local: "other" };
}

/** One module of the chain: what it does with what it got, and what it offers in turn. */
interface Step {
  /** It only names another module. */
  readonly reExport?: (offer: Offer, specifier: string) => string;
  readonly declare?: (manager: string) => string;
  readonly offers: (offer: Offer) => Pick<Offer, "name" | "reach">;
}

const kept = (name: string) => (offer: Offer) => ({ name, reach: offer.reach });
const reached = (name: string, reach: Offer["reach"]) => () => ({ name, reach });

const STEPS: Readonly<Record<string, Step>> = {
  reExport: { reExport: ({ name }, from) => `export { ${name} } from "${from}";`, offers: (offer) => offer },
  reExportRenamed: {
    reExport: ({ name }, from) => `export { ${name} as given } from "${from}";`,
    offers: kept("given"),
  },
  reExportAsDefault: {
    reExport: ({ name }, from) => `export { ${name} as default } from "${from}";`,
    offers: kept("default"),
  },
  reExportAll: {
    // `export *` leaves the default out.
    reExport: ({ name }, from) =>
      `export * from "${from}";${name === "default" ? `\nexport { default } from "${from}";` : ""}`,
    offers: (offer) => offer,
  },
  reExportNamespace: {
    reExport: (_, from) => `export * as inner from "${from}";`,
    offers: ({ name, reach }) => ({ name: "inner", reach: (local) => reach(`${local}.${name}`) }),
  },
  constant: { declare: (manager) => `export const kept = ${manager};`, offers: reached("kept", (local) => local) },
  exportedLater: {
    declare: (manager) => `const kept = ${manager};\nexport { kept as later };`,
    offers: reached("later", (local) => local),
  },
  defaultExport: { declare: (manager) => `export default ${manager};`, offers: reached("default", (local) => local) },
  commonJs: { declare: (manager) => `exports.kept = ${manager};`, offers: reached("kept", (local) => local) },
  factory: {
    declare: (manager) => `export function make() {\n  return ${manager};\n}`,
    offers: reached("make", (local) => `${local}()`),
  },
  promised: {
    declare: (manager) => `export const make = async () => ${manager};`,
    offers: reached("make", (local) => `(await ${local}())`),
  },
  property: {
    declare: (manager) => `export const tools = { inner: ${manager} };`,
    offers: reached("tools", (local) => `${local}.inner`),
  },
  method: {
    declare: (manager) => `export const tools = { give: () => ${manager} };`,
    offers: reached("tools", (local) => `${local}.give()`),
  },
  field: {
    declare: (manager) => `export class Keeper {\n  readonly inner = ${manager};\n}`,
    offers: reached("Keeper", (local) => `new ${local}().inner`),
  },
  getter: {
    declare: (manager) => `export class Keeper {\n  get inner() {\n    return ${manager};\n  }\n}`,
    offers: reached("Keeper", (local) => `new ${local}().inner`),
  },
  staticField: {
    declare: (manager) => `export class Keeper {\n  static readonly inner = ${manager};\n}`,
    offers: reached("Keeper", (local) => `${local}.inner`),
  },
  giver: {
    declare: (manager) =>
      `export class Keeper {\n  give() {\n    return ${manager};\n  }\n}\nexport const keeper = new Keeper();`,
    offers: reached("keeper", (local) => `${local}.give()`),
  },
  subclassOfKeeper: {
    declare: (manager) =>
      `class Keeper {\n  protected readonly inner = ${manager};\n}\nexport class Special extends Keeper {\n  open() {\n    return this.inner;\n  }\n}`,
    offers: reached("Special", (local) => `new ${local}().open()`),
  },
};

/** The manager, offered in the ways that real projects offer it. Its own file is the only one that names a driver. */
const MANAGERS: Readonly<Record<string, { readonly text: string } & Pick<Offer, "name" | "reach">>> = {
  class: { text: "", name: "DatabaseManager", reach: (local) => `new ${local}()` },
  statics: { text: "", name: "DatabaseManager", reach: (local) => local },
  instance: { text: "export const shared = new DatabaseManager();", name: "shared", reach: (local) => local },
  single: {
    text: "let only: DatabaseManager | undefined;\nexport function obtain(): DatabaseManager {\n  only ??= new DatabaseManager();\n  return only;\n}",
    name: "obtain",
    reach: (local) => `${local}()`,
  },
};

const DATABASE = `import { Pool } from "pg";

const pool = new Pool();

export async function getDb() {
  return pool.connect();
}

export class DatabaseManager {
  static async getShared() {
    return pool.connect();
  }

  async getSession() {
    return pool.connect();
  }
}
`;

const SPECIFIERS: Readonly<Record<string, (file: string) => string>> = {
  written: (file) => `./${file}.js`,
  bare: (file) => `./${file}`,
  typescript: (file) => `./${file}.ts`,
  alias: (file) => `@/${file}`,
  baseUrl: (file) => `src/${file}`,
};

const pick = <Value>(table: Readonly<Record<string, Value>>) => fc.constantFrom(...Object.keys(table));

const link = fc.record({ step: pick(STEPS), style: pick(IMPORTS), specifier: pick(SPECIFIERS) });
type Link = typeof link extends fc.Arbitrary<infer Value> ? Value : never;

const use = fc.record({
  after: fc.nat(3),
  style: pick(IMPORTS),
  specifier: pick(SPECIFIERS),
  member: fc.constantFrom("getSession", "getShared", "getAsyncSession"),
});

/**
 * Ways of handing on that are lost today, wherever they stand in a chain: what a class hands out by a field or a method, and a module
 * within what is already two steps away. The list may only shrink.
 */
export const LOST_TODAY: readonly (readonly string[])[] = [
  ["field"],
  ["staticField"],
  ["giver"],
  ["subclassOfKeeper"],
  ["reExportNamespace", "reExportNamespace"],
  ["method", "reExportNamespace"],
];

/** These steps in this order, with others between them or without. */
function holds(links: readonly Link[], steps: readonly string[]): boolean {
  let next = 0;
  for (const { step } of links) if (step === steps[next]) next += 1;
  return next === steps.length;
}

const plan = fc.record({
  manager: pick(MANAGERS),
  links: fc.array(link, { maxLength: 3 }).filter((links) => !LOST_TODAY.some((steps) => holds(links, steps))),
  uses: fc.array(use, { minLength: 1, maxLength: 3 }),
  strangers: fc.nat(2),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

export interface GeneratedProject {
  /** In words, for the message of a failure. */
  readonly story: string;
  readonly files: MemoryFiles;
}

export const generatedProject: fc.Arbitrary<GeneratedProject> = plan.map(createProject);

/** A project whose chain is these steps, with one user at its end. */
export function projectThrough(steps: readonly string[]): GeneratedProject {
  const ordinary = { style: "named", specifier: "written" };
  const links = steps.map((step) => ({ step, ...ordinary }));
  const uses = [{ after: steps.length, member: "getAsyncSession" as const, ...ordinary }];
  return createProject({ manager: "single", links, uses, strangers: 0 });
}

function createProject({ manager, links, uses, strangers }: Plan): GeneratedProject {
  const first = at(MANAGERS, manager);
  const files: Record<string, string> = {
    "package.json": '{ "name": "shop", "type": "module", "dependencies": { "pg": "8" } }\n',
    "tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }\n',
    "src/database.ts": `${DATABASE}${first.text === "" ? "" : `\n${first.text}\n`}`,
    "src/orders.ts":
      'import { getDb } from "./database.js";\n\nexport const orders = async () => (await getDb()).query("select 1");\n',
  };
  const offers: Offer[] = [{ ...first, file: "database" }];
  links.forEach((each, index) => {
    const { offer, text } = follow(each, latest(offers), `m${index}`);
    offers.push(offer);
    files[`src/${offer.file}.ts`] = text;
  });
  uses.forEach(({ after, style, specifier, member }, index) => {
    const offer = offers[Math.min(after, offers.length - 1)] ?? latest(offers);
    const { statement, local } = importOf(offer, style, specifier);
    files[`src/u${index}.ts`] =
      `${statement}\n\nexport async function run() {\n  return ${offer.reach(local)}.${member}();\n}\n`;
  });
  for (let index = 0; index < strangers; index += 1) {
    files[`src/s${index}.ts`] = `import { run } from "./u0.js";\n\nexport const again = run;\n`;
  }
  const chain = links.map(({ step, style }) => `${step} (${style})`);
  const ends = uses.map(({ after, style, member }) => `${member} after ${Math.min(after, links.length)} (${style})`);
  return { story: [manager, ...chain, ...ends].join(" -> "), files };
}

function follow({ step, style, specifier }: Link, offer: Offer, file: string): { offer: Offer; text: string } {
  const { reExport, declare, offers } = at(STEPS, step);
  const next = { ...offers(offer), file };
  if (reExport !== undefined)
    return { offer: next, text: `${reExport(offer, at(SPECIFIERS, specifier)(offer.file))}\n` };
  const { statement, local } = importOf(offer, style, specifier);
  return { offer: next, text: `${statement}\n\n${declare?.(offer.reach(local)) ?? ""}\n` };
}

function importOf(offer: Offer, style: string, specifier: string): Imported {
  return at(IMPORTS, style)(offer, at(SPECIFIERS, specifier)(offer.file));
}

function latest(offers: readonly Offer[]): Offer {
  const last = offers.at(-1);
  if (last === undefined) throw new Error("a chain begins with a manager");
  return last;
}

function at<Value>(table: Readonly<Record<string, Value>>, key: string): Value {
  const value = table[key];
  if (value === undefined) throw new Error(`there is no ${key}`);
  return value;
}
