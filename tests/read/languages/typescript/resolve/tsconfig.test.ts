import { describe, expect, it } from "vitest";
import { resolveIn, sources } from "./project.js";

const paths = (table: Record<string, readonly string[]>, more: object = {}) => ({
  compilerOptions: { ...more, paths: table },
});

describe("`paths` of a tsconfig", () => {
  const files = {
    ...sources("src/app.ts", "src/db/client.ts", "src/db/index.ts", "shared/log.ts", "mocks/db/client.ts"),
    "tsconfig.json": paths({
      "@/*": ["src/*"],
      "@/db/*": ["./mocks/db/*", "./src/db/*"],
      "@log": ["./shared/log.ts"],
      "@acme/*-kit": ["shared/*"],
      "@out/*": ["../elsewhere/*"],
      "@gen/*": ["generated/*"],
    }),
  };

  it.each([
    ["a name with a star", "@/app", "file src/app.ts"],
    ["the index of a directory", "@/db", "file src/db/index.ts"],
    ["the longest prefix, its targets in order", "@/db/client", "file mocks/db/client.ts"],
    ["the next target when the first has nothing", "@/db/index", "file src/db/index.ts"],
    ["a name without a star", "@log", "file shared/log.ts"],
    ["a star in the middle", "@acme/log-kit", "file shared/log.ts"],
    ["nothing: then it is missing", "@/nothing", "missing"],
    ["nothing, in an output: then it is generated", "@gen/client", "generated generated/client"],
    ["nothing, outside the project: then it is external", "@out/client", "external @out/client"],
    ["an asset", "@/logo.svg", "asset src/logo.svg"],
  ])("finds %s", (_, specifier, expected) => {
    expect(resolveIn({ files })("src/app.ts", specifier)).toBe(expected);
  });

  it("leaves a package alone that shares the prefix and is depended on", () => {
    const manifest = { "package.json": { dependencies: { "@acme/http-kit": "^1" } } };
    const resolve = resolveIn({ files: { ...files, ...manifest } });
    expect(resolve("src/app.ts", "@acme/http-kit")).toBe("external @acme/http-kit");
    expect(resolve("src/app.ts", "@acme/xml-kit")).toBe("missing");
  });

  it("leaves a package alone for which there is only a declaration", () => {
    const resolve = resolveIn({
      files: {
        ...sources("app.ts", "types/pg.d.ts"),
        "tsconfig.json": paths({ pg: ["./types/pg.d.ts"] }),
        "package.json": { dependencies: { pg: "8" } },
      },
    });
    expect(resolve("app.ts", "pg")).toBe("external pg");
  });

  it("reads comments, trailing commas and a byte order mark", () => {
    const text = '\uFEFF{ // settings\n "compilerOptions": { "paths": { "@/*": ["src/*",], }, /* all */ }, }';
    const resolve = resolveIn({ files: { ...sources("src/app.ts"), "jsconfig.json": text } });
    expect(resolve("src/app.ts", "@/app")).toBe("file src/app.ts");
  });

  it("does not trip over a tsconfig that is no JSON", () => {
    const resolve = resolveIn({ files: { ...sources("app.ts"), "tsconfig.json": "{ paths: [" } });
    expect(resolve("app.ts", "@/app")).toBe("external @ | app");
  });
});

describe("`baseUrl`", () => {
  const files = {
    ...sources("src/app.ts", "src/db/client.ts", "src/pg/pool.ts"),
    "tsconfig.json": { compilerOptions: { baseUrl: "src" } },
  };

  it.each([
    ["finds a module below it", "db/client", "file src/db/client.ts"],
    ["reports a module that is not in one of its directories", "db/nothing", "missing"],
    ["leaves packages alone", "express", "external express"],
    ["leaves subpaths of packages alone", "express/lib/router", "external express | lib/router"],
    ["leaves a package alone that has the name of a directory", "pg", "external pg"],
  ])("%s", (_, specifier, expected) => {
    expect(resolveIn({ files })("src/app.ts", specifier)).toBe(expected);
  });

  it("leaves subpaths of a package alone that is depended on and has the name of a directory", () => {
    const resolve = resolveIn({ files: { ...files, "package.json": { dependencies: { pg: "8" } } } });
    expect(resolve("src/app.ts", "pg/lib/client")).toBe("external pg | lib/client");
  });

  it("leaves modules of Node alone", () => {
    const resolve = resolveIn({ files: { ...files, ...sources("src/util/text.ts") } });
    expect(resolve("src/app.ts", "util/types")).toBe("external util | types");
  });

  it("is where `paths` start from", () => {
    const resolve = resolveIn({
      files: { ...sources("src/app.ts"), "tsconfig.json": paths({ "@/*": ["*"] }, { baseUrl: "./src" }) },
    });
    expect(resolve("src/app.ts", "@/app")).toBe("file src/app.ts");
  });

  it("with a catch-all is certain only when every place is part of the project", () => {
    const catchAll = (targets: readonly string[]) => {
      const config = paths({ "*": targets }, { baseUrl: "." });
      return resolveIn({ files: { ...sources("app/db.ts", "stubs/app/x.ts"), "tsconfig.json": config } });
    };
    expect(catchAll(["*", "stubs/*"])("app/db.ts", "app/x")).toBe("file stubs/app/x.ts");
    expect(catchAll(["*", "stubs/*"])("app/db.ts", "app/gone")).toBe("missing");
    expect(catchAll(["*", "stubs/*", "ext/*"])("app/db.ts", "app/gone")).toBe("external app | gone");
  });
});

describe("`extends`", () => {
  const source = sources("packages/web/src/app.ts", "packages/web/src/db.ts", "common/log.ts");
  const from = "packages/web/src/app.ts";

  it.each([
    ["a relative file", "../../tsconfig.base.json"],
    ["a relative file without its ending", "../../tsconfig.base"],
    ["the last of several", ["../../tsconfig.empty.json", "../../tsconfig.base.json"]],
    ["a package of the workspace", "@acme/tsconfig/base.json"],
  ])("follows %s", (_, name) => {
    const base = paths({ "@common/*": ["../../common/*"] });
    const resolve = resolveIn({
      files: {
        ...source,
        "tsconfig.base.json": paths({ "@common/*": ["common/*"] }),
        "tsconfig.empty.json": {},
        "package.json": { workspaces: ["packages/*"] },
        ...sources("packages/tsconfig/index.js"),
        "packages/tsconfig/package.json": { name: "@acme/tsconfig" },
        "packages/tsconfig/base.json": base,
        "packages/web/tsconfig.json": { extends: name },
      },
    });
    expect(resolve(from, "@common/log")).toBe("file common/log.ts");
  });

  it("passes over a package that is not part of the project, and a circle", () => {
    const resolve = resolveIn({
      files: {
        ...source,
        "packages/web/tsconfig.json": {
          extends: ["expo/tsconfig.base", "./tsconfig.json"],
          ...paths({ "@/*": ["src/*"] }),
        },
      },
    });
    expect(resolve(from, "@/db")).toBe("file packages/web/src/db.ts");
  });

  it("takes `configDir` for the directory of the configuration that extends", () => {
    const resolve = resolveIn({
      files: {
        ...source,
        "tsconfig.shared.json": paths({ "@/*": [`\${configDir}/src/*`] }),
        "packages/web/tsconfig.json": { extends: "../../tsconfig.shared.json" },
      },
    });
    expect(resolve(from, "@/db")).toBe("file packages/web/src/db.ts");
  });
});

describe("the configuration of a file", () => {
  it("is the nearest one", () => {
    const resolve = resolveIn({
      files: {
        ...sources("src/db.ts", "web/app.ts", "web/db.ts"),
        "tsconfig.json": paths({ "@/*": ["src/*"] }),
        "web/tsconfig.json": paths({ "@/*": ["./*"] }),
      },
    });
    expect(resolve("web/app.ts", "@/db")).toBe("file web/db.ts");
    expect(resolve("src/db.ts", "@/db")).toBe("file src/db.ts");
  });

  it("includes those that a solution refers to by file, as Vite lays it out", () => {
    const resolve = resolveIn({
      files: {
        ...sources("src/app.ts", "src/db.ts"),
        "tsconfig.json": { files: [], references: [{ path: "./tsconfig.node.json" }, { path: "./tsconfig.app.json" }] },
        "tsconfig.node.json": {},
        "tsconfig.app.json": paths({ "@/*": ["./src/*"] }),
      },
    });
    expect(resolve("src/app.ts", "@/db")).toBe("file src/db.ts");
  });

  it("falls back on the aliases of the repository, but not on its `baseUrl`", () => {
    const resolve = resolveIn({
      files: {
        ...sources("libs/db/src/index.ts", "redis/index.ts", "apps/api/main.ts"),
        "tsconfig.base.json": paths({ "@acme/db": ["libs/db/src/index.ts"] }, { baseUrl: "." }),
        "apps/api/tsconfig.json": {},
      },
    });
    expect(resolve("apps/api/main.ts", "@acme/db")).toBe("file libs/db/src/index.ts");
    expect(resolve("apps/api/main.ts", "redis")).toBe("external redis");
  });

  it("may lay several directories over each other with `rootDirs`", () => {
    const rootDirs = (roots: readonly string[]) =>
      resolveIn({
        files: {
          ...sources("src/views/list.ts", "templates/views/row.ts"),
          "tsconfig.json": { compilerOptions: { rootDirs: roots } },
        },
      });
    expect(rootDirs(["src", "templates"])("src/views/list.ts", "./row")).toBe("file templates/views/row.ts");
    expect(rootDirs(["src", "templates"])("src/views/list.ts", "./cell")).toBe("missing");
    expect(rootDirs(["src", ".types"])("src/views/list.ts", "./cell")).toBe("generated src/views/cell");
    expect(rootDirs([])("src/views/list.ts", "./row")).toBe("missing, nearest templates/views/row.ts");
  });
});
