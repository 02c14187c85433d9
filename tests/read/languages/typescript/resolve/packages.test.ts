import { describe, expect, it } from "vitest";
import { resolveIn, sources } from "./project.js";

const from = "packages/api/src/app.ts";
const workspace = {
  "package.json": { workspaces: ["packages/*"] },
  "packages/api/package.json": { name: "@acme/api" },
};

function withPackage(manifest: object, ...paths: readonly string[]): (from: string, specifier: string) => string {
  const db = { "packages/db/package.json": { name: "@acme/db", ...manifest } };
  const code = sources(from, ...paths.map((path) => `packages/db/${path}`));
  return resolveIn({ files: { ...workspace, ...code, ...db } });
}

describe("a package of the workspace", () => {
  it.each([
    ["npm and yarn", { "package.json": { workspaces: ["packages/*"] } }],
    ["yarn's long form", { "package.json": { workspaces: { packages: ["./packages/*/"] } } }],
    [
      "pnpm",
      { "pnpm-workspace.yaml": "packages:\n  # all\n  - 'packages/*'\n  - \"!packages/old\"\ncatalog:\n  - x\n" },
    ],
    ["pnpm, with the list in brackets", { "pnpm-workspace.yaml": 'packages: ["apps/*", "packages/*"]\n' }],
    ["lerna", { "lerna.json": { packages: ["packages/*"] } }],
    ["a dependency on a directory", { "packages/api/package.json": { dependencies: { "@acme/db": "file:../db" } } }],
  ])("is found by %s", (_, files) => {
    const db = { "packages/db/package.json": { name: "@acme/db" } };
    const resolve = resolveIn({ files: { ...sources(from, "packages/db/index.ts"), ...db, ...files } });
    expect(resolve(from, "@acme/db")).toBe("file packages/db/index.ts");
  });

  it("is left alone when the workspace does not list it", () => {
    const files = {
      ...sources(from, "old/db/index.ts", "packages/gone/index.ts"),
      "package.json": { workspaces: ["packages/*", "!packages/gone"] },
      "old/db/package.json": { name: "@acme/db" },
      "packages/gone/package.json": { name: "@acme/gone" },
    };
    expect(resolveIn({ files })(from, "@acme/db")).toBe("external @acme/db");
    expect(resolveIn({ files })(from, "@acme/gone")).toBe("external @acme/gone");
  });

  it.each([
    ["`source`", { source: "src/main.ts", main: "dist/main.js" }, "src/main.ts"],
    ["`main`", { main: "./lib/main" }, "lib/main.js"],
    ["`main` before `types`", { types: "index.d.ts", main: "start.js" }, "start.js"],
    ["`main` that is built", { main: "dist/index" }, "src/index.ts"],
    ["`main` built for one format", { main: "dist/cjs/index.cjs" }, "src/index.ts"],
    ["`main` built with the name of the format", { main: "dist/index.umd.js" }, "src/index.ts"],
    ["`main` that is built from a folder beside `src`", { main: "dist/nodes/index.js" }, "nodes/index.ts"],
    ["`main` that is built with its `src`", { main: "dist/src/index.js" }, "src/index.ts"],
    ["`exports` as a text", { exports: "./dist/index.js" }, "src/index.ts"],
    ["`exports` by condition", { exports: { types: "./dist/a.d.ts", import: { default: "./a.mjs" } } }, "a.mjs"],
    [
      "`exports` by path",
      { exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } } },
      "src/index.ts",
    ],
    ["no field at all", {}, "src/index.ts"],
  ])("begins where %s says", (_, manifest, path) => {
    expect(withPackage(manifest, path)(from, "@acme/db")).toBe(`file packages/db/${path}`);
  });

  it.each([
    ["a named path", "@acme/db/client", "file packages/db/src/client.ts"],
    ["a pattern", "@acme/db/models/user", "file packages/db/src/models/user.ts"],
    ["an older folder", "@acme/db/legacy/pool.js", "file packages/db/legacy/pool.js"],
    ["styles", "@acme/db/style.css", "asset packages/db/dist/style.css"],
    ["a built file without a source", "@acme/db/wasm", "generated packages/db/dist/wasm.js"],
    ["a source that `exports` leaves out", "@acme/db/src/inner", "file packages/db/src/inner.ts"],
    ["what is not there and left out", "@acme/db/src/nothing", "generated packages/db/src/nothing"],
  ])("gives %s", (_, specifier, expected) => {
    const exports = {
      "./client": { import: "./dist/client.js", require: "./dist/client.cjs" },
      "./models/*": "./dist/models/*.js",
      "./legacy/": "./legacy/",
      "./style.css": "./dist/style.css",
      "./wasm": "./dist/wasm.js",
    };
    const paths = ["src/client.ts", "src/models/user.ts", "legacy/pool.js", "src/inner.ts"];
    expect(withPackage({ exports }, ...paths)(from, specifier)).toBe(expected);
  });

  it.each([
    ["a file", "@acme/db/src/client", "file packages/db/src/client.ts"],
    ["a file below `src`", "@acme/db/client", "file packages/db/src/client.ts"],
    ["a built file", "@acme/db/dist/client", "file packages/db/src/client.ts"],
    ["nothing, in a directory that is there", "@acme/db/src/nothing", "missing"],
    ["nothing, where the published package may differ", "@acme/db/nothing", "generated packages/db/nothing"],
  ])("without `exports` gives %s", (_, specifier, expected) => {
    expect(withPackage({}, "src/client.ts", "src/index.ts")(from, specifier)).toBe(expected);
  });

  it("follows `outDir` and `rootDir` from a built file to its source", () => {
    const files = {
      ...workspace,
      ...sources(from, "packages/db/code/index.ts"),
      "packages/db/package.json": { name: "@acme/db", main: "compiled/index.js" },
      "packages/db/tsconfig.json": { compilerOptions: { outDir: "compiled", rootDir: "code" } },
    };
    expect(resolveIn({ files })(from, "@acme/db")).toBe("file packages/db/code/index.ts");
  });
});

describe("a package that imports itself by name", () => {
  it("is found through its `exports`", () => {
    const files = {
      ...sources("src/a.ts", "src/index.ts"),
      "package.json": { name: "kit", exports: "./dist/index.js" },
    };
    expect(resolveIn({ files })("src/a.ts", "kit")).toBe("file src/index.ts");
  });

  it("means the real one when it has none", () => {
    const files = {
      "package.json": { workspaces: ["examples/*"] },
      ...sources("examples/redis/index.ts"),
      "examples/redis/package.json": { name: "redis" },
    };
    expect(resolveIn({ files })("examples/redis/index.ts", "redis")).toBe("external redis");
  });
});

describe("`imports` of a package.json", () => {
  const imports = {
    "#db": { types: "./dist/db.d.ts", node: "./dist/db.js", default: "./web/db.js" },
    "#models/*": ["./src/models/*.ts"],
    "#driver": "pg",
    "#adapter": "@acme/db/client",
    "#gone": "./src/gone.js",
    "#off": null,
  };
  const files = {
    ...workspace,
    ...sources(from, "packages/api/src/db.ts", "packages/api/src/models/user.ts", "packages/db/client.ts"),
    "packages/api/package.json": { imports },
    "packages/db/package.json": { name: "@acme/db" },
  };

  it.each([
    ["a condition", "#db", "file packages/api/src/db.ts"],
    ["a pattern", "#models/user", "file packages/api/src/models/user.ts"],
    ["a package", "#driver", "external pg"],
    ["a package of the workspace", "#adapter", "file packages/db/client.ts"],
    ["a file that is not there", "#gone", "missing"],
    ["a name that is switched off", "#off", "external #off"],
    ["a name that the package does not define", "#app", "external #app"],
  ])("resolve %s", (_, specifier, expected) => {
    expect(resolveIn({ files })(from, specifier)).toBe(expected);
  });
});
