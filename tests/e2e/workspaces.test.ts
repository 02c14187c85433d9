/** Monorepos of all kinds by the built command: one accessor for all packages, or one each. */
import { describe, expect, it } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { tempProject } from "../support/temp-project.js";

type Files = Readonly<Record<string, string>>;

/** A monorepo with the packages `db`, `api` and `web`, whose directories and names are up to its manager. */
interface Layout {
  readonly name: string;
  readonly manifests: Files;
  readonly directories: readonly [db: string, api: string, web: string];
  readonly names: readonly [db: string, api: string, web: string];
  readonly language: "typescript" | "python";
}

const NPM_DIRECTORIES = ["packages/db", "packages/api", "packages/web"] as const;
const NPM_NAMES = ["@acme/db", "@acme/api", "@acme/web"] as const;

function npmPackages(): Files {
  return Object.fromEntries(
    NPM_DIRECTORIES.map((directory, index) => {
      const dependencies = index === 0 ? {} : { "@acme/db": "*" };
      const manifest = { name: NPM_NAMES[index], type: "module", main: "src/index.ts", dependencies };
      return [`${directory}/package.json`, JSON.stringify(manifest)];
    }),
  );
}

const LAYOUTS: readonly Layout[] = [
  {
    name: "npm",
    manifests: { "package.json": '{ "name": "acme", "workspaces": ["packages/*"] }', ...npmPackages() },
    directories: NPM_DIRECTORIES,
    names: NPM_NAMES,
    language: "typescript",
  },
  {
    name: "yarn, with Turborepo",
    manifests: {
      "package.json": '{ "private": true, "workspaces": { "packages": ["packages/*"] } }',
      "yarn.lock": "",
      "turbo.json": '{ "tasks": {} }',
      ...npmPackages(),
    },
    directories: NPM_DIRECTORIES,
    names: NPM_NAMES,
    language: "typescript",
  },
  {
    name: "pnpm",
    manifests: {
      "package.json": '{ "name": "acme" }',
      "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
      ...npmPackages(),
    },
    directories: NPM_DIRECTORIES,
    names: NPM_NAMES,
    language: "typescript",
  },
  {
    name: "Nx",
    manifests: {
      "nx.json": "{}",
      "package.json": '{ "name": "acme" }',
      "libs/db/project.json": '{ "name": "db", "projectType": "library" }',
      "apps/api/project.json": '{ "name": "api", "targets": {} }',
      "apps/web/project.json": '{ "name": "web", "sourceRoot": "apps/web/src" }',
    },
    directories: ["libs/db", "apps/api", "apps/web"],
    names: ["db", "api", "web"],
    language: "typescript",
  },
  {
    name: "uv",
    manifests: {
      "pyproject.toml": '[project]\nname = "acme"\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      "packages/db/pyproject.toml": '[project]\nname = "acme-db"\n',
      "packages/api/pyproject.toml": '[project]\nname = "acme-api"\n',
      "packages/web/pyproject.toml": '[project]\nname = "acme-web"\n',
    },
    directories: ["packages/db", "packages/api", "packages/web"],
    names: ["acme-db", "acme-api", "acme-web"],
    language: "python",
  },
  {
    name: "Poetry, with dependencies by path",
    manifests: {
      "db/pyproject.toml": '[tool.poetry]\nname = "acme-db"\n',
      "api/pyproject.toml":
        '[tool.poetry]\nname = "acme-api"\n[tool.poetry.dependencies]\nacme-db = { path = "../db" }\n',
      "web/pyproject.toml":
        '[tool.poetry]\nname = "acme-web"\n[tool.poetry.dependencies]\nacme-db = { path = "../db" }\n',
    },
    directories: ["db", "api", "web"],
    names: ["acme-db", "acme-api", "acme-web"],
    language: "python",
  },
];

const TYPESCRIPT = {
  module: "src/index.ts",
  name: "getDb",
  accessor: 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;\n',
  file: "src/report.ts",
  direct: 'import { Pool } from "pg";\nexport const own = new Pool();\n',
  place: "2:24",
};

const PYTHON = {
  module: "src/store/__init__.py",
  name: "get_db",
  accessor: "import psycopg\n\n\ndef get_db():\n    return psycopg.connect()\n",
  file: "src/report.py",
  direct: "import psycopg\n\nown = psycopg.connect()\n",
  place: "3:15",
};

function codeOf({ language }: Layout) {
  return language === "python" ? PYTHON : TYPESCRIPT;
}

/** A client of its own in `api` and in `web`. */
function sourcesOf(layout: Layout): Files {
  const code = codeOf(layout);
  const [db, api, web] = layout.directories;
  return {
    ...layout.manifests,
    [`${db}/${code.module}`]: code.accessor,
    [`${api}/${code.file}`]: code.direct,
    [`${web}/${code.file}`]: code.direct,
  };
}

function configFor(layout: Layout, directory: string): string {
  const { module, name } = codeOf(layout);
  const path = directory === "" ? module : `${directory}/${module}`;
  return JSON.stringify({ sources: [{ accessor: { module: path, name } }] });
}

interface Told {
  readonly file: string;
  readonly package: string | undefined;
  readonly source: string | undefined;
}

async function told(folder: string, command: string): Promise<readonly Told[]> {
  const { output, errors } = await runOnDisk(folder, `check --format json ${command}`);
  if (output === "") throw new Error(errors);
  const { diagnostics } = JSON.parse(output) as { diagnostics: (Told & { rule: string })[] };
  return diagnostics
    .filter(({ rule }) => rule === "direct-client")
    .map(({ file, package: name, source }) => ({ file, package: name, source }));
}

describe.each(LAYOUTS)("a workspace of $name", (layout) => {
  const [db, api, web] = layout.directories;
  const [, apiName, webName] = layout.names;
  const { file, place } = codeOf(layout);
  const inApi = { file: `${api}/${file}`, package: apiName, source: "primary" };
  const inWeb = { file: `${web}/${file}`, package: webName, source: "primary" };

  it("is held to one accessor for all, as a whole, by package and from within", async () => {
    const root = tempProject({ ...sourcesOf(layout), ".git/HEAD": "", "db-ssot.json": configFor(layout, db) });
    expect(await told(root, "")).toEqual([inApi, inWeb].toSorted((a, b) => (a.file < b.file ? -1 : 1)));
    expect(await told(root, `--project ${webName}`)).toEqual([inWeb]);
    expect(await told(`${root}/${api}`, "")).toEqual([inApi]);
    expect(await told(`${root}/${api}/src`, `--project ${web}`)).toEqual([inWeb]);
    const { output, status } = await runOnDisk(`${root}/${api}/src`, "check --format concise");
    expect([output.split(" ")[0], status]).toEqual([`${file.slice("src/".length)}:${place}`, 1]);
  });

  it("is held to one accessor each, which the nearer configuration names", async () => {
    const { module, accessor } = codeOf(layout);
    const root = tempProject({
      ...sourcesOf(layout),
      [`${web}/${module}`]: accessor,
      [`${web}/db-ssot.json`]: configFor(layout, ""),
      "db-ssot.json": configFor(layout, db),
      ".git/HEAD": "",
    });
    const own = { ...inWeb, source: `${webName}:primary` };
    expect(await told(root, "")).toEqual([inApi, own].toSorted((a, b) => (a.file < b.file ? -1 : 1)));
    expect(await told(`${root}/${web}`, "")).toEqual([own]);
  });
});

describe("--project", () => {
  const [layout] = LAYOUTS;
  if (layout === undefined) throw new Error("there is no layout");

  it("names the nearest package, and all that there are, where there is none of that name", async () => {
    const root = tempProject({ ...sourcesOf(layout), "db-ssot.json": configFor(layout, "packages/db") });
    const { status, errors } = await runOnDisk(root, "check --project api --project nope");
    expect(status).toBe(2);
    expect(errors).toBe(
      `error  unknown-project
  there is no package \`api\`
  note: the packages are \`acme\`, \`@acme/api\`, \`@acme/db\`, \`@acme/web\`
  help: did you mean \`@acme/api\`?

error  unknown-project
  there is no package \`nope\`
  note: the packages are \`acme\`, \`@acme/api\`, \`@acme/db\`, \`@acme/web\`
  help: write the name in the package's manifest, or its directory
`,
    );
  });

  it("is known to fix, which leaves the other packages alone", async () => {
    const root = tempProject({ ...sourcesOf(layout), "db-ssot.json": configFor(layout, "packages/db") });
    const { output } = await runOnDisk(root, "fix --diff --project @acme/web");
    expect(output).toContain("b/packages/web/src/report.ts");
    expect(output).toContain('+import { getDb } from "@acme/db";');
    expect(output).not.toContain("packages/api");
  });
});
