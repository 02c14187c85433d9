/** What holds of the facts of any text whatever. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { extract } from "../../../../src/read/languages/typescript/extract.js";

const PROGRAM = `import { Pool, type PoolClient } from "pg";
import * as path from "node:path";
@Injectable()
export class DatabaseManager<T extends Base = Pool> extends Base<T> implements Source {
  static #instance?: DatabaseManager; private pool = new Pool({ max: 1 }); [Symbol.iterator]() {}
  constructor(private readonly config: Config, { db }: Deps = {}) { super(); this.db ??= db; Object.assign(this, config); }
  static get instance() { return (this.#instance ??= new DatabaseManager()); }
  async *each(): AsyncGenerator<Row> { for await (const row of this.pool.query\`select \${1}\`) yield row; }
}
export namespace Outer.Inner { export enum Kind { A = "a" } }
declare module "pg" { interface Pool { extra(): void } }
const { a: { b = 1 }, ...rest } = await import("./x"), [c, , d] = require("y");
export default function make(this: Manager, cb?: (db: Pool) => void): asserts cb is Pool { if (cb instanceof Foo && "x" in cb) cb?.(rest!); }
label: for (let i = 0; ; ) { switch (i) { case 1: break label; default: var hoisted = <any>i; } }
exports.x = module.exports.y = function named() { return named(); };
type Tx = Parameters<typeof make>[0] extends infer U ? { [K in keyof U]: U[K] } : never;
`;

const FILES = ["a.ts", "a.tsx", "a.js", "a.mts", "a.cjs", "a.d.ts"];

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."{}()[]<>;:.,?=!&|`'\"/*@#$\\\n\r\t a1"), maxLength: 60 }),
  fc.nat({ max: PROGRAM.length }).map((end) => PROGRAM.slice(0, end)),
  fc
    .tuple(fc.nat({ max: PROGRAM.length }), fc.nat({ max: 40 }))
    .map(([at, length]) => PROGRAM.slice(0, at) + PROGRAM.slice(at + length)),
  fc.array(fc.constantFrom(...PROGRAM.split(/(?<=[\s;{}()])/)), { maxLength: 60 }).map((parts) => parts.join("")),
);

it("reads any text without an exception, into facts that can be stored and point only at what is there", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), text, (file, code) => {
      const facts = extract(file, code);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      expect(faultsIn(facts, facts, code.length)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});

it("reads the same text twice into the same facts", () => {
  fc.assert(
    fc.property(fc.constantFrom(...FILES), text, (file, code) => {
      expect(extract(file, code)).toEqual(extract(file, code));
    }),
    { numRuns: 50 },
  );
});

type Facts = ReturnType<typeof extract>;

const LISTS = { class: "classes", function: "functions", object: "objects", interface: "interfaces" } as const;

/** Ranges that leave the text, and terms that point at nothing. */
function faultsIn(value: unknown, facts: Facts, length: number): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap((part) => faultsIn(part, facts, length));
  return isFault(value as Part, facts, length) ? [value, ...inner] : inner;
}

interface Part {
  readonly start?: number;
  readonly end?: number;
  readonly kind?: string;
  readonly id?: number;
  readonly index?: number;
  readonly class?: number;
}

function isFault({ start, end, kind, id, index, class: owner }: Part, facts: Facts, length: number): boolean {
  if (typeof start === "number" && typeof end === "number") return start < 0 || end < start || end > length;
  if (kind === "binding" && id !== undefined) return facts.bindings[id] === undefined;
  if (kind === "this" && owner !== undefined) return facts.classes[owner] === undefined;
  if (kind === undefined || index === undefined || !(kind in LISTS)) return false;
  return facts[LISTS[kind as keyof typeof LISTS]][index] === undefined;
}
