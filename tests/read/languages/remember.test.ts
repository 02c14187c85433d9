import { expect, it } from "vitest";
import { rememberLast } from "../../../src/read/languages/remember.js";

it("works an answer out once as long as its question is among the last", () => {
  const asked: string[] = [];
  const ask = rememberLast(2, (file: string, text: string) => {
    asked.push(file + text);
    return { file, text };
  });
  const first = ask("a", "1");
  ask("b", "1");
  expect(ask("a", "1")).toBe(first);
  ask("a", "2");
  ask("b", "1");
  expect(asked).toEqual(["a1", "b1", "a2", "b1"]);
});

it("takes one file with two texts, and two files with one text, for different questions", () => {
  const ask = rememberLast(9, (file: string, text: string) => ({ file, text }));
  expect([ask("a", "1"), ask("a", "2"), ask("b", "1")]).toEqual([
    { file: "a", text: "1" },
    { file: "a", text: "2" },
    { file: "b", text: "1" },
  ]);
});
