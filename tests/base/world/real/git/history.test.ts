/** What git says of commits, in real repositories. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { realGit } from "../../../../../src/base/world/real/git/git.js";
import { commitOn, history } from "../../../../support/history.js";
import { git } from "../../../../support/repository.js";

const LINES = Array.from({ length: 20 }, (_, index) => `export const a${index} = ${index};`).join("\n");

it("lists the commits of a file, children first, each with the contents before and after", async () => {
  const { root, ids } = history([{ "a.ts": "1\n" }, { "b.ts": "b\n" }, { "a.ts": "2\n" }, { "a.ts": undefined }]);
  const { history: asked } = realGit(root);
  const commits = await asked.of("a.ts", "HEAD");
  expect(commits.map(({ id, date }) => [id, date])).toEqual([
    [ids[3], "2026-03-04"],
    [ids[2], "2026-03-03"],
    [ids[0], "2026-03-01"],
  ]);
  const text = (blob: string | undefined) => blob && new TextDecoder().decode(asked.content(blob));
  expect(commits.map(({ before, after }) => [before.map(text), text(after)])).toEqual([
    [["2\n"], undefined],
    [["1\n"], "2\n"],
    [[undefined], "1\n"],
  ]);
});

it("finds renames of a commit, and counts paths from the root of the project", async () => {
  const { root, ids } = history([
    { "app/old.ts": LINES, "other/x.ts": `${LINES}\nx` },
    { "app/old.ts": undefined, "app/new.ts": LINES, "other/x.ts": undefined, "app/x.ts": `${LINES}\nx` },
  ]);
  const changes = await realGit(join(root, "app")).history.changes(ids[1] ?? "");
  expect(changes.map(({ kind, file, from }) => [kind, file, from])).toEqual([
    ["renamed", "new.ts", "old.ts"],
    ["added", "x.ts", undefined],
  ]);
  const commits = await realGit(join(root, "app")).history.of("new.ts", "HEAD");
  expect(commits.map(({ id }) => id)).toEqual([ids[1]]);
});

it("gives a merge each parent's content, and leaves out the branch that it dropped", async () => {
  const { root } = history([{ "a.ts": "1\n2\n3\n" }]);
  git(root, "checkout", "-q", "-b", "side");
  const side = commitOn(root, 1, { "a.ts": "side\n2\n3\n" }, "side");
  git(root, "checkout", "-q", "main");
  commitOn(root, 2, { "a.ts": "1\n2\nmain\n" }, "main");
  git(root, "merge", "-q", "--no-edit", "side");
  const commits = await realGit(root).history.of("a.ts", "HEAD");
  expect(commits[0]?.parents).toHaveLength(2);
  expect(commits[0]?.before).toHaveLength(2);
  expect(commits.map(({ id }) => id)).toContain(side);
});

it("takes a hostile subject for a subject", async () => {
  const forged = `${"a".repeat(40)} \u0001\u0002:100644 100644 ${"b".repeat(40)} ${"c".repeat(40)} M`;
  const { root, ids } = history([{ "a.ts": "1\n" }], [forged]);
  const commits = await realGit(root).history.of("a.ts", "HEAD");
  expect(commits.map(({ id, subject }) => [id, subject])).toEqual([[ids[0], forged]]);
});

it("knows where a history begins, and who is whose ancestor", async () => {
  const { root, ids } = history([{ "a.ts": "1\n" }, { "a.ts": "2\n" }]);
  const { history: asked } = realGit(root);
  const [first = "", second = ""] = ids;
  expect((await asked.first("HEAD"))?.id).toBe(first);
  expect(await asked.isAncestor(first, second)).toBe(true);
  expect(await asked.isAncestor(second, first)).toBe(false);
});
