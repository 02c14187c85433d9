import { expect, test } from "vitest";
import { readSource } from "../../../src/read/project/source.js";
import { type MemoryOptions, memoryWorld } from "../../support/memory-world.js";

function read(file: string, content: string | Uint8Array, options?: MemoryOptions, limitBytes?: number) {
  return readSource(memoryWorld({ [file]: content }, options).files, file, limitBytes);
}

test("gives the text as it is, the byte order mark and line endings included", () => {
  expect(read("a.ts", "\ufeffa\r\nb")).toEqual({ kind: "text", text: "\ufeffa\r\nb" });
  expect(read("a.ts", "")).toEqual({ kind: "text", text: "" });
});

test("tells of a file that is not UTF-8, and how to fix it", () => {
  const message = (bytes: readonly number[]) => {
    const source = read("a.ts", Uint8Array.from(bytes));
    return source.kind === "problem" ? `${source.problem.kind}: ${source.problem.message}` : source.kind;
  };
  expect(message([0x61, 0xe9])).toBe("encoding: is not UTF-8: byte 1 belongs to no character; save the file as UTF-8");
  expect(message([0xff, 0xfe, 0x61, 0])).toBe("encoding: is UTF-16, not UTF-8; save the file as UTF-8");
  expect(message([0x61, 0])).toBe("encoding: is not a text: byte 1 is zero");
});

test("names the encoding that a file declares, where its bytes are not UTF-8", () => {
  const message = (text: string) => {
    const source = read("a.py", Uint8Array.from([...text].map((character) => character.charCodeAt(0))));
    return source.kind === "problem" ? source.problem.message : source.kind;
  };
  const declared = "is `latin-1`, as it declares, not UTF-8; save it as UTF-8 and declare that";
  expect(message("# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n")).toBe(declared);
  expect(message("#!/usr/bin/python\r\n# vim: set fileencoding=latin-1 :\r\nname = 'caf\xe9'\r\n")).toBe(declared);
  expect(message("# -*- coding: utf-8 -*-\nname = 'caf\xe9'\n")).toMatch(/^is not UTF-8: byte 35 /);
  expect(message("a = 1\nb = 2\n# coding: latin-1\nname = 'caf\xe9'\n")).toMatch(/^is not UTF-8: byte /);
  expect(message("# -*- coding: latin-1 -*-\nname = 'cafe'\n")).toBe("text");
});

test("tells of a file that cannot be read, and of one that is gone", () => {
  expect(read("a.ts", "", { unreadable: ["a.ts"] })).toEqual({
    kind: "problem",
    problem: { kind: "unreadable", file: "a.ts", message: "cannot be read: permission denied" },
  });
  expect(readSource(memoryWorld({}).files, "a.ts")).toMatchObject({ kind: "problem", problem: { kind: "unreadable" } });
});

test("tells of a file above the limit without reading it", () => {
  const unread = { unreadable: ["a.ts"] };
  expect(read("a.ts", "x".repeat(2_000_001), unread, 2_000_000)).toEqual({
    kind: "problem",
    problem: {
      kind: "too-large",
      file: "a.ts",
      message: "has 2.0 MB, more than the 2.0 MB that are read; add it to `ignore`",
    },
  });
  expect(read("a.ts", "x".repeat(2_000), {}, 2_000)).toMatchObject({ kind: "text" });
});

test("passes over scripts that a tool made: minified by their lines, bundled by their marks", () => {
  expect(read("a.js", "x=1;".repeat(5_000))).toEqual({ kind: "skipped", reason: "minified" });
  expect(read("a.js", `/*! licence */\n${"x=1;".repeat(5_000)}\n//# map\n`)).toEqual({
    kind: "skipped",
    reason: "minified",
  });
  expect(read("a.js", "/******/ (() => { // webpackBootstrap\n")).toEqual({ kind: "skipped", reason: "bundled" });
  for (const mark of [
    "var __create = Object.create;\nvar __defProp = Object.defineProperty;\n",
    '"use strict";\nvar __commonJS = (cb, mod) => function __require() {};\n',
    "var commonjsGlobal = typeof globalThis !== 'undefined' ? globalThis : {};\n",
  ])
    expect(read("a.js", mark)).toEqual({ kind: "skipped", reason: "bundled" });
  expect(read("a.js", "const db = { __create: 1 }; // var __create = 2\n")).toMatchObject({ kind: "text" });
});

test("takes a source with one long line, a short script on one line, and TypeScript however long its lines", () => {
  const ordinary = "const answer = 42; // as anyone writes it\n".repeat(200);
  expect(read("a.js", `${ordinary}const image = "${"A".repeat(50_000)}";\n`)).toMatchObject({ kind: "text" });
  expect(read("a.js", "x=1;".repeat(500))).toMatchObject({ kind: "text" });
  expect(read("a.ts", "x=1;".repeat(5_000))).toMatchObject({ kind: "text" });
});
