import { expect, test } from "vitest";
import { fingerprints, type Identified, identityKey } from "../../../src/base/diagnostics/fingerprint.js";

function finding(code: string, within = "HealthRoutes.ready"): Identified {
  return { rule: "missing-member", symbol: "Db.getSession", identity: { within, code } };
}

test("a key tells findings apart by rule, symbol, enclosing definition and code", () => {
  const first = finding("await Db.getSession()");
  const others = [
    { ...first, rule: "direct-manager" },
    { ...first, symbol: "Db.get" },
    finding("await Db.getSession()", "HealthRoutes.live"),
    finding("Db.getSession()"),
  ];
  expect(new Set([first, ...others].map(identityKey)).size).toBe(5);
});

test("a key does not run its parts together", () => {
  expect(identityKey(finding("a b", "c"))).not.toBe(identityKey(finding("b", "c a")));
});

test("equal findings have fingerprints of their own, the same in every run", () => {
  const run = () => [...fingerprints([finding("a"), finding("b"), finding("a")]).values()];
  expect(new Set(run()).size).toBe(3);
  expect(run()).toEqual(run());
  expect(run()[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("the fingerprint of a finding outlasts others that come before it", () => {
  const kept = finding("kept");
  expect(fingerprints([finding("new"), kept]).get(kept)).toBe(fingerprints([kept]).get(kept));
});

test("a key leaves the way to a module out, which changes when files move", () => {
  const named = (symbol: string) => identityKey({ ...finding("code"), symbol });
  expect(named("src/db/pool.ts#open")).toBe(named("lib/pool.ts#open"));
  expect(named("../db/gone")).toBe(named("../../db/gone"));
  expect(named("..db.gone")).toBe(named("...db.gone"));
  expect(named("src/db/pool.ts#open")).not.toBe(named("src/db/pool.ts#close"));
});
