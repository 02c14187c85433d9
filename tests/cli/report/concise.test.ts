import { expect, it } from "vitest";
import { concise } from "../../../src/cli/report/concise.js";
import { accepted, clean, contextOf, report } from "./sample.js";

it("prints one line per problem and finding", () => {
  expect(concise.render(report, contextOf())).toBe(`\
src/broken.ts:1:7 problem syntax variable declaration expected
src/private.ts problem unreadable permission denied
src/routes/health.ts:1:10 warning direct-manager \`DatabaseManager\` is used where \`getDb\` serves
src/routes/health.ts:4:42 error missing-member \`DatabaseManager\` has no member \`getAsyncSession\`
`);
});

it("prints only errors with `quiet`", () => {
  expect(concise.render(report, contextOf({ detail: "quiet" }))).toMatch(/^src\/routes\/health.ts:4:42 error .*\n$/);
});

it("prints nothing where there is nothing to report", () => {
  expect(concise.render(clean, contextOf())).toBe("");
});

it("tells of findings that it does not show", () => {
  expect(concise.render(accepted, contextOf())).toMatch(/\n1 accepted \(baseline\), 1 suppressed\n$/);
  expect(concise.render({ ...clean, known: accepted.known }, contextOf())).toBe("1 accepted (baseline)\n");
});
