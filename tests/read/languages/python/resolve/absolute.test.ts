import { describe, expect, it } from "vitest";
import { resolveIn, resolverOf, sources } from "./project.js";

describe("an absolute import", () => {
  it.each([
    ["from the top of the project", "app/api/users.py", "app.db", "file app/db.py"],
    ["of a package", "app/api/users.py", "app.api", "file app/api/__init__.py"],
    ["of a module deep in a package", "app/db.py", "app.api.users", "file app/api/users.py"],
    ["from a script's own folder", "scripts/seed.py", "helpers", "file scripts/helpers.py"],
    ["not from a package's own folder", "app/api/users.py", "tokens", "external pypi:tokens"],
    ["of an unknown package", "app/db.py", "sqlalchemy.ext.asyncio", "external pypi:sqlalchemy | ext/asyncio"],
    ["in other capitals", "app/db.py", "App.db", "external pypi:App | db"],
  ])("resolves %s", (_, from, specifier, expected) => {
    const api = ["app/api/", "app/api/users.py", "app/api/tokens.py"];
    const files = sources("app/", "app/db.py", ...api, "scripts/seed.py", "scripts/helpers.py");
    expect(resolveIn(files)(from, specifier)).toBe(expected);
  });

  it("starts from `src` beside it, from a service's folder, and from the folder of a manifest", () => {
    const src = resolveIn({ ...sources("src/shop/", "src/shop/db.py", "tests/test_db.py"), "pyproject.toml": "" });
    expect(src("tests/test_db.py", "shop.db")).toBe("file src/shop/db.py");
    expect(src("tests/test_db.py", "shop.dbs")).toBe("missing, nearest src/shop/db.py");
    const service = resolveIn(sources("backend/app/", "backend/app/db.py", "backend/main.py", "e2e/test_a.py"));
    expect(service("backend/main.py", "app.db")).toBe("file backend/app/db.py");
    expect(service("e2e/test_a.py", "app.db")).toBe("file backend/app/db.py");
    const marked = resolveIn({ ...sources("api/", "api/main.py", "api/models/"), "api/requirements.txt": "" });
    expect(marked("api/main.py", "models")).toBe("file api/models/__init__.py");
  });

  it("resolves to the nearest of several packages of one name, and to the one that has it all", () => {
    const both = (service: string) => [`${service}/app/`, `${service}/app/db.py`, `${service}/main.py`];
    const resolve = resolveIn(sources(...both("orders"), ...both("users"), "users/app/mail.py", "run.py"));
    expect(resolve("orders/main.py", "app.db")).toBe("file orders/app/db.py");
    expect(resolve("users/app/db.py", "app.db")).toBe("file users/app/db.py");
    expect(resolve("run.py", "app.mail")).toBe("file users/app/mail.py");
  });

  it("resolves `tests` to the nearest", () => {
    const resolve = resolveIn({
      ...sources("tests/", "tests/helpers.py", "svc/tests/", "svc/tests/helpers.py", "svc/tests/test_a.py"),
      "svc/pyproject.toml": "",
    });
    expect(resolve("svc/tests/test_a.py", "tests.helpers")).toBe("file svc/tests/helpers.py");
    expect(resolve("tests/helpers.py", "tests.helpers")).toBe("file tests/helpers.py");
  });

  it("takes a folder without `__init__.py` for a namespace", () => {
    const resolve = resolveIn(sources("app/core/db.py", "main.py"));
    expect(resolve("main.py", "app.core.db")).toBe("file app/core/db.py");
    expect(resolve("main.py", "app.core")).toBe("namespace app/core");
    expect(resolve("main.py", "app")).toBe("namespace app");
  });

  it("prefers a package to a folder of its name that is nearer", () => {
    const resolve = resolveIn(sources("agent/", "agent/box/run.py", "tests/agent/box/test_run.py"));
    expect(resolve("tests/agent/box/test_run.py", "agent.box")).toBe("namespace agent/box");
  });

  it("takes stubs only where there is nothing else, and never those of a package", () => {
    const resolve = resolveIn(sources("app/", "app/a.py", "app/a.pyi", "app/fast.pyi", "typings/redis/client.pyi"));
    expect(resolve("app/a.py", "app.a")).toBe("file app/a.py");
    expect(resolve("app/a.py", "app.fast")).toBe("file app/fast.pyi");
    expect(resolve("app/a.py", "redis.client")).toBe("external pypi:redis | client");
  });
});

describe("a name that a package from outside has too", () => {
  it.each([
    ["a folder of migrations", "alembic/env.py", "alembic", "external pypi:alembic"],
    ["a folder that is no package", "main.py", "celery", "external pypi:celery"],
    ["the module itself", "redis.py", "redis", "external pypi:redis"],
    ["a module in some other folder", "main.py", "stripe", "external pypi:stripe"],
    ["a module beside it that belongs to a package", "jobs/mail.py", "email", "external pypi:email"],
    ["what is loaded before it", "main.py", "types", "external pypi:types"],
  ])("is not hidden by %s", (_, from, specifier, expected) => {
    const folders = ["alembic/env.py", "celery/tasks.py", "vendor/x/stripe.py", "jobs/email.py", "jobs/mail.py"];
    const files = { ...sources("main.py", "redis.py", "types.py", ...folders), "requirements.txt": "redis>=5\n" };
    expect(resolveIn(files)(from, specifier)).toBe(expected);
  });

  it("is the project's where a package or module of that name stands where programs start", () => {
    const files = { ...sources("main.py", "redis/", "calendar.py"), "requirements.txt": "redis>=5\n" };
    expect(resolveIn(files)("main.py", "redis")).toBe("file redis/__init__.py");
    expect(resolveIn(files)("main.py", "redis.asyncio")).toBe("external pypi:redis | asyncio");
    expect(resolveIn(files)("main.py", "calendar")).toBe("file calendar.py");
  });

  it("is the project's where the project makes the distribution that it depends on", () => {
    const resolve = resolveIn({
      ...sources("apps/web/main.py", "libs/core/src/acme_core/", "libs/core/src/acme_core/db.py"),
      "libs/core/pyproject.toml": '[project]\nname = "acme-core"\n',
      "apps/web/pyproject.toml": '[project]\nname = "web"\ndependencies = ["acme-core"]\n',
    });
    expect(resolve("apps/web/main.py", "acme_core")).toBe("file libs/core/src/acme_core/__init__.py");
  });
});

it("does not start from a package that has a module `setup.py`", () => {
  const files = sources("main.py", "app/", "app/setup.py", "app/mail/", "app/mail/send.py", "app/redis/");
  const resolve = resolveIn({ ...files, "requirements.txt": "redis\n" });
  expect(resolve("app/mail/send.py", "redis")).toBe("external pypi:redis");
});

describe("the module that a package holds under a name", () => {
  const resolver = resolverOf(sources("app/", "app/db.py", "app/api/", "app/models/user.py", "tools/seed.py"), [
    "app/settings.py",
  ]);

  it.each([
    ["app/__init__.py", "db", "app/db.py"],
    ["app/__init__.py", "api", "app/api/__init__.py"],
    ["tools/__init__.py", "seed", "tools/seed.py"],
    ["app/__init__.py", "models", "app/models/__init__.py"],
    ["app/__init__.py", "settings", "app/settings.py"],
  ])("of %s under %s is %s", (module, name, expected) => {
    expect(resolver.submodule?.(module, name)).toBe(expected);
  });

  it("is not there for other names, nor below a module", () => {
    expect(resolver.submodule?.("app/__init__.py", "session")).toBeUndefined();
    expect(resolver.submodule?.("app/db.py", "api")).toBeUndefined();
  });
});
