import { describe, expect, it } from "vitest";
import { resolveIn, sources } from "./project.js";

describe("a relative import", () => {
  it.each([
    ["finds a file by its name without an ending", "./db", "src/db.ts", "src/db.ts"],
    ["finds every ending", "./db", "src/db.cjs", "src/db.cjs"],
    ["finds the TypeScript file that `.js` is compiled from", "./db.js", "src/db.ts", "src/db.ts"],
    ["finds the TSX file that `.js` is compiled from", "./db.js", "src/db.tsx", "src/db.tsx"],
    ["finds the file that `.mjs` is compiled from", "./db.mjs", "src/db.mts", "src/db.mts"],
    ["finds the file that `.cjs` is compiled from", "./db.cjs", "src/db.cts", "src/db.cts"],
    ["finds the file that `.jsx` is compiled from", "./view.jsx", "src/view.tsx", "src/view.tsx"],
    ["finds a declaration file where there is no code", "./types", "src/types.d.ts", "src/types.d.ts"],
    ["finds a name with dots in it", "./user.service", "src/user.service.ts", "src/user.service.ts"],
    ["finds the index of a directory", "./db", "src/db/index.ts", "src/db/index.ts"],
    ["finds the index of the directory it is in", ".", "src/index.ts", "src/index.ts"],
    ["finds the index of the directory above", "..", "index.js", "index.js"],
    ["finds the index named by its `.js`", "./db/index.js", "src/db/index.ts", "src/db/index.ts"],
    ["finds React Native's variants", "./keychain", "src/keychain.ios.ts", "src/keychain.ios.ts"],
    ["finds a file above", "../lib/db", "lib/db.ts", "lib/db.ts"],
  ])("%s: %s", (_, specifier, path, found) => {
    const resolve = resolveIn({ files: sources("src/app.ts", path) });
    expect(resolve("src/app.ts", specifier)).toBe(`file ${found}`);
  });

  it("prefers the exact file, then the file over the directory, then code over declarations", () => {
    const files = sources("app.ts", "a.js", "a.ts", "b.ts", "b/index.ts", "c.js", "c.d.ts");
    const resolve = resolveIn({ files });
    expect(resolve("app.ts", "./a.js")).toBe("file a.js");
    expect(resolve("app.ts", "./b")).toBe("file b.ts");
    expect(resolve("app.ts", "./b/")).toBe("file b/index.ts");
    expect(resolve("app.ts", "./c")).toBe("file c.js");
  });

  it("follows `main` of a directory's package.json, and back from a built file to its source", () => {
    const files = { ...sources("app.ts", "db/client.ts", "kit/src/index.ts"), "db/package.json": { main: "client" } };
    const resolve = resolveIn({ files: { ...files, "kit/package.json": { main: "dist/index.js" } } });
    expect(resolve("app.ts", "./db")).toBe("file db/client.ts");
    expect(resolve("app.ts", "./kit")).toBe("file kit/src/index.ts");
  });

  it("goes from a built file that is not there to the source it is made from", () => {
    const resolve = resolveIn({ files: sources("bin/run.js", "src/cli/main.ts") });
    expect(resolve("bin/run.js", "../dist/cli/main.js")).toBe("file src/cli/main.ts");
    expect(resolve("bin/run.js", "../dist/other.js")).toBe("generated dist/other.js");
  });

  it("leaves a directory alone that has the name of an output and holds sources", () => {
    const resolve = resolveIn({ files: sources("app.ts", "lib/db.ts", "src/cache.ts") });
    expect(resolve("app.ts", "./lib/cache")).toBe("missing, nearest src/cache.ts");
  });

  it("takes a path into node_modules for the package", () => {
    const resolve = resolveIn({ files: sources("app.ts") });
    expect(resolve("app.ts", "./node_modules/@acme/db/lib/a.js")).toBe("external @acme/db | lib/a.js");
  });

  it("knows nothing of what lies outside the project", () => {
    expect(resolveIn({ files: sources("app.ts") })("app.ts", "../other/db")).toBe("external ../other/db");
  });
});

describe("an import of something else than code", () => {
  it.each([
    ["./App.vue", "asset src/App.vue"],
    ["./schema.sql", "asset src/schema.sql"],
    ["./logo.svg", "asset src/logo.svg"],
    ["./logo.svg?raw", "asset ./logo.svg?raw"],
    ["./db?worker", "asset ./db?worker"],
    ["raw-loader!./db.ts", "asset raw-loader!./db.ts"],
    ["!!./loader.js!./db.ts", "asset !!./loader.js!./db.ts"],
    ["https://example.org/db.js", "asset https://example.org/db.js"],
    ["virtual:routes", "asset virtual:routes"],
    ["./settings", "asset src/settings.json"],
    ["./Dialog", "asset src/Dialog.vue"],
    ["./native.node", "asset src/native.node"],
  ])("is an asset: %s", (specifier, expected) => {
    const files = { ...sources("src/app.ts", "src/db.ts"), "src/settings.json": "{}", "src/Dialog.vue": "" };
    expect(resolveIn({ files })("src/app.ts", specifier)).toBe(expected);
  });

  it("leaves code alone in a directory whose name has an exclamation mark", () => {
    const files = {
      ...sources("app.ts", "src/osu! lazer/db.ts"),
      "tsconfig.json": '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    };
    expect(resolveIn({ files })("app.ts", "./src/osu! lazer/db")).toBe("file src/osu! lazer/db.ts");
    expect(resolveIn({ files })("app.ts", "@/osu! lazer/db")).toBe("file src/osu! lazer/db.ts");
  });

  it("leaves code alone whose name ends like an asset", () => {
    expect(resolveIn({ files: sources("app.ts", "theme.css.ts") })("app.ts", "./theme.css")).toBe("file theme.css.ts");
  });
});

describe("a name that says where it comes from", () => {
  it.each([
    ["node:sqlite", "external node:sqlite"],
    ["node:fs/promises", "external node:fs | promises"],
    ["bun:sqlite", "external bun:sqlite"],
    ["cloudflare:sockets", "external cloudflare:sockets"],
    ["npm:pg@8.11", "external pg"],
    ["npm:@acme/db@1/client", "external @acme/db | client"],
    ["pg", "external pg"],
    ["drizzle-orm/node-postgres", "external drizzle-orm | node-postgres"],
    ["@prisma/client/edge", "external @prisma/client | edge"],
    ["@/db", "external @ | db"],
    ["~/db", "external ~ | db"],
    ["src/db", "external src | db"],
    ["#imports", "external #imports"],
  ])("is external as long as nothing maps it into the project: %s", (specifier, expected) => {
    expect(resolveIn({ files: sources("src/app.ts", "src/db.ts") })("src/app.ts", specifier)).toBe(expected);
  });

  it("finds a path from the root of the package, and leaves the rest to the server", () => {
    const files = { ...sources("web/src/app.ts", "web/src/db.ts"), "web/package.json": {} };
    const resolve = resolveIn({ files });
    expect(resolve("web/src/app.ts", "/src/db.ts")).toBe("file web/src/db.ts");
    expect(resolve("web/src/app.ts", "/uploads/list.js")).toBe("asset /uploads/list.js");
  });
});
