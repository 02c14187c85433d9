import { expect, it } from "vitest";
import {
  pipfileNames,
  pyprojectNames,
  requirementNames,
  setupCfgNames,
  setupNames,
} from "../../../../../src/read/languages/python/resolve/requirements.js";
import { resolveIn, sources } from "./project.js";

it("reads requirements, and passes over options, comments and addresses", () => {
  const text =
    "# db\nSQLAlchemy[asyncio]>=2\nredis == 5.0 ; python_version > '3.8'\n-r base.txt\n--hash=x\nhttps://x/y.whl\nuvicorn\n";
  expect(requirementNames(text)).toEqual(["SQLAlchemy", "redis", "uvicorn"]);
});

it("reads the dependencies of pyproject.toml in all its tables, and no other lists", () => {
  const text = `[project]
name = "shop"
keywords = ["test", "redis"]
dependencies = [
  "uvicorn[standard]>=0.2", # server
  'asyncpg',
]
[project.optional-dependencies]
docs = ["mkdocs>1"]
[dependency-groups]
dev = ["pytest", {include-group = "docs"}]
[tool.poetry.dependencies]
python = "^3.11"
celery = { version = "5", extras = ["redis"] }
[tool.ruff]
select = ["E"]
`;
  expect(pyprojectNames(text)).toEqual(["uvicorn", "asyncpg", "mkdocs", "pytest", "docs", "python", "celery"]);
});

it("reads a Pipfile, setup.py and setup.cfg", () => {
  expect(pipfileNames('[[source]]\nurl = "x"\n[packages]\nredis = "*"\n[dev-packages]\npytest = "*"\n')).toEqual([
    "redis",
    "pytest",
  ]);
  expect(
    setupNames('setup(name="shop", install_requires=["redis>=5", "pg[x]"], extras_require={"t": ["pytest"]})'),
  ).toEqual(["redis", "pg", "t", "pytest"]);
  expect(setupCfgNames("[options]\ninstall_requires =\n    redis>=5\n    celery\nzip_safe = no\n")).toEqual([
    "redis",
    "celery",
  ]);
});

it("follows requirements that include others", () => {
  const files = {
    ...sources("main.py", "docker/x.py"),
    "requirements.txt": "-r reqs/base.txt\n",
    "reqs/base.txt": "shopify\n",
  };
  const resolve = resolveIn({ ...files, ...sources("shopify/orders.py") });
  expect(resolve("main.py", "shopify")).toBe("external pypi:shopify");
  expect(resolveIn(sources("main.py", "shopify/orders.py"))("main.py", "shopify")).toBe("namespace shopify");
});
