/**
 * Generated programs that obtain handles in every way there is: functions, blocks, comments, strings over several lines, both
 * line endings, tabs and spaces. Every comment has a number of its own.
 */
import fc from "fast-check";

/** Lines of code; one that begins with `RAW` lies inside a string and is indented by nobody. */
type Code = readonly string[];

const RAW = "\u0000";

/** `{await}` and `{async}` say what the function around makes of them, `{#}` is a comment. */
const GIVEN = ["open_session", "get_session"];
const ENTERED = ["session_scope", "get_session_scope"];
const ITERATED = ["generate_session", "get_generated_session"];

const member = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom("", "", "", '"default"', "timeout=3", "\n    # {#}\n    "))
    .map(([name, given]) => `DatabaseManager.${name}(${given})`);

const name = fc.constantFrom("db", "session", "connection");
const comment = fc.constantFrom("", "", "  # {#}");

/** Something that is done with a handle, or beside it. */
const usesOf = (handle: string): fc.Arbitrary<Code> =>
  fc.oneof(
    comment.map((end) => [`{await}${handle}.rows("select 1")${end}`]),
    fc.constant([`found = {await}${handle}.rows(`, '    "select 1",  # {#}', ")"]),
    fc.constant(["# {#}", `log(${handle}, '''`, `${RAW}  # no comment`, `${RAW}''')`]),
    fc.constant([`text = f"""{${handle}}`, `${RAW}\tselect # 1`, `${RAW}"""  # {#}`]),
    fc.constant([`{await}${handle}.commit(); log("done")`]),
    fc.constant(["", "log(1, \\", "    2)", ""]),
    fc.constant([`if ${handle}:`, "    pass  # {#}", "# {#}", "else:", `    {await}${handle}.rollback()`]),
    fc.constant([`keep(lambda: ${handle})`]),
  );

const used = (handle: string): fc.Arbitrary<Code> =>
  fc.array(usesOf(handle), { minLength: 1, maxLength: 2 }).map((parts) => parts.flat());

const ending = (handle: string): fc.Arbitrary<Code> =>
  fc.constantFrom<Code>(
    [],
    [],
    [`{await}${handle}.close()  # {#}`],
    [`return {await}${handle}.rows("select 2")`],
    ["return None"],
  );

/** `x = f()` and what becomes of it. */
const bound: fc.Arbitrary<Code> = fc.tuple(name, member(GIVEN), comment).chain(([handle, call, end]) =>
  fc.tuple(used(handle), ending(handle), fc.nat({ max: 5 })).map(([body, last, shape]) => {
    const head = `${handle} = {await}${call}${end}`;
    const close = `{await}${handle}.close()`;
    const shapes: readonly Code[] = [
      [head, ...body, ...last],
      [head, "try:  # {#}", ...indented([...body, ...last]), "finally:", `    ${close}  # {#}`],
      [head, "", "try:", ...indented(body), "except ValueError:", "    raise", "finally:", "    # {#}", `    ${close}`],
      [head, "# {#}", "try:", ...indented(body), "finally:", `    ${close}`, "    log(3)", ...last],
      [head, "try:", ...indented(body), "finally:", `    ${close}`, "", "# {#}", "log(4)"],
      [head, ...body, `if ${handle}:`, `    ${close}`],
    ];
    return shapes[shape] ?? [];
  }),
);

const entered: fc.Arbitrary<Code> = fc
  .tuple(name, member(ENTERED), comment, fc.constantFrom("", "lock() as held, "))
  .chain(([handle, call, end, before]) =>
    used(handle).map((body) => [`{async}with ${before}${call} as ${handle}:${end}`, ...indented(body)]),
  );

const looped: fc.Arbitrary<Code> = fc
  .tuple(name, member(ITERATED), fc.constantFrom<Code>([], ["break"], ["continue"]))
  .chain(([handle, call, last]) =>
    used(handle).map((body) => [`{async}for ${handle} in ${call}:  # {#}`, ...indented([...body, ...last])]),
  );

/** The ways that are one line. */
const plain: fc.Arbitrary<Code> = fc.oneof(
  member(GIVEN).map((call) => [`{await}({await}${call}).rows("select 3")  # {#}`]),
  member(GIVEN).map((call) => [`use({await}${call}, 1)`]),
  member(GIVEN).map((call) => [`state["db"] = {await}${call}`]),
  member(GIVEN).map((call) => [`other = state if state else {await}${call}`]),
  member(GIVEN).map((call) => [`first, second = {await}${call}, 2`]),
  member(GIVEN).map((call) => [`return {await}${call}`]),
  member(ENTERED).map((call) => [`scope = ${call}`, "{async}with scope as inner:", "    log(inner)  # {#}"]),
  member(ENTERED).map((call) => [`stack.enter_context(${call})`]),
);

const { statements } = fc.letrec<{ statement: Code; statements: Code }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    bound,
    entered,
    looped,
    plain,
    tie("statements").map((body) => ["if ready:  # {#}", ...indented(body), "else:", "    pass"]),
    tie("statements").map((body) => ["for one in range(3):", ...indented(body)]),
    tie("statements").map((body) => ["try:", ...indented(body), "except OSError:  # {#}", "    raise"]),
    tie("statements").map((body) => ["def inner():", ...indented(kindOf(body, false)), "# {#}"]),
    tie("statements").map((body) => ["async def inner():", ...indented(kindOf(body, true))]),
  ),
  statements: fc.array(tie("statement"), { minLength: 1, maxLength: 2 }).map((parts) => parts.flat()),
}));

const routine: fc.Arbitrary<Code> = fc
  .tuple(fc.boolean(), statements, fc.nat({ max: 2 }))
  .map(([isAsync, body, shape]) => {
    const head = `${isAsync ? "async " : ""}def read(self, state, stack, ready=True):`;
    const code = kindOf(body, isAsync);
    if (shape === 0) return [head, '    """Reads.', `${RAW}`, `${RAW}    # no comment"""`, ...indented(code)];
    if (shape === 1) return ["class Reader:  # {#}", ...indented([head, ...indented(code)])];
    return ["# {#}", head, ...indented(code), "    # {#}"];
  });

export const program: fc.Arbitrary<string> = fc
  .record({
    routines: fc.array(routine, { minLength: 1, maxLength: 2 }),
    step: fc.constantFrom("    ", "\t", "  "),
    newline: fc.constantFrom("\n", "\r\n"),
    end: fc.constantFrom("", "\n", "\n\n"),
  })
  .map(({ routines, step, newline, end }) => {
    const top = ["from app.manager import DatabaseManager  # {#}", "from app.tools import keep, lock, log, use"];
    const lines = [...top, ...routines.flatMap((code) => ["", "", ...code])];
    let count = 0;
    return `${lines.map((line) => written(line, step)).join("\n")}${end}`
      .replaceAll("{#}", () => `comment ${++count};`)
      .replaceAll("\n", newline);
  });

function indented(code: Code): Code {
  return code.map((line) => (line === "" || line.startsWith(RAW) ? line : line.replace(/^/gm, "    ")));
}

/** Names what the function around makes of a handle; those inside have been named before. */
function kindOf(code: Code, isAsync: boolean): Code {
  return code.map((line) =>
    line.replaceAll("{await}", isAsync ? "await " : "").replaceAll("{async}", isAsync ? "async " : ""),
  );
}

function written(line: string, step: string): string {
  if (line.startsWith(RAW)) return line.slice(1);
  return line.replace(/^(?: {4})+/gm, (indent) => step.repeat(indent.length / 4));
}
