/**
 * Generated programs that obtain handles in every way there is: functions, classes, arrow functions, loops, chains, comments,
 * templates over several lines, with and without semicolons, both line endings. Every comment has a number of its own.
 */
import fc from "fast-check";

/** Lines of code; one that begins with `RAW` lies inside a template and is indented by nobody. */
type Code = readonly string[];

const RAW = "\u0000";

/** `{await}` and `{async}` say what the function around makes of them, `{#}` is a comment, `{;}` may end a statement. */
const GIVEN = ["getSession", "getSession", "getAsyncSession"];

const member = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom("", "", "", "{'}main{'}", "/* {#} */", "\n    // {#}\n    "))
    .map(([name, given]) => `DatabaseManager.${name}(${given})`);

const given = member(GIVEN);
const name = fc.constantFrom("db", "session", "s");
const end = fc.constantFrom("{;}", "{;}", "{;} // {#}", " /* {#} */{;}");

/** Something that is done with a handle, or beside it. */
const usesOf = (handle: string): fc.Arbitrary<Code> =>
  fc.oneof(
    end.map((last) => [`{await}${handle}.query({'}select 1{'})${last}`]),
    fc.constant([`const rows{n} = {await}${handle}.query(`, "  {'}select 1{'}, // {#}", "){;}"]),
    fc.constant(["/*", " * {#}", " */", `log(\`\${${handle}}`, `${RAW}  // no comment`, `${RAW}\`){;}`]),
    fc.constant([`use(() => ${handle}){;} /* {#} */ log(1){;}`]),
    fc.constant([`if (${handle}) {`, "  // {#}", "} else {", `  {await}${handle}.query({'}rollback{'}){;}`, "}"]),
    fc.constant([`const [a{n}, b{n}] = {await}Promise.all([${handle}.query({'}a{'}), /* {#} */ 2]){;}`]),
    fc.constant(["", `log(/[/*]"'/.test({'}//{'}), "it's"){;}`, ""]),
  );

const used = (handle: string): fc.Arbitrary<Code> =>
  fc.array(usesOf(handle), { minLength: 1, maxLength: 2 }).map((parts) => parts.flat());

const ending = (handle: string): fc.Arbitrary<Code> =>
  fc.constantFrom<Code>(
    [],
    [],
    [`{await}${handle}.close(){;} // {#}`],
    [`return {await}${handle}.query({'}select 2{'}){;}`],
    [`return ${handle}.query({'}select 3{'}){;}`],
  );

/** `const x = f()` and what becomes of it. */
const bound: fc.Arbitrary<Code> = fc.tuple(name, given, end).chain(([handle, call, last]) =>
  fc.tuple(used(handle), ending(handle), fc.nat({ max: 7 })).map(([body, ended, shape]) => {
    const head = `const ${handle} = {await}${call}${last}`;
    const close = `{await}${handle}.close(){;}`;
    const shapes: readonly Code[] = [
      [head, ...body, ...ended],
      [head, "try { // {#}", ...indented([...body, ...ended]), "} finally {", `  ${close} // {#}`, "}"],
      [
        head,
        "",
        "try {",
        ...indented(body),
        "} catch (error) {",
        "  throw error{;}",
        "}",
        "finally {",
        "  // {#}",
        `  ${close}`,
        "}",
      ],
      [
        head,
        "/* {#} */",
        "try {",
        ...indented(body),
        "} finally {",
        `  if (${handle}) ${close}`,
        "  log(3){;}",
        "}",
        ...ended,
      ],
      [
        `let ${handle}{;}`,
        "try {",
        `  ${handle} = {await}${call}${last}`,
        ...indented(body),
        "} finally {",
        `  ${handle}?.close(){;}`,
        "}",
      ],
      [head, ...body, `if (${handle}) {`, `  ${close} // {#}`, "}", "log(4){;}"],
      [`{await}using ${handle} = {await}${call}${last}`, ...body],
      [head, "try {", ...indented(body), "} finally {", `  {await}DatabaseManager.release(${handle}){;}`, "}"],
    ];
    return ["{ // {#}", ...indented(shapes[shape] ?? []), "}"];
  }),
);

/** The ways that are one statement. */
const plain: fc.Arbitrary<Code> = fc.oneof(
  given.map((call) => [`log(({await}${call}).query({'}select 3{'})){;} // {#}`]),
  given.map((call) => [`use({await}${call}, 1){;}`]),
  given.map((call) => [`state.db = {await}${call}{;}`]),
  given.map((call) => [`const kept{n} = { /* {#} */ db: {await}${call} }{;}`]),
  given.map((call) => [`const other{n} = state ? state : {await}${call}{;}`]),
  given.map((call) => [`const { reader: r{n} } = {await}${call}{;}`]),
  given.map((call) => [`return {await}${call}{;}`]),
  given.map((call) => [
    `return ${call} // {#}`,
    "  .then((s) => s.query(`select",
    `${RAW}  4\`)) // {#}`,
    "  .finally(() => log(5)){;}",
  ]),
  fc.tuple(given, given).map(([a, b]) => [`const [x{n}, y{n}] = {await}Promise.all([${a}, /* {#} */ ${b}]){;}`]),
  given.map((call) => [`const open{n} = async () => ${call}{;} // {#}`]),
  member(["withSession", "withAsyncSession"]).map((call) => [
    `{await}${call.slice(0, call.indexOf("("))}(async (s) => { // {#}`,
    "  log(await s.query({'}select 5{'})){;}",
    "}){;}",
  ]),
  member(["getSessions", "getAsyncSession"]).map((call) => [
    `for {await}(const s of ${call}) { // {#}`,
    "  log(s){;}",
    "}",
  ]),
);

const { statements } = fc.letrec<{ statement: Code; statements: Code }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    bound,
    plain,
    tie("statements").map((body) => ["if (state) { // {#}", ...indented(body), "}", "else {", "  // {#}", "}"]),
    tie("statements").map((body) => ["for (const one of [1, 2]) {", ...indented(body), "}"]),
    tie("statements").map((body) => ["try {", ...indented(body), "} catch { // {#}", "}"]),
    tie("statements").map((body) => ["use(() => {", ...indented(kindOf(body, false)), "}){;} // {#}"]),
    tie("statements").map((body) => ["use(async function inner() {", ...indented(kindOf(body, true)), "}){;}"]),
  ),
  statements: fc.array(tie("statement"), { minLength: 1, maxLength: 2 }).map((parts) => parts.flat()),
}));

const routine: fc.Arbitrary<Code> = fc
  .tuple(fc.boolean(), statements, fc.nat({ max: 3 }))
  .map(([isAsync, body, shape]) => {
    const code = indented(kindOf(body, isAsync));
    const word = isAsync ? "async " : "";
    if (shape === 0) return ["/** {#} */", `{export}${word}function read{n}(state) {`, ...code, "}"];
    if (shape === 1) return [`const read{n} = ${word}(state) => { // {#}`, ...code, "}{;}"];
    if (shape === 2) return ["class Reader{n} {", "  // {#}", ...indented([`${word}read(state) {`, ...code, "}"]), "}"];
    return ["const table{n} = {", ...indented([`${word}read(state) { // {#}`, ...code, "},"]), "}{;}"];
  });

export interface Program {
  readonly ending: ".ts" | ".tsx" | ".js" | ".cjs";
  readonly text: string;
}

export const program: fc.Arbitrary<Program> = fc
  .record({
    routines: fc.array(routine, { minLength: 1, maxLength: 2 }),
    ending: fc.constantFrom<Program["ending"]>(".ts", ".ts", ".tsx", ".js", ".cjs"),
    head: fc.constantFrom("", "", "\uFEFF", "// {#}\n", "{'}use strict{'}{;}\n"),
    step: fc.constantFrom("  ", "\t", "    "),
    semicolon: fc.constantFrom(";", ";", ""),
    quote: fc.constantFrom('"', "'"),
    newline: fc.constantFrom("\n", "\r\n"),
    last: fc.constantFrom("", "\n", "\n// {#}\n\n"),
  })
  .map(({ routines, ending: kind, head, step, semicolon, quote, newline, last }) => {
    const imports = kind === ".cjs" ? REQUIRED : IMPORTED;
    const lines = [...imports, ...routines.flatMap((code) => ["", ...code])];
    let count = 0;
    const text = `${head}${lines.map((line) => written(line, step)).join("\n")}${last}`
      .replaceAll("{#}", () => `comment ${++count};`)
      .replaceAll("{n}", () => `${++count}`)
      .replaceAll("{;}", semicolon)
      .replaceAll("{'}", quote)
      .replaceAll("{export}", kind === ".cjs" ? "" : "export ")
      .replaceAll("\n", newline);
    return { ending: kind, text };
  });

const IMPORTED: Code = [
  "import { DatabaseManager } from {'}./manager.js{'}{;} // {#}",
  "import { log, use } from {'}./tools.js{'}{;}",
];

const REQUIRED: Code = [
  "const { DatabaseManager } = require({'}./manager.js{'}){;} // {#}",
  "const { log, use } = require({'}./tools.js{'}){;}",
];

function indented(code: Code): Code {
  return code.map((line) => (line === "" || line.startsWith(RAW) ? line : line.replace(/^/gm, "  ")));
}

/** Names what the function around makes of a handle; those inside have been named before. */
function kindOf(code: Code, isAsync: boolean): Code {
  return code.map((line) => line.replaceAll("{await}", isAsync ? "await " : ""));
}

function written(line: string, step: string): string {
  if (line.startsWith(RAW)) return line.slice(1);
  return line.replace(/^(?: {2})+/gm, (indent) => step.repeat(indent.length / 2));
}
