/** Programs that obtain a handle of a world in some way, do something with it, and return what they saw. */
import type { Draw } from "../draw.js";
import type { Member, Way, World } from "./world.js";

type Code = readonly string[];

export interface Program {
  readonly text: string;
  /** The text whose outcome is expected. */
  readonly ideal: string;
  /** It fails before the fix, so that its ideal decides what is right. */
  readonly fails: boolean;
  readonly way: Way;
  readonly title: string;
}

interface Place {
  readonly draw: Draw;
  readonly world: World;
  readonly member: Member;
  readonly callee: string;
  /** The call, not awaited. */
  readonly call: string;
  /** The handle, as an expression. */
  readonly open: string;
  readonly name: string;
  readonly helpers: string[];
}

export function createProgram(draw: Draw, world: World): Program {
  const member = draw.of(...world.members);
  const style = importStyle(draw, world, member);
  const helpers: string[] = [];
  const name = draw.of("db", "session", "conn", "s", "client", world.accessor);
  const call = `${style.callee}()`;
  const isAwaited =
    member.way !== "handle" || (world.driver === "pg" && world.form !== "value" && world.form !== "object");
  const place = {
    draw,
    world,
    member,
    callee: style.callee,
    call,
    name,
    helpers,
    open: isAwaited ? `«await» ${call}` : call,
  };
  const shape = draw.of(
    ...SHAPES[member.way].filter(
      ({ only = world.driver, way = member.way }) => only === world.driver && way === member.way,
    ),
  );
  const around = draw.of(...AROUND);
  const body = around.write(shape.write(place));
  const noise = draw.of<Code>(
    [],
    [],
    ["// a comment", "/** Reads. */"],
    [`const ${world.accessor} = "taken";`],
    ["type Row = { name: string };"],
  );
  const lines = [
    ...style.top,
    'import { log, peek } from "./tools.js";',
    ...noise.filter((line) => !line.includes(`const ${world.accessor} `) || member.kind !== "misused"),
    ...helpers.flatMap((helper) => ["", ...helper.split("\n")]),
    "",
    "export async function main(sql: string, given?: any): Promise<any> {",
    ...indented(["const out: any[] = [];", ...style.nested, ...body, "return out;"]),
    "}",
  ];
  const text = layout(draw, lines.join("\n"));
  const isMisused = member.kind === "misused";
  return {
    text: text.replaceAll(/«await» /g, isMisused ? "" : "await "),
    ideal: text.replaceAll("«await»", "await"),
    way: member.way,
    fails: member.kind !== "method" && member.kind !== "legacy",
    title: `${world.driver} ${world.form} ${member.kind} ${member.way} \`${member.name}\`: ${shape.name}, ${around.name}, ${style.name}`,
  };
}

interface Style {
  readonly name: string;
  readonly top: Code;
  readonly nested: Code;
  readonly callee: string;
}

function importStyle(draw: Draw, { singleton }: World, { kind, name }: Member): Style {
  const isMember = kind === "method" || kind === "absent";
  const module = isMember ? "manager" : kind === "legacy" ? "legacy" : "db";
  const what = isMember ? (singleton ? "manager" : "DatabaseManager") : name;
  const tail = isMember ? `.${name}` : "";
  const alias = draw.of("M", "Db", "open_");
  const styles: readonly Style[] = [
    { name: "named", top: [`import { ${what} } from "./${module}.js";`], nested: [], callee: what + tail },
    { name: "named", top: [`import { ${what} } from './${module}.js'`], nested: [], callee: what + tail },
    { name: "as", top: [`import { ${what} as ${alias} } from "./${module}.js";`], nested: [], callee: alias + tail },
    {
      name: "namespace",
      top: [`import * as ${alias} from "./${module}.js";`],
      nested: [],
      callee: `${alias}.${what}${tail}`,
    },
    { name: "dynamic", top: [], nested: [`const { ${what} } = await import("./${module}.js");`], callee: what + tail },
    {
      name: "several lines",
      top: ["import {", `  ${what}, // the one`, `} from "./${module}.js";`],
      nested: [],
      callee: what + tail,
    },
  ];
  return draw.of(...styles);
}

function read({ world }: Place, of: string, sql = "sql"): string {
  return world.driver === "own" ? `await ${of}.query(${sql})` : `(await ${of}.query(${sql})).rows`;
}

const INSERT = `"insert into item values ('new')"`;

function work(place: Place, of = place.name): Code {
  const { draw, helpers } = place;
  const wrote = `await ${of}.query(${INSERT});`;
  return Array.from({ length: 1 + draw.below(2) })
    .flatMap(() =>
      draw.of<() => Code>(
        () => [`out.push(${read(place, of)});`],
        () => [`out.push((${read(place, of)}).length);`],
        () => [`const { length } = ${read(place, of)};`, "out.push(length);"],
        () => [wrote],
        () => [wrote, "out.push(peek());"],
        () => [`await ${of}.query("begin");`, wrote, `await ${of}.query("commit");`],
        () => [
          "try {",
          `  await ${of}.query("begin");`,
          `  ${wrote}`,
          `  out.push(${read(place, of)});`,
          `  await ${of}.query("commit");`,
          "} catch (error) {",
          `  await ${of}.query("rollback");`,
          "  throw error;",
          "}",
        ],
        () => [`await ${of}.query("begin");`, wrote, `await ${of}.query("rollback");`],
        () => [wrote, 'throw new Error("left");'],
        () => ["if (sql.length === 0) return out;", `out.push(${read(place, of)});`],
        () => [`for (const row of ${read(place, of)}) out.push(row.name);`],
        () => [
          "switch (sql.length) {",
          "  case 0:",
          "    break;",
          "  default:",
          `    out.push(${read(place, of)});`,
          "}",
        ],
        () => [`const rows = await Promise.all([${of}.query(sql), ${of}.query(sql)]);`, "out.push(rows.length);"],
        () => [`out.push(typeof ${of}.query);`],
        () => [`log(\`\${typeof ${of}}\`);`],
        () => {
          const helper = `use${helpers.length}`;
          helpers.push(`async function ${helper}(handle: any, sql: string) {\n  return ${read(place, "handle")};\n}`);
          return [`out.push(await ${helper}(${of}, sql));`];
        },
      )(),
    )
    .filter((line, index, all) => !line.startsWith("const ") || all.indexOf(line) === index);
}

/** A block, so that names of two works do not collide. */
function block(code: Code): Code {
  return ["{", ...indented(code), "}"];
}

function close({ world: { driver }, name }: Pick<Place, "world" | "name">): string {
  return driver === "own" ? `await ${name}.close();` : `${name}.release();`;
}

interface Shape {
  readonly name: string;
  readonly only?: "own" | "pg";
  readonly way?: Way;
  readonly write: (place: Place) => Code;
}

const HANDLE: readonly Shape[] = [
  {
    name: "released in finally",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      ...place.draw.of<Code>([], [], ["const started = sql.length;"], ["if (sql.length === 0) throw new Error(sql);"]),
      "try {",
      ...indented(work(place)),
      ...place.draw.of<Code>(
        [],
        [],
        ["} catch (error) {", "  log(error);", "  throw error;"],
        ["} catch (error: any) {", "  out.push(error.message);"],
      ),
      "} finally {",
      ...place.draw.of<Code>([], ["  log(1);"]),
      `  ${close(place)}`,
      "}",
      ...place.draw.of<Code>([], ["out.push(peek());"]),
    ],
  },
  {
    name: "let, bound in try",
    write: (place) => [
      `let ${place.name}: any;`,
      "try {",
      `  ${place.name} = ${place.open};`,
      ...indented(work(place)),
      "} finally {",
      `  if (${place.name}) ${close(place)}`,
      "}",
    ],
  },
  {
    name: "optional release",
    write: (place) => [
      `let ${place.name}: any;`,
      "try {",
      `  ${place.name} = ${place.open};`,
      ...indented(work(place)),
      "} finally {",
      `  ${close(place).replace(".", "?.")}`,
      "}",
    ],
  },
  { name: "never released", write: (place) => [`const ${place.name} = ${place.open};`, ...work(place)] },
  {
    name: "released at the end",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      ...work(place),
      close(place),
      ...place.draw.of<Code>([], ["out.push(peek());"]),
    ],
  },
  {
    name: "await using",
    only: "own",
    write: (place) => [`await using ${place.name} = ${place.open};`, ...work(place)],
  },
  { name: "inline", write: (place) => [`out.push(${read(place, `(${place.open})`)});`] },
  {
    name: "inline, then",
    way: "promise",
    write: (place) => [
      `out.push(await ${place.call.replace("«await» ", "")}.then((s: any) => s.query(sql)${place.draw.of("", ".finally(() => s.close())", ".finally(() => log(1))")}));`,
    ],
  },
  {
    name: "returned by a helper",
    write: (place) => {
      const helper = `obtain${place.helpers.length}`;
      place.helpers.push(
        place.draw.of(
          `async function ${helper}() {\n  return ${place.open};\n}`,
          `async function ${helper}() {\n  const found = ${place.open};\n  return found;\n}`,
          `const ${helper} = async () => ${place.open};`,
        ),
      );
      return [
        `const ${place.name} = await ${helper}();`,
        "try {",
        ...indented(work(place)),
        "} finally {",
        `  ${close(place)}`,
        "}",
      ];
    },
  },
  {
    name: "an argument",
    write: (place) => {
      const helper = `within${place.helpers.length}`;
      const inside = work(place, "handle");
      place.helpers.push(
        `async function ${helper}(handle: any, out: any[], sql: string): Promise<any> {\n${indented(inside).join("\n")}\n  return out;\n}`,
      );
      return [`await ${helper}(${place.open}, out, sql);`];
    },
  },
  {
    name: "an attribute",
    write: (place) => [
      "class Holder {",
      "  db: any;",
      "  async start() {",
      `    this.db = ${place.open};`,
      "  }",
      "}",
      "const holder = new Holder();",
      "await holder.start();",
      ...work(place, "holder.db"),
    ],
  },
  { name: "a property", write: (place) => [`const state = { db: ${place.open} };`, ...work(place, "state.db")] },
  {
    name: "a field",
    write: (place) => [
      "class Holder {",
      `  readonly db = ${place.call};`,
      "}",
      "const held = await new Holder().db;",
      ...work(place, "held"),
    ],
  },
  {
    name: "a default",
    write: (place) => [
      `const inner = async (handle: any = ${place.call}) => {`,
      `  const held = await handle;`,
      ...indented(work(place, "held")),
      "  return out;",
      "};",
      "await inner();",
    ],
  },
  {
    name: "destructured",
    only: "own",
    write: (place) => [`const { reader } = ${place.open};`, "out.push(await reader.query(sql));"],
  },
  {
    name: "conditional",
    write: (place) => [`const ${place.name} = given ?? (${place.open});`, ...work(place), close(place)],
  },
  {
    name: "in a loop",
    write: (place) => [
      "for (const turn of [1, 2]) {",
      `  const ${place.name} = ${place.open};`,
      "  try {",
      ...place.draw.of<Code>([], ["    if (turn === 1) continue;"], ["    if (turn === 1) break;"]),
      ...indented(indented(work(place))),
      "  } finally {",
      `    ${close(place)}`,
      "  }",
      "}",
    ],
  },
  {
    name: "in parallel",
    write: (place) => [
      `const [a, b] = await Promise.all([${place.call}, ${place.call}]);`,
      "try {",
      ...indented([...block(work(place, "a")), ...block(work(place, "b"))]),
      "} finally {",
      `  ${close({ ...place, name: "a" })}`,
      `  ${close({ ...place, name: "b" })}`,
      "}",
    ],
  },
  {
    name: "two handles",
    write: (place) => [
      `const first = ${place.open};`,
      "try {",
      `  const second = ${place.open};`,
      "  try {",
      ...indented(indented([...block(work(place, "first")), ...block(work(place, "second"))])),
      "  } finally {",
      `    ${close({ ...place, name: "second" })}`,
      "  }",
      "} finally {",
      `  ${close({ ...place, name: "first" })}`,
      "}",
    ],
  },
  {
    name: "early return",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      `if (${place.draw.of("sql.length === 0", "sql.length > 0", 'sql.includes("missing")')}) {`,
      `  ${close(place)}`,
      "  return out;",
      "}",
      ...work(place),
      close(place),
    ],
  },
  {
    name: "released in catch and after",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      "try {",
      ...indented(work(place)),
      "} catch (error) {",
      `  ${close(place)}`,
      "  throw error;",
      "}",
      close(place),
    ],
  },
  {
    name: "captured",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      "const later = async () => {",
      ...indented(work(place)),
      "  return out;",
      "};",
      "try {",
      "  await later();",
      "} finally {",
      `  ${close(place)}`,
      "}",
    ],
  },
  {
    name: "a generator of rows",
    write: (place) => [
      "async function* each() {",
      `  const ${place.name} = ${place.open};`,
      "  try {",
      `    for (const row of ${read(place, place.name)}) yield row;`,
      "  } finally {",
      `    ${close(place)}`,
      "  }",
      "}",
      `for await (const row of each()) ${place.draw.of("out.push(row);", "{ out.push(row); break; }")}`,
    ],
  },
  {
    name: "not awaited at the end",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      "try {",
      `  const pending = ${place.name}.query(sql);`,
      "  out.push(await pending);",
      "} finally {",
      `  ${close(place)}`,
      "}",
    ],
  },
  {
    name: "hoisted names",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      "try {",
      `  var rows = ${read(place, place.name)};`,
      "} finally {",
      `  ${close(place)}`,
      "}",
      "out.push(rows);",
    ],
  },
  {
    name: "a name after it",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      `const found = ${read(place, place.name)};`,
      close(place),
      "out.push(found);",
    ],
  },
  {
    name: "returned from finally",
    write: (place) => [
      `const ${place.name} = ${place.open};`,
      "try {",
      ...indented(work(place)),
      `  return [...out, ${read(place, place.name)}];`,
      "} finally {",
      `  ${close(place)}`,
      "}",
    ],
  },
];

const CALLBACK: readonly Shape[] = [
  {
    name: "awaited",
    write: (place) => [`await ${place.callee}(async (${place.name}: any) => {`, ...indented(work(place)), "});"],
  },
  {
    name: "awaited",
    write: (place) => [`await ${place.callee}(async (${place.name}: any) => {`, ...indented(work(place)), "});"],
  },
  {
    name: "result kept",
    write: (place) => [
      `const got = await ${place.callee}(async (${place.name}: any) => ${read(place, place.name)});`,
      "out.push(got);",
    ],
  },
  {
    name: "returned",
    write: (place) => [`return ${place.callee}(async (${place.name}: any) => ${read(place, place.name)});`],
  },
  {
    name: "a function of its own",
    write: (place) => {
      const helper = `work${place.helpers.length}`;
      return [
        `const ${helper} = async (${place.name}: any) => {`,
        ...indented(work(place)),
        "  return out;",
        "};",
        `out.push((await ${place.callee}(${helper})).length);`,
      ];
    },
  },
  {
    name: "nested",
    write: (place) => [
      `await ${place.callee}(async (${place.name}: any) => {`,
      ...indented(work(place)),
      `  await ${place.callee}(async (other: any) => {`,
      ...indented(indented(work(place, "other"))),
      "  });",
      "});",
    ],
  },
  {
    name: "an error caught",
    write: (place) => [
      "try {",
      `  await ${place.callee}(async (${place.name}: any) => {`,
      ...indented(indented(work(place))),
      "  });",
      "} catch (error: any) {",
      "  out.push(error.message);",
      "}",
      "out.push(peek());",
    ],
  },
];

const SHAPES: Readonly<Record<Way, readonly Shape[]>> = { promise: HANDLE, handle: HANDLE, callback: CALLBACK };

interface Around {
  readonly name: string;
  readonly write: (body: Code) => Code;
}

const AROUND: readonly Around[] = [
  { name: "plain", write: (body) => body },
  { name: "plain", write: (body) => body },
  { name: "plain", write: (body) => body },
  {
    name: "arrow",
    write: (body) => ["const inner_ = async () => {", ...indented(body), "  return out;", "};", "await inner_();"],
  },
  {
    name: "method",
    write: (body) => [
      "class Service {",
      "  static async run(): Promise<any> {",
      ...indented(indented(body)),
      "  }",
      "}",
      "await Service.run();",
      "out.push(peek());",
    ],
  },
  { name: "if", write: (body) => ["if (sql) {", ...indented(body), "} else {", "  out.push(0);", "}"] },
  { name: "loop", write: (body) => ["for (const again of [1, 2]) {", ...indented(body), "}"] },
  {
    name: "try",
    write: (body) => [
      "try {",
      ...indented(body),
      "} catch (error: any) {",
      "  out.push(error.message);",
      "}",
      "out.push(peek());",
    ],
  },
  { name: "block", write: (body) => block(body) },
  { name: "label", write: (body) => ["outer: do {", ...indented(body), "} while (sql.length < 0);"] },
];

function layout(draw: Draw, text: string): string {
  const plain = draw.chance(15) ? text.replace(/;$/gm, "") : text;
  const tabs = draw.chance(15) ? plain.replace(/^(?: {2})+/gm, (indent) => "\t".repeat(indent.length / 2)) : plain;
  const commented = draw.chance(20) ? tabs.replace(/\{$/gm, "{ // here") : tabs;
  return `${draw.chance(15) ? commented.replaceAll("\n", "\r\n") : commented}\n`;
}

function indented(code: Code): Code {
  return code.map((line) => (line === "" ? line : `  ${line}`));
}
