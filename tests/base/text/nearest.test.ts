import { expect, test } from "vitest";
import { nearest } from "../../../src/base/text/nearest.js";

test.each([
  ["getAsyncSession", ["initialize", "getSession", "healthCheck"], "getSession"],
  ["get_session", ["getSession", "setSession"], "getSession"],
  ["sesionScope", ["sessionScope", "getSession"], "sessionScope"],
  ["sorces", ["sources", "rules"], "sources"],
  ["getDB", ["getDb", "getDbs"], "getDb"],
  ["erorr", ["error", "warning", "none"], "error"],
  ["huksy", ["lefthook", "husky", "git"], "husky"],
])("finds what %s was meant to be", (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});

test.each([
  ["getSession", ["initialize", "healthCheck"]],
  ["db", ["ab", "id", "x"]],
  ["db", ["bd"]],
  ["erroneous", ["error"]],
  ["getSession", []],
  ["getSession", ["getSession"]],
])("leaves %s alone where nothing is near", (name, candidates) => {
  expect(nearest(name, candidates)).toBeUndefined();
});

test("chooses the same of two equally near ones in any order", () => {
  expect(nearest("getA", ["getC", "getB"])).toBe("getB");
  expect(nearest("getA", ["getB", "getC"])).toBe("getB");
});
