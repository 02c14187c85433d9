import { describe, expect, it } from "vitest";
import { createResolver } from "../../../../../src/read/languages/typescript/resolve/index.js";
import { resolveIn, sources } from "./project.js";

describe("an import of what is not there", () => {
  it.each([
    ["a like name in the directory", "./databse", "missing, nearest src/database.ts"],
    ["the same name in other capitals", "./Database", "missing, nearest src/database.ts"],
    ["the file that moved", "./pool", "missing, nearest src/db/pool.ts"],
    ["nothing, when no name is alike", "./telemetry", "missing"],
    ["nothing, when several files have the name", "./user.model", "missing"],
    ["nothing, in a directory that is gone", "./legacy/session", "missing"],
  ])("is missing, and names %s", (_, specifier, expected) => {
    const models = ["src/a/user.model.ts", "src/b/user.model.ts"];
    const files = sources("src/app.ts", "src/database.ts", "src/db/pool.ts", ...models);
    expect(resolveIn({ files })("src/app.ts", specifier)).toBe(expected);
  });

  it("is missing even when a file of that name with another purpose is there", () => {
    const files = { ...sources("app.ts", "button.test.ts"), "button.css": "", "button.md": "" };
    expect(resolveIn({ files })("app.ts", "./button")).toBe("missing");
  });

  it("tells what was tried", () => {
    const resolver = createResolver({
      files: ["app.ts"],
      exists: () => false,
      read: () => undefined,
      isIgnored: () => false,
    });
    const found = resolver.resolve("app.ts", "./db.js");
    expect(found.kind === "missing" && found.tried.slice(0, 3)).toEqual(["db.js", "db.ts", "db.tsx"]);
    expect(found.kind === "missing" && found.tried).toContain("db.js/index.ts");
  });
});

describe("an import of what may be there on another machine", () => {
  it.each([
    ["git ignores the directory", "./prisma/client", "generated src/prisma/client", ["src/prisma/"]],
    ["git ignores the file", "./secrets", "generated src/secrets", ["src/secrets.ts"]],
    ["git ignores the file that a grammar is compiled to", "./parser", "generated src/parser", ["src/parser.js"]],
    ["a code generator writes there", "./__generated__/graphql", "generated src/__generated__/graphql", []],
  ])("is generated when %s", (_, specifier, expected, ignored) => {
    expect(resolveIn({ files: sources("src/app.ts"), ignored })("src/app.ts", specifier)).toBe(expected);
  });

  it("is generated when the file is there but not part of the project", () => {
    const resolve = resolveIn({ files: sources("app.ts", "client.js"), ignored: ["client.js"] });
    expect(resolve("app.ts", "./client")).toBe("generated client.js");
  });

  it("is generated in `lib`, unless git would keep it there", () => {
    const files = { ...sources("app.ts"), ".gitignore": "node_modules/\nlib/\n" };
    expect(resolveIn({ files: sources("app.ts") })("app.ts", "./lib/database")).toBe("generated lib/database");
    expect(resolveIn({ files, ignored: ["lib/"] })("app.ts", "./lib/database")).toBe("generated lib/database");
    expect(resolveIn({ files })("app.ts", "./lib/database")).toBe("missing");
    const built = { ...files, "tsconfig.json": { compilerOptions: { outDir: "lib" } } };
    expect(resolveIn({ files: built })("app.ts", "./lib/database")).toBe("generated lib/database");
  });

  it("is generated in a submodule", () => {
    const files = { ...sources("app.ts"), ".gitmodules": '[submodule "sdk"]\n\tpath = vendor/sdk\n\turl = x\n' };
    const resolve = resolveIn({ files });
    expect(resolve("app.ts", "./vendor/sdk/client")).toBe("generated vendor/sdk/client");
    expect(resolve("app.ts", "./vendor/other")).toBe("missing");
  });

  it("is missing all the same when git ignores every compiled file", () => {
    const resolve = resolveIn({ files: sources("app.ts"), ignored: [".js"] });
    expect(resolve("app.ts", "./manager")).toBe("missing");
  });
});
