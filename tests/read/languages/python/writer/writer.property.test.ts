/** What holds of every result, whatever imports and bodies a file has. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { SyntaxNode } from "../../../../../src/read/languages/python/syntax/node.js";
import { applied, factsOf, GET_DB, parse, writer } from "./snippets.js";

const NAMES = ["Manager", "helper", "LIMIT", "get_db"];
const MODULES = ["os", "sqlalchemy", "app.database", "app.manager", ".near", "..far"];

const element = fc
  .tuple(fc.constantFrom(...NAMES), fc.constantFrom("", " as other", " as Manager"))
  .map(([name, alias]) => name + alias);

const elements = fc.uniqueArray(element, { minLength: 1, maxLength: 4, selector: (one) => one.split(" ").at(-1) });

/** The lists of names that people write: on one line, continued, in brackets, on lines of their own, with comments. */
const list = fc.tuple(elements, fc.nat({ max: 6 }), fc.boolean()).map(([names, shape, trailing]) => {
  const comma = trailing ? "," : "";
  const lines = names.map((name, index) => `    ${name}${index < names.length - 1 || trailing ? "," : ""}  # ${index}`);
  const shapes = [
    names.join(", "),
    names.join(", \\\n        "),
    `(${names.join(", ")}${comma})`,
    `(\n    ${names.join(",\n    ")}${comma}\n)`,
    `(  # all\n${lines.join("\n")}\n    # end\n)`,
    `(${names.join(",\n    ")}${comma})`,
    `(\n    ${names.join(", ")}${comma}\n)`,
  ];
  return shapes[shape] ?? names.join(", ");
});

const statement = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.constantFrom(...MODULES), list).map(([from, names]) => `from ${from} import ${names}`),
  },
  fc.constantFrom(
    "import os",
    "import app.manager as Manager",
    "import os, app.manager as Manager, sys",
    "import app.database",
  ),
);

const line = fc
  .tuple(statement, fc.constantFrom("", "  # noqa", "  # why", "; x = 1", ";"))
  .map((parts) => parts.join(""));

const block = fc.oneof(
  { weight: 4, arbitrary: line },
  line.map((code) => `if LIMIT:\n${indented(code)}`),
  line.map((code) => `try:\n${indented(code)}\nexcept ImportError:\n    Manager = None`),
);

const PROLOGUES = [
  "",
  '"""Doc."""\n',
  "#!/usr/bin/env python\n# coding: utf-8\n",
  "# Licence.\n\n",
  "from __future__ import annotations\n",
];
const USES = ["Manager", "Manager.get", "helper", "LIMIT", "get_db"];

const file = fc
  .record({
    prologue: fc.constantFrom(...PROLOGUES),
    top: fc.array(block, { maxLength: 4 }),
    gap: fc.constantFrom("\n", "\n\n"),
    local: fc.array(block, { maxLength: 2 }),
    use: fc.constantFrom(...USES),
    later: fc.constantFrom("", ...USES),
    newline: fc.constantFrom("\n", "\r\n"),
    end: fc.constantFrom("", "\n"),
  })
  .map(({ prologue, top, gap, local, use, later, newline, end }) => {
    const body = [...local, `${use}()`, ...(later === "" ? [] : [`print(${later})`])].map(indented).join("\n");
    const text = `${prologue}${top.join(gap)}${gap}def run(db):\n${body}${end}`;
    const before = `${prologue}${top.join(gap)}${gap}def run(db):\n${[...local.map(indented), "    "].join("\n")}`;
    const crlf = (code: string) => code.replaceAll("\n", newline);
    return { text: crlf(text), at: { start: crlf(before).length, end: crlf(before).length + use.length } };
  });

function indented(code: string): string {
  return code.replace(/^/gm, "    ");
}

it("imports what is wanted for the place, in a text that parses, and takes away nothing that is used", () => {
  fc.assert(
    fc.property(file, ({ text, at }) => {
      const facts = factsOf(text);
      expect(facts.problems).toEqual([]);
      const { edits, local } = writer.imports({ facts, text, at, replaced: [at], wanted: GET_DB });
      const shift = edits
        .filter((edit) => edit.end <= at.start)
        .reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
      const result = applied(text, [{ ...at, text: local }, ...edits]);
      const after = factsOf(result);
      const start = at.start + shift;
      const bound = after.bindings.findIndex((one) => one.references.some((reference) => reference.start === start));
      const names = after.imports.flatMap((one) => one.names.map((name) => ({ ...name, specifier: one.specifier })));
      const meant = names.filter((name) => name.binding === bound);
      expect(
        meant.some((name) => isWanted(name, local)),
        result,
      ).toBe(true);
      expect(usedNames(after)).toEqual(expect.arrayContaining(usedNames(facts, at.start)));
      if (result.includes("\r")) expect(result.replaceAll("\r\n", "")).not.toContain("\n");
    }),
    { numRuns: 400 },
  );
});

function isWanted(name: { readonly specifier: string; readonly imported: string }, local: string): boolean {
  if (name.specifier !== GET_DB.specifier) return false;
  return name.imported === GET_DB.name || local.endsWith(`.${GET_DB.name}`);
}

/** Names that an import binds and something reads, the place left out. */
function usedNames({ imports, bindings }: ReturnType<typeof factsOf>, left?: number): string[] {
  const names = imports
    .flatMap((one) => one.names)
    .filter(({ binding }) => {
      return bindings[binding ?? -1]?.references.some((reference) => reference.start !== left);
    });
  return names.map(({ local }) => local);
}

const simple = fc.constantFrom(
  "await db.execute(q)",
  'rows = await db.execute("""\n select\n\t1 # not a comment\n""")  # a comment',
  "text = f'''\n{q}\n  '''",
  "text = 'a\\\n  b'",
  "print(q,\n  1\n)",
  "x = q + \\\n  1; y = 2",
  "# a comment",
  "",
  "  \t",
  "return await db.get(q)",
  "pass",
);

const code: fc.Arbitrary<string> = fc.letrec<{ code: string; lines: string }>((tie) => ({
  lines: fc.array(tie("code"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("\n")),
  code: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: simple },
    tie("lines").map((inner) => `if q:\n${deeper(inner)}\nelse: pass`),
    tie("lines").map((inner) => `for i in q:\n${deeper(inner)}`),
    tie("lines").map((inner) => `try:\n${deeper(inner)}\nfinally:\n    pass`),
  ),
})).lines;

/** A level deeper, with the insides of strings left where they are, and something to run. */
function deeper(inner: string): string {
  const strings = /"""[\s\S]*?"""|'''[\s\S]*?'''|'a\\\n {2}b'/g;
  const kept: string[] = [];
  const masked = inner.replace(strings, (found) => `@${kept.push(found) - 1}@`);
  return `${masked}\ni = 1`
    .replace(/^(?=.*\S)/gm, "    ")
    .replace(/@(\d+)@/g, (_, index: string) => kept[Number(index)] ?? "");
}

const body = fc
  .tuple(code, code, fc.constantFrom("    ", "\t"), fc.constantFrom("\n", "\r\n"))
  .map(([before, after, step, newline]) => {
    const lead = `async def run(q):\n${deeper(before).replaceAll("db.", "q.")}\n    `;
    const text = `${lead}db = await M.get()\n${deeper(after)}\n\nend = 1\n`;
    const written = (part: string) =>
      part.replace(/^(?: {4})+/gm, (found) => step.repeat(found.length / 4)).replaceAll("\n", newline);
    const start = written(lead).length;
    return { text: written(text), statement: { start, end: start + "db = await M.get()".length } };
  });

it("moves the rest of a block without changing a token, a comment or a string of it", () => {
  fc.assert(
    fc.property(body, ({ text, statement: range }) => {
      const head = "async with get_db() as db";
      const request = { facts: factsOf(text), text, statement: range, head, name: "db", releases: [] };
      const result = writer.enclose?.(request);
      if (result?.kind !== "edits") throw new Error(`${result?.reason}:\n${text}`);
      const replaced = `${text.slice(0, range.start)}${head}: pass${text.slice(range.end)}`;
      expect(tokensOf(applied(text, result.edits))).toEqual(tokensOf(replaced));
    }),
    { numRuns: 200 },
  );
});

/** All that stands in the text but for what indents it; `pass` does nothing and may be anywhere. */
function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const visit = (node: SyntaxNode): void => {
    const isToken = node.children.length === 0 || node.type === "string";
    if (isToken && node.type !== "pass") tokens.push(text.slice(node.start, node.end));
    if (!isToken) for (const child of node.children) visit(child);
  };
  visit(parse(text).root);
  return tokens;
}

const python = spawnSync("python3", ["--version"]).status === 0;
if (!python) console.info("the test that CPython compiles every result is left out: there is no python3 here");

it.runIf(python)("writes what CPython compiles", () => {
  const files = fc.sample(file, 60).map(({ text, at }) => {
    const facts = factsOf(text);
    const { edits, local } = writer.imports({ facts, text, at, replaced: [at], wanted: GET_DB });
    return applied(text, [{ ...at, text: local }, ...edits]);
  });
  const blocks = fc.sample(body, 60).map(({ text, statement: range }) => {
    const request = { facts: factsOf(text), text, statement: range, head: "async with get_db() as db", name: "db" };
    const result = writer.enclose?.({ ...request, releases: [] });
    return applied(text, result?.kind === "edits" ? result.edits : []);
  });
  const check = "import json, sys\nfor text in json.load(sys.stdin): compile(text, 'result', 'exec')";
  const run = spawnSync("python3", ["-W", "ignore", "-c", check], { input: JSON.stringify([...files, ...blocks]) });
  expect(run.stderr.toString()).toBe("");
});
