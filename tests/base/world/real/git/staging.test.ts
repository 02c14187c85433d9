import fs, { chmodSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { encode } from "../../../../../src/base/text/encoding.js";
import { realStaging } from "../../../../../src/base/world/real/git/staging.js";
import { StagingError } from "../../../../../src/base/world/staging.js";
import { makeRepository } from "../../../../change/staging/repository.js";
import { mergeLines } from "../../../../support/merge-lines.js";

const CHANGE = { file: "src/orders.ts", after: encode("fixed\n") };

function repository() {
  const made = makeRepository("as-written");
  const staged = (path = CHANGE.file): string => made.git("show", `:./${path}`);
  return { ...made, staged, before: encode(staged()), staging: realStaging(made.root) };
}

async function problemOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof StagingError)) throw error;
    return error.problem.kind;
  }
}

describe("the index of a repository", () => {
  it("takes new texts when they are committed, not before, and keeps modes and all else", async () => {
    const { root, git, staged, before, staging } = repository();
    chmodSync(join(root, CHANGE.file), 0o755);
    git("add", "-A");
    const modes = git("ls-files", "--stage").replace(/ [0-9a-f]{40} /g, " ");
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    expect(staged()).not.toBe("fixed\n");
    await prepared.commit();
    prepared.end();
    expect(staged()).toBe("fixed\n");
    expect(git("ls-files", "--stage").replace(/ [0-9a-f]{40} /g, " ")).toBe(modes);
    expect(readdirSync(join(root, ".git")).filter((name) => /lock|db-ssot/.test(name))).toEqual([]);
  });

  it("is left alone where it holds something else than what is to be replaced", async () => {
    const { staging, staged } = repository();
    const old = staged();
    expect(await problemOf(() => staging.prepare([{ ...CHANGE, before: encode("other") }]))).toBe("changed-entry");
    expect(await problemOf(() => staging.prepare([{ ...CHANGE, file: "none.ts", before: encode("") }]))).toBe(
      "changed-entry",
    );
    expect(staged()).toBe(old);
  });

  it("keeps what another git staged while the change was prepared, and refuses where that is the same file", async () => {
    const { root, git, staged, before, staging } = repository();
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    writeFileSync(join(root, "package.json"), "{}\n");
    git("add", "package.json");
    await prepared.commit();
    prepared.end();
    expect([staged("package.json"), staged()]).toEqual(["{}\n", "fixed\n"]);
    const next = await staging.prepare([{ file: CHANGE.file, before: CHANGE.after, after: before }]);
    writeFileSync(join(root, CHANGE.file), "mine\n");
    git("add", CHANGE.file);
    expect(await problemOf(() => next.commit())).toBe("changed-entry");
    next.end();
    expect(staged()).toBe("mine\n");
  });

  it("is left alone while another git holds it", async () => {
    const { root, staged, before, staging } = repository();
    const old = staged();
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    writeFileSync(join(root, ".git/index.lock"), "");
    expect(await problemOf(() => prepared.commit())).toBe("locked-index");
    prepared.end();
    expect([staged(), existsSync(join(root, ".git/index.lock"))]).toEqual([old, true]);
  });

  it("is left unlocked where the system refuses to replace it", async () => {
    const { root, git, staged, before, staging } = repository();
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    const rename = vi.spyOn(fs, "renameSync").mockImplementation(() => {
      throw Object.assign(new Error("refused"), { code: "EPERM" });
    });
    onTestFinished(() => rename.mockRestore());
    expect(await problemOf(() => prepared.commit())).toBe("git-failed");
    prepared.end();
    expect(readdirSync(join(root, ".git")).filter((name) => /lock|db-ssot/.test(name))).toEqual([]);
    git("add", "-A");
    expect(staged()).toBe(new TextDecoder().decode(before));
  });

  it("still shows a change that was made right after its file was staged", async () => {
    const { root, git, before, staging } = repository();
    const other = join(root, "package.json");
    // Git believes a time that is older than the index; these two are of one moment, as when a machine is quick.
    const write = (text: string): void => {
      writeFileSync(other, text);
      utimesSync(other, 1_700_000_000, 1_700_000_000);
    };
    write('{ "name": "aaaa" }\n');
    git("add", "-A");
    write('{ "name": "bbbb" }\n');
    utimesSync(join(root, ".git/index"), 1_700_000_000, 1_700_000_000);
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    await prepared.commit();
    prepared.end();
    expect(git("diff", "--name-only")).toContain("package.json");
  });

  it("is changed without a word to a hook, which would be told of a copy", async () => {
    const { root, before, staging } = repository();
    writeFileSync(join(root, ".git/hooks/post-index-change"), '#!/bin/sh\ntouch "$(dirname "$0")/told"\n', {
      mode: 0o755,
    });
    const prepared = await staging.prepare([{ ...CHANGE, before }]);
    await prepared.commit();
    prepared.end();
    expect(existsSync(join(root, ".git/hooks/told"))).toBe(false);
  });

  it("is that of the commit whose hook we are, where that one stays, and no other", async () => {
    const { root, git, before, staged } = repository();
    onTestFinished(() => void vi.unstubAllEnvs());
    const use = (name: string): void => {
      writeFileSync(join(root, ".git", name), readFileSync(join(root, ".git/index")));
      vi.stubEnv("GIT_INDEX_FILE", join(root, ".git", name));
    };
    use("next-index-12.lock");
    expect(await problemOf(() => realStaging(root).prepare([{ ...CHANGE, before }]))).toBe("partial-commit");
    use("index.lock");
    expect(await realStaging(root).isTemporary()).toBe(true);
    const prepared = await realStaging(root).prepare([{ ...CHANGE, before }]);
    await prepared.commit();
    prepared.end();
    expect(staged()).toBe("fixed\n");
    vi.unstubAllEnvs();
    expect([git("show", `:./${CHANGE.file}`), await realStaging(root).isTemporary()]).toEqual([
      String(new TextDecoder().decode(before)),
      false,
    ]);
  });
});

describe("a text on its way into the work tree", () => {
  it("is written as git would write it", async () => {
    const { staging, root } = repository();
    const text = encode("a $Id$\nb\n");
    expect(await staging.checkedOut("src/a.ts", [text])).toEqual([text]);
    writeFileSync(join(root, ".gitattributes"), "*.ts text eol=crlf\n*.py filter=mine\n");
    const again = realStaging(root);
    expect(await again.checkedOut("src/a.ts", [text, encode("")])).toEqual([encode("a $Id$\r\nb\r\n"), encode("")]);
    expect(await again.checkedOut("src/a.py", [text])).toBeUndefined();
  });

  it("is merged where changes lie apart, and not where they touch the same lines or the next", async () => {
    const { staging } = repository();
    const cases = [
      ["1\n2\n3\n", "1\n2\n3\n4\n", "0\n2\n3\n", "0\n2\n3\n4\n"],
      ["1\n2\n3\n", "1\n2\nthree\n", "1\ntwo\n3\n", undefined],
      ["1\n2\n3\n", "1\n2\n3 mine\n", "1\n2\n3 theirs\n", undefined],
      ["1\r\n2\r\n3", "1\r\n2\r\n3\r\n4", "0\r\n2\r\n3", "0\r\n2\r\n3\r\n4"],
      ["1\n2\n", "1\n2\n", "1\n", "1\n"],
      ["1\n2\n3\n", "1 same\n2\n3\n", "1 same\n2\n3\n", "1 same\n2\n3\n"],
    ] as const;
    for (const [base, ours, theirs, merged] of cases) {
      const bytes = { base: encode(base), ours: encode(ours), theirs: encode(theirs) };
      expect(await staging.mergeTexts(bytes)).toEqual(merged === undefined ? undefined : encode(merged));
      expect(mergeLines(base, ours, theirs)).toBe(merged);
    }
  });
});
