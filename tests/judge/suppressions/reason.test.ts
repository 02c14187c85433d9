import { describe, expect, it } from "vitest";
import { readReason } from "../../../src/judge/suppressions/reason.js";

describe("a reason", () => {
  it.each([
    ["the pool is shared", { text: "the pool is shared" }],
    ["until 2027-03-01 the pool is shared", { text: "the pool is shared", until: "2027-03-01" }],
    ["until 2027-03-01: the pool is shared", { text: "the pool is shared", until: "2027-03-01" }],
    ["the pool is shared until 2027-03-01", { text: "the pool is shared", until: "2027-03-01" }],
    ["the pool is shared (until 2028-02-29).", { text: "the pool is shared", until: "2028-02-29" }],
    ["shared until 2027-03-01 at the latest", { text: "shared until 2027-03-01 at the latest", until: "2027-03-01" }],
    ["the pool is shared, owner @team", { text: "the pool is shared", owner: "@team" }],
    ["owner @org/data-team: shared", { text: "shared", owner: "@org/data-team" }],
    ["owner @team, until 2027-03-01, shared", { text: "shared", until: "2027-03-01", owner: "@team" }],
    ["shared; until 2027-03-01; owner @team.", { text: "shared", until: "2027-03-01", owner: "@team" }],
    ["until 2027-03-01, owner @team", { text: "", until: "2027-03-01", owner: "@team" }],
  ])("%s", (written, expected) => expect(readReason(written)).toEqual(expected));

  it.each(["until the pool is gone", "kept until March", "until 5 services have moved", "its owner left", "owner bob"])(
    "is a sentence like any other: %s",
    (written) => expect(readReason(written)).toEqual({ text: written }),
  );

  it.each([
    ["a until 2027-02-29", "2027-02-29"],
    ["a until 2100-02-29", "2100-02-29"],
    ["a until 2027-04-31", "2027-04-31"],
    ["a until 2027-04-00", "2027-04-00"],
    ["a until 2027-00-01", "2027-00-01"],
    ["a until 2027-13-01", "2027-13-01"],
    ["a until 2027-3-1", "2027-3-1"],
    ["a until 01.03.2027", "01.03.2027"],
    ["a until 2027/03/01", "2027/03/01"],
    ["a until 2027", "2027"],
    ["a until 2027-Q3", "2027-Q3"],
    ["until 2027-01-01 a until 2027-02-01", "2027-02-01"],
  ])("names no day, or too many: %s", (written, day) => expect(readReason(written).badDay).toBe(day));
});
