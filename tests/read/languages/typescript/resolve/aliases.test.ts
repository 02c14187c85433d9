import { describe, expect, it } from "vitest";
import { resolveIn, sources } from "./project.js";

describe("an alias that stands literally in a configuration", () => {
  it.each([
    ["Babel", "babel.config.js", "plugins: [['module-resolver', { alias: { '@db': './src/db', other: './x' } }]]"],
    ["Babel's JSON", ".babelrc", '{ "plugins": [["module-resolver", { "alias": { "@db": "./src/db" } }]] }'],
    ["Vite", "vite.config.ts", "resolve: { alias: { '@db': path.resolve(__dirname, './src', 'db') } }"],
    ["Vite's URL", "vite.config.ts", "alias: { '@db': fileURLToPath(new URL('./src/db', import.meta.url)) }"],
    ["Vite's list", "vite.config.ts", "alias: [{ find: '@db', replacement: path.join(__dirname, 'src/db') }]"],
    ["webpack", "webpack.config.js", "alias: { '@db': path.join(process.cwd(), 'src/db/') }"],
    ["Jest", "jest.config.js", "moduleNameMapper: { '^@db/(.*)$': '<rootDir>/src/db/$1' }"],
    [
      "Jest in package.json",
      "package.json",
      '{ "jest": { "moduleNameMapper": { "^@db/(.*)$": "<rootDir>/src/db/$1" } } }',
    ],
    ["module-alias", "package.json", '{ "_moduleAliases": { "@db": "src/db" } }'],
  ])("is followed for %s", (_, name, text) => {
    const resolve = resolveIn({
      files: { "package.json": "{}", ...sources("src/app.ts", "src/db/client.ts"), [name]: text },
    });
    expect(resolve("src/app.ts", "@db/client")).toBe("file src/db/client.ts");
    expect(resolve("src/app.ts", "@dbx/client")).toBe("external @dbx/client");
  });

  it("never makes an import missing", () => {
    const config = "alias: { '@db': './src/db' }";
    const resolve = resolveIn({ files: { "package.json": "{}", ...sources("src/app.ts"), "babel.config.js": config } });
    expect(resolve("src/app.ts", "@db/client")).toBe("external @db/client");
  });

  it("means only the name itself when it ends in `$`", () => {
    const config = "alias: { 'store$': './src/store' }";
    const files = {
      "package.json": "{}",
      ...sources("src/store/index.js", "src/store/a.js"),
      "webpack.config.js": config,
    };
    expect(resolveIn({ files })("src/store/a.js", "store")).toBe("file src/store/index.js");
    expect(resolveIn({ files })("src/store/a.js", "store/a")).toBe("external store | a");
  });

  it("leaves a package alone that a test runner replaces", () => {
    const config = "moduleNameMapper: { '^typeorm$': '<rootDir>/__mocks__/typeorm.ts' }";
    const manifest = { "package.json": { dependencies: { typeorm: "0.3" } } };
    const files = { ...manifest, ...sources("src/app.ts", "__mocks__/typeorm.ts"), "jest.config.js": config };
    expect(resolveIn({ files })("src/app.ts", "typeorm")).toBe("external typeorm");
  });

  it("leaves a configuration alone that computes its aliases", () => {
    const files = {
      "package.json": "{}",
      ...sources("src/app.ts", "src/db.ts"),
      "vite.config.ts": "alias: makeAliases()",
    };
    expect(resolveIn({ files })("src/app.ts", "@/db")).toBe("external @ | db");
  });
});

describe("an alias that a framework brings", () => {
  const resolveWith = (dependency: string, ...paths: readonly string[]) =>
    resolveIn({
      files: { "package.json": { dependencies: { [dependency]: "1" } }, ...sources(...paths) },
    });

  it.each([
    ["@sveltejs/kit", "$lib/server/db", "src/lib/server/db.ts"],
    ["@sveltejs/kit", "$lib", "src/lib/index.ts"],
    ["nuxt", "~/server/utils/db", "server/utils/db.ts"],
    ["nuxt", "@/lib/db", "app/lib/db.ts"],
    ["nuxt", "~~/server/utils/db", "server/utils/db.ts"],
    ["nuxt", "#shared/db", "shared/db.ts"],
    ["next", "@/lib/db", "src/lib/db.ts"],
    ["next", "@/lib/db", "lib/db.ts"],
    ["@vue/cli-service", "@/db", "src/db.ts"],
  ])("of %s is followed: %s is %s", (dependency, specifier, file) => {
    expect(resolveWith(dependency, "src/app.ts", file)("src/app.ts", specifier)).toBe(`file ${file}`);
  });

  it("leads into the package of its file", () => {
    const files = { "apps/web/package.json": { dependencies: { nuxt: "4" } }, ...sources("apps/web/server/db.ts") };
    expect(resolveIn({ files })("apps/web/server/api.ts", "~~/server/db")).toBe("file apps/web/server/db.ts");
  });

  it("never makes an import missing", () => {
    expect(resolveWith("nuxt", "server/api.ts")("server/api.ts", "~/lib/db")).toBe("external ~ | lib/db");
    expect(resolveWith("nuxt", "server/api.ts")("server/api.ts", "#imports")).toBe("external #imports");
  });

  it("is not assumed without the framework", () => {
    expect(resolveWith("vite", "src/app.ts", "src/lib/db.ts")("src/app.ts", "$lib/db")).toBe("external $lib | db");
    expect(resolveWith("vite", "src/app.ts", "src/db.ts")("src/app.ts", "@/db")).toBe("external @ | db");
  });

  it("leads where the project itself says, if it does", () => {
    const files = {
      "package.json": { dependencies: { next: "15" } },
      "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./app/*"] } } },
      ...sources("app/lib/db.ts", "src/lib/db.ts"),
    };
    expect(resolveIn({ files })("app/page.ts", "@/lib/db")).toBe("file app/lib/db.ts");
  });
});
