/** Programs that obtain a handle of a world in some way, do something with it, and return what they saw. */
import type { Draw } from "../draw.js";
import { isAsync, type Member, type Way, type World } from "./world.js";

type Code = readonly string[];

export interface Program {
  readonly text: string;
  /** The text whose outcome is expected; the same where nothing about the use itself is wrong. */
  readonly ideal: string;
  /** It fails before the fix, so that its ideal decides what is right. */
  readonly fails: boolean;
  readonly way: Way;
  /** What it is made of, for the reader of a counterexample. */
  readonly title: string;
}

interface Place {
  readonly draw: Draw;
  readonly world: World;
  readonly member: Member;
  /** The member as it is called: `DatabaseManager.open_session()`. */
  readonly call: string;
  /** The same, awaited where it gives its handle by a promise. */
  readonly open: string;
  readonly name: string;
  readonly wait: string;
  readonly sync: string;
  /** Numbers the helpers. */
  readonly helpers: string[];
}

export function createProgram(draw: Draw, world: World): Program {
  const async = isAsync(world.driver);
  const member = draw.of(...world.members.filter(({ kind }) => kind !== "accessor"));
  const style = importStyle(draw, world, member);
  const awaitedOpen = async && world.form !== "value" && world.form !== "object";
  const call = `${style.callee}()`;
  const open = member.way === "handle" && awaitedOpen ? `(await ${call})` : call;
  const helpers: string[] = [];
  const name = draw.of("db", "session", "conn", "s", "database", world.members[0]?.name ?? "db");
  const place: Place = {
    draw,
    world,
    member,
    call,
    open,
    name,
    wait: async ? "await " : "",
    sync: async ? "async " : "",
    helpers,
  };
  const shape = draw.of(...SHAPES[member.way]);
  const body = shape.write(place);
  const around = draw.of(...AROUND);
  const noise = draw.of(...NOISE)(world);
  const main = [...style.nested, ...around.write(body, place)];
  const lines = [
    ...style.top,
    ...noise,
    "",
    ...helpers.flatMap((helper) => ["", ...helper.split("\n")]),
    "",
    `${place.sync}def main(sql):`,
    ...indented(["out = []", ...main, "return out"]),
  ];
  const text = layout(draw, lines.join("\n").replace(/= \(await ([^()]*\(\))\)$/gm, "= await $1"));
  return {
    text,
    ideal:
      shape.keeps && member.kind === "absent"
        ? text.replace(/with (\(?(?:await )?[\w.]+\(\)\)?) as/g, "with keeping($1) as")
        : text,
    fails: member.kind === "absent" || member.kind === "hidden",
    way: member.way,
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
  const module = isMember ? "manager" : kind === "legacy" ? "legacy" : "database";
  const what = isMember ? (singleton ? "db_manager" : "DatabaseManager") : name;
  const tail = isMember ? `.${name}` : "";
  const alias = draw.of("M", "manager", "get_it", "Database");
  const styles: readonly Style[] = [
    { name: "from", top: [`from app.${module} import ${what}`], nested: [], callee: what + tail },
    { name: "from", top: [`from app.${module} import ${what}`], nested: [], callee: what + tail },
    { name: "relative", top: [`from .${module} import ${what}`], nested: [], callee: what + tail },
    { name: "as", top: [`from app.${module} import ${what} as ${alias}`], nested: [], callee: alias + tail },
    { name: "module", top: [`import app.${module}`], nested: [], callee: `app.${module}.${what}${tail}` },
    { name: "module as", top: [`import app.${module} as lib`], nested: [], callee: `lib.${what}${tail}` },
    {
      name: "package",
      top: [`from app import ${module} as ${alias}_`],
      nested: [],
      callee: `${alias}_.${what}${tail}`,
    },
    { name: "nested", top: [], nested: [`from app.${module} import ${what}`], callee: what + tail },
    {
      name: "brackets",
      top: [`from app.${module} import (`, `    ${what},  # the one`, ")"],
      nested: [],
      callee: what + tail,
    },
    {
      name: "guarded",
      top: ["try:", `    from app.${module} import ${what}`, "except ValueError:", "    raise"],
      nested: [],
      callee: what + tail,
    },
  ];
  return draw.of(...(kind === "hidden" ? styles.filter(({ name: each }) => !/module|package/.test(each)) : styles));
}

/** Something done with the handle. */
function work({ draw, name, wait, world, helpers }: Place, of = name): Code {
  const read = (sql: string) => readOf(world, of, wait, sql);
  const count = 1 + draw.below(2);
  return Array.from({ length: count }).flatMap(() =>
    draw.of<() => Code>(
      () => [`out.append(${read("sql")})`],
      () => [`out.append(${read("sql")})`],
      () => [`found = ${read("sql")}`, "out.append(len(found))"],
      () => [insert(world, of, wait)],
      () => [insert(world, of, wait)],
      () => [insert(world, of, wait), `${wait}${of}.commit()`],
      () => [insert(world, of, wait), `${wait}${of}.commit()`],
      () => [insert(world, of, wait), `${wait}${of}.rollback()`],
      () => [insert(world, of, wait), "out.append(peek())"],
      () => [insert(world, of, wait), "raise KeyError('left')"],
      () => [
        "try:",
        `    ${insert(world, of, wait)}`,
        `    out.append(${read("sql")})`,
        `    ${wait}${of}.commit()`,
        "except Exception:",
        `    ${wait}${of}.rollback()`,
        "    raise",
      ],
      () => [`for row in ${read("sql")}:`, "    out.append(row[0])"],
      () => [
        `match len(${read("sql")}):`,
        "    case 0:",
        "        out.append('none')",
        "    case many:",
        "        out.append(many)",
      ],
      () => [`if (rows := ${read("sql")}):`, "    out.append(f'{rows[0]} of {len(rows)}')"],
      () => [`out.extend([row for row in ${read("sql")}])`],
      () => {
        const helper = `use_${helpers.length}`;
        const sync = wait === "" ? "" : "async ";
        helpers.push(
          `${sync}def ${helper}(handle, out, sql):\n    out.append(${readOf(world, "handle", wait, "sql")})\n`,
        );
        return [`${wait}${helper}(${of}, out, sql)`];
      },
      () => [`out.append((lambda: type(${of}).__name__)())`],
      () => ["if not sql:", "    return out", `out.append(${read("sql")})`],
    )(),
  );
}

function readOf({ driver }: World, of: string, wait: string, sql: string): string {
  if (driver === "sqlite3") return `${of}.execute(${sql}).fetchall()`;
  if (driver === "sqlalchemy") return `[tuple(row) for row in ${of}.execute(text(${sql}))]`;
  return wait === "" ? `${of}.rows(${sql})` : `(await ${of}.rows(${sql}))`;
}

function insert({ driver }: World, of: string, wait: string): string {
  const sql = `"insert into item values ('new')"`;
  if (driver === "sqlite3") return `${of}.execute(${sql})`;
  return driver === "sqlalchemy" ? `${of}.execute(text(${sql}))` : `${wait}${of}.rows(${sql})`;
}

interface Shape {
  readonly name: string;
  /** Whose author expects the end of the block to keep what it wrote, and to close. */
  readonly keeps?: true;
  readonly write: (place: Place) => Code;
}

const HANDLE: readonly Shape[] = [
  {
    name: "released in finally",
    write: (place) => [
      `${place.name} = ${place.open}`,
      "try:",
      ...indented(work(place)),
      "finally:",
      `    ${close(place)}`,
    ],
  },
  {
    name: "something first, then finally",
    write: (place) => [
      `${place.name} = ${place.open}`,
      ...place.draw.of<Code>(
        ["n = len(sql)"],
        ["if not sql:", "    raise ValueError(sql)"],
        [`out.append(type(${place.name}).__name__)`],
        [],
      ),
      "try:",
      ...indented(work(place)),
      "finally:",
      `    ${close(place)}`,
      ...place.draw.of<Code>(["out.append(peek())"], []),
    ],
  },
  {
    name: "except and finally",
    write: (place) => [
      `${place.name} = ${place.open}`,
      "try:",
      ...indented(work(place)),
      ...place.draw.of<Code>([`    ${place.wait}${place.name}.commit()`], []),
      `except ${place.draw.of("Exception", "KeyError", "(KeyError, ValueError)")} as error:`,
      ...place.draw.of<Code>(
        [`    ${place.wait}${place.name}.rollback()`, "    raise"],
        ["    out.append(type(error).__name__)"],
        ["    raise"],
      ),
      ...place.draw.of<Code>(["else:", "    out.append('well')"], []),
      "finally:",
      ...place.draw.of<Code>(["    out.append('done')"], [], [`    if ${place.name}:`, "        pass"]),
      `    ${close(place)}`,
      ...place.draw.of<Code>(["    out.append('closed')"], []),
    ],
  },
  {
    name: "released at the end",
    write: (place) => [
      `${place.name} = ${place.open}`,
      ...work(place),
      close(place),
      ...place.draw.of<Code>(["out.append(peek())"], []),
    ],
  },
  { name: "never released", write: (place) => [`${place.name} = ${place.open}`, ...work(place)] },
  {
    name: "none first",
    write: (place) => [
      `${place.name} = None`,
      "try:",
      ...place.draw.of<Code>(["    wanted = sql.strip()"], []),
      `    ${place.name} = ${place.open}`,
      ...indented(work(place)),
      ...place.draw.of<Code>(
        [],
        ["except KeyError:", "    out.append('key')"],
        ["except Exception:", `    if ${place.name}:`, `        ${place.wait}${place.name}.rollback()`, "    raise"],
      ),
      "finally:",
      ...place.draw.of<Code>([`    if ${place.name}:`], [`    if ${place.name} is not None:`]),
      `        ${close(place)}`,
    ],
  },
  {
    name: "its own block",
    keeps: true,
    write: (place) => [`${place.sync}with ${place.open} as ${place.name}:`, ...indented(work(place))],
  },
  {
    name: "closing",
    write: (place) =>
      place.wait === ""
        ? [`with closing(${place.open}) as ${place.name}:`, ...indented(work(place))]
        : [`async with ${place.open} as ${place.name}:`, ...indented(work(place))],
  },
  { name: "inline", write: ({ open, world, wait }) => [`out.append(${readOf(world, open, wait, "sql")})`] },
  {
    name: "returned by a helper",
    write: (place) => {
      const helper = `obtain_${place.helpers.length}`;
      place.helpers.push(
        `${place.sync}def ${helper}():\n    ${place.draw.of("return ", "found = ")}${place.open}\n    return found\n`.replace(
          /(return .*)\n {4}return found/,
          "$1",
        ),
      );
      return [
        `${place.name} = ${place.wait}${helper}()`,
        "try:",
        ...indented(work(place)),
        "finally:",
        `    ${close(place)}`,
      ];
    },
  },
  {
    name: "an argument",
    write: (place) => {
      const helper = `read_${place.helpers.length}`;
      const inside = work(place, "given");
      place.helpers.push(`${place.sync}def ${helper}(given, out, sql):\n${indented(inside).join("\n")}\n`);
      return [`${place.wait}${helper}(${place.open}, out, sql)`];
    },
  },
  {
    name: "an attribute",
    write: (place) => [
      "class Holder:",
      `    ${place.sync}def start(self):`,
      `        self.db = ${place.open}`,
      "holder = Holder()",
      `${place.wait}holder.start()`,
      ...work(place, "holder.db"),
      ...place.draw.of<Code>([`${place.wait}holder.db.close()`], []),
    ],
  },
  { name: "an item", write: (place) => ["state = {}", `state["db"] = ${place.open}`, ...work(place, 'state["db"]')] },
  {
    name: "walrus",
    write: (place) => [
      `if (${place.name} := ${place.open}):`,
      ...indented(work(place)),
      ...place.draw.of<Code>([`    ${close(place)}`], []),
    ],
  },
  {
    name: "conditional",
    write: (place) => [
      "given = None",
      `${place.name} = given if given else ${place.open}`,
      ...work(place),
      close(place),
    ],
  },
  { name: "tuple", write: (place) => [`${place.name}, wanted = ${place.open}, sql`, ...work(place)] },
  {
    name: "a stack's callback",
    write: (place) =>
      place.wait === ""
        ? [
            "with ExitStack() as stack:",
            `    ${place.name} = ${place.open}`,
            `    stack.callback(${place.name}.close)`,
            ...indented(work(place)),
          ]
        : [
            "async with AsyncExitStack() as stack:",
            `    ${place.name} = ${place.open}`,
            `    stack.push_async_callback(${place.name}.close)`,
            ...indented(work(place)),
          ],
  },
  {
    name: "a class attribute",
    write: (place) =>
      place.wait === ""
        ? ["class Holder:", `    db = ${place.open}`, ...work(place, "Holder.db")]
        : [`${place.name} = ${place.open}`, ...work(place), close(place)],
  },
  {
    name: "a default",
    write: (place) => {
      if (place.wait !== "") return [`${place.name} = ${place.open}`, ...work(place)];
      return [
        `def inner(${place.name}=${place.open}):`,
        ...indented(work(place)),
        "inner()",
        ...place.draw.of<Code>(["inner()"], []),
      ];
    },
  },
  {
    name: "two handles",
    write: (place) => [
      `first = ${place.open}`,
      `second = ${place.open}`,
      "try:",
      ...indented([...work(place, "first"), ...work(place, "second")]),
      "finally:",
      `    ${place.wait}first.close()`,
      `    ${place.wait}second.close()`,
    ],
  },
  {
    name: "bound twice",
    write: (place) => [
      ...[1, 2].flatMap(() => [
        `${place.name} = ${place.open}`,
        "try:",
        ...indented(work(place)),
        "finally:",
        `    ${close(place)}`,
      ]),
    ],
  },
  {
    name: "captured",
    write: (place) => [
      `${place.name} = ${place.open}`,
      `${place.sync}def later():`,
      ...indented(work(place)),
      "try:",
      `    ${place.wait}later()`,
      "finally:",
      `    ${close(place)}`,
      ...place.draw.of<Code>([], [`out.append(type(${place.name}).__name__)`]),
    ],
  },
  {
    name: "a generator of rows",
    write: (place) => [
      `${place.sync}def rows():`,
      `    ${place.name} = ${place.open}`,
      "    try:",
      `        for row in ${readOf(place.world, place.name, place.wait, "sql")}:`,
      "            yield row",
      "    finally:",
      `        ${close(place)}`,
      `out.extend([row ${place.wait === "" ? "" : "async "}for row in rows()])`,
    ],
  },
  {
    name: "early return",
    write: (place) => [
      `${place.name} = ${place.open}`,
      `if ${place.draw.of("not sql", "sql", "'nothing' in sql")}:`,
      `    ${close(place)}`,
      "    return out",
      "try:",
      ...indented(work(place)),
      "finally:",
      `    ${close(place)}`,
    ],
  },
  {
    name: "global",
    write: (place) => [
      "global kept",
      `kept = ${place.open}`,
      ...work(place, "kept"),
      ...place.draw.of<Code>([`${place.wait}kept.close()`], []),
    ],
  },
  {
    name: "function passed",
    write: (place) => [
      `make = ${place.call.slice(0, -2)}`,
      `${place.name} = ${place.open.startsWith("(await") ? "await make()" : "make()"}`,
      ...work(place),
      close(place),
    ],
  },
  {
    name: "released in except and after",
    write: (place) => [
      `${place.name} = ${place.open}`,
      "try:",
      ...indented(work(place)),
      "except Exception:",
      `    ${close(place)}`,
      "    raise",
      close(place),
    ],
  },
  {
    name: "nested finally",
    write: (place) => [
      "try:",
      `    ${place.name} = ${place.open}`,
      "    try:",
      ...indented(indented(work(place))),
      "    finally:",
      `        ${close(place)}`,
      "except (KeyError, ValueError) as error:",
      "    out.append(repr(error))",
    ],
  },
];

const SCOPE: readonly Shape[] = [
  { name: "with", write: (place) => [`${place.sync}with ${place.call} as ${place.name}:`, ...indented(work(place))] },
  { name: "with", write: (place) => [`${place.sync}with ${place.call} as ${place.name}:`, ...indented(work(place))] },
  {
    name: "with beside",
    write: (place) => [
      `${place.sync}with lock() as held, ${place.call} as ${place.name}, lock():`,
      ...indented(["out.append(held)", ...work(place)]),
    ],
  },
  {
    name: "two scopes",
    write: (place) => [
      `${place.sync}with ${place.call} as ${place.name}:`,
      ...indented(work(place)),
      `${place.sync}with ${place.call} as other:`,
      ...indented(work(place, "other")),
    ],
  },
  {
    name: "scope in scope",
    write: (place) => [
      `${place.sync}with ${place.call} as ${place.name}:`,
      ...indented([...work(place), `${place.sync}with ${place.call} as other:`, ...indented(work(place, "other"))]),
    ],
  },
  { name: "without a name", write: (place) => [`${place.sync}with ${place.call}:`, "    out.append(peek())"] },
  {
    name: "later",
    write: (place) => [`scope = ${place.call}`, `${place.sync}with scope as ${place.name}:`, ...indented(work(place))],
  },
  {
    name: "enter_context",
    write: (place) =>
      place.wait === ""
        ? [
            "with ExitStack() as stack:",
            `    ${place.name} = stack.enter_context(${place.call})`,
            ...indented(work(place)),
          ]
        : [
            "async with AsyncExitStack() as stack:",
            `    ${place.name} = await stack.enter_async_context(${place.call})`,
            ...indented(work(place)),
          ],
  },
  {
    name: "in a loop",
    write: (place) => [
      "for turn in range(2):",
      `    ${place.sync}with ${place.call} as ${place.name}:`,
      ...indented(
        indented([...place.draw.of<Code>(["if turn:", "    continue"], ["if turn:", "    break"], []), ...work(place)]),
      ),
    ],
  },
  {
    name: "returned",
    write: (place) => {
      const helper = `scope_${place.helpers.length}`;
      place.helpers.push(`def ${helper}():\n    return ${place.call}\n`);
      return [`${place.sync}with ${helper}() as ${place.name}:`, ...indented(work(place))];
    },
  },
  {
    name: "an argument",
    write: (place) => {
      const helper = `within_${place.helpers.length}`;
      place.helpers.push(
        `${place.sync}def ${helper}(scope, out, sql):\n    ${place.sync}with scope as ${place.name}:\n${indented(indented(work(place))).join("\n")}\n`,
      );
      return [`${place.wait}${helper}(${place.call}, out, sql)`];
    },
  },
  {
    name: "around a generator",
    write: (place) => [
      `${place.sync}def rows():`,
      `    ${place.sync}with ${place.call} as ${place.name}:`,
      `        for row in ${readOf(place.world, place.name, place.wait, "sql")}:`,
      "            yield row",
      `out.extend([row ${place.wait === "" ? "" : "async "}for row in rows()])`,
    ],
  },
  {
    name: "decorator",
    write: (place) => [`@${place.call}`, `${place.sync}def inner():`, "    out.append(peek())", `${place.wait}inner()`],
  },
  {
    name: "swallowed",
    write: (place) => [
      "try:",
      `    ${place.sync}with ${place.call} as ${place.name}:`,
      ...indented(indented(work(place))),
      "except Exception as error:",
      "    out.append(type(error).__name__)",
      "out.append(peek())",
    ],
  },
  {
    name: "by hand",
    write: (place) => [
      `scope = ${place.call}`,
      `${place.name} = ${place.wait}scope.__${place.wait === "" ? "" : "a"}enter__()`,
      "try:",
      ...indented(work(place)),
      "finally:",
      `    ${place.wait}scope.__${place.wait === "" ? "" : "a"}exit__(None, None, None)`,
    ],
  },
  {
    name: "begins by hand",
    write: (place) => [
      `${place.sync}with ${place.call} as ${place.name}:`,
      ...indented([
        "try:",
        ...indented([...work(place), `${place.wait}${place.name}.commit()`]),
        "except Exception:",
        `    ${place.wait}${place.name}.rollback()`,
        "    raise",
      ]),
    ],
  },
];

const GENERATOR: readonly Shape[] = [
  { name: "for", write: (place) => [`${place.sync}for ${place.name} in ${place.call}:`, ...indented(work(place))] },
  { name: "for", write: (place) => [`${place.sync}for ${place.name} in ${place.call}:`, ...indented(work(place))] },
  {
    name: "for, left early",
    write: (place) => [`${place.sync}for ${place.name} in ${place.call}:`, ...indented([...work(place), "break"])],
  },
  {
    name: "for, returned",
    write: (place) => [`${place.sync}for ${place.name} in ${place.call}:`, ...indented([...work(place), "return out"])],
  },
  {
    name: "for, else",
    write: (place) => [
      `${place.sync}for ${place.name} in ${place.call}:`,
      ...indented(work(place)),
      "else:",
      "    out.append('else')",
    ],
  },
  {
    name: "next",
    write: (place) => [
      `${place.name} = ${place.wait}${place.wait === "" ? "" : "a"}next(${place.call})`,
      ...work(place),
    ],
  },
  {
    name: "next of a name",
    write: (place) => {
      const a = place.wait === "" ? "" : "a";
      return [
        `source = ${place.call}`,
        `${place.name} = ${place.wait}${a}next(source)`,
        "try:",
        ...indented(work(place)),
        "finally:",
        `    ${place.wait}source.${a}close()`,
      ];
    },
  },
  {
    name: "context manager of it",
    write: (place) => [
      `${place.sync}with ${place.wait === "" ? "" : "async"}contextmanager(${place.call.slice(0, -2)})() as ${place.name}:`,
      ...indented(work(place)),
    ],
  },
  {
    name: "injected",
    write: (place) => {
      const helper = `handler_${place.helpers.length}`;
      place.helpers.push(
        `${place.sync}def ${helper}(sql, out, db=Depends(${place.call.slice(0, -2)})):\n${indented(work(place, "db")).join("\n")}\n`,
      );
      return [`${place.wait}serve(${helper}, sql, out)`];
    },
  },
  {
    name: "an argument",
    write: (place) => {
      const helper = `each_${place.helpers.length}`;
      place.helpers.push(
        `${place.sync}def ${helper}(sessions, out, sql):\n    ${place.sync}for ${place.name} in sessions:\n${indented(indented(work(place))).join("\n")}\n`,
      );
      return [`${place.wait}${helper}(${place.call}, out, sql)`];
    },
  },
  {
    name: "delegated",
    write: (place) =>
      place.wait === ""
        ? ["def each():", `    yield from ${place.call}`, `for ${place.name} in each():`, ...indented(work(place))]
        : [`async for ${place.name} in ${place.call}:`, ...indented(work(place))],
  },
];

const SHAPES: Readonly<Record<Way, readonly Shape[]>> = { handle: HANDLE, scope: SCOPE, generator: GENERATOR };

function close({ wait, name }: Place): string {
  return `${wait}${name}.close()`;
}

interface Around {
  readonly name: string;
  readonly write: (body: Code, place: Place) => Code;
}

/** `return out` inside of a function around the body must be that of the function. */
const AROUND: readonly Around[] = [
  { name: "plain", write: (body) => body },
  { name: "plain", write: (body) => body },
  { name: "plain", write: (body) => body },
  {
    name: "nested function",
    write: (body, { sync, wait }) => [`${sync}def inner_():`, ...indented(isolated(body)), `${wait}inner_()`],
  },
  {
    name: "method",
    write: (body, { sync, wait }) => [
      "class Service:",
      "    @staticmethod",
      `    ${sync}def run():`,
      ...indented(indented(isolated(body))),
      `${wait}Service.run()`,
      "out.append(peek())",
    ],
  },
  { name: "if", write: (body) => ["if sql:", ...indented(body), "else:", "    out.append('no')"] },
  { name: "loop", write: (body) => ["for again in (1, 2):", ...indented(body)] },
  { name: "while", write: (body) => ["while True:", ...indented(body), "    break"] },
  {
    name: "try",
    write: (body) => [
      "try:",
      ...indented(body),
      "except KeyError as left:",
      "    out.append(str(left))",
      "out.append(peek())",
    ],
  },
  { name: "with", write: (body, { sync }) => [`${sync}with lock():`, ...indented(body)] },
  {
    name: "recursion",
    write: (body, { sync, wait }) => [
      `${sync}def again_(depth):`,
      ...indented(isolated(body)),
      "    if depth:",
      `        ${wait}again_(depth - 1)`,
      `${wait}again_(1)`,
    ],
  },
  {
    name: "decorated",
    write: (body, { sync, wait }) => [
      "@functools.wraps(peek)",
      `${sync}def wrapped():`,
      ...indented(isolated(body)),
      `${wait}wrapped()`,
    ],
  },
];

/** A name that the body declares global stays so. */
function isolated(body: Code): Code {
  return body;
}

const TOOLS = "from harness import Depends, keeping, lock, peek, serve, text";

/** What else stands at the top. */
const NOISE: readonly ((world: World) => Code)[] = [
  () => [`${TOOLS}`, "import functools", "from contextlib import *"],
  () => [
    "# comment",
    `${TOOLS}`,
    "import functools",
    "from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager",
  ],
  ({ members }) => [
    `${TOOLS}`,
    "import functools",
    "from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager",
    "",
    "",
    `${members[0]?.name} = 'taken'`,
  ],
  () => [
    "from typing import TYPE_CHECKING",
    `${TOOLS}`,
    "import functools",
    "from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager",
    "if TYPE_CHECKING:",
    "    from app.engine import connect",
  ],
];

function layout(draw: Draw, text: string): string {
  const tabs = draw.chance(15) ? text.replace(/^(?: {4})+/gm, (indent) => "\t".repeat(indent.length / 4)) : text;
  const commented = draw.chance(20) ? tabs.replace(/:$/gm, ":  # here") : tabs;
  return `${draw.chance(15) ? commented.replaceAll("\n", "\r\n") : commented}\n`;
}

function indented(code: Code): Code {
  return code.map((line) => (line === "" ? line : `    ${line}`));
}
