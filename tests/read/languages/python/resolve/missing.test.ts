import { describe, expect, it } from "vitest";
import { resolveIn, resolverOf, sources } from "./project.js";

const app = sources("main.py", "app/", "app/database.py", "app/db/", "app/db/manager.py");

describe("an import of what is not there", () => {
  it.each([
    ["a like name in the package", "app.databse", "missing, nearest app/database.py"],
    ["the module that moved", "app.manager", "missing, nearest app/db/manager.py"],
    ["a like name on the way", "app.dbs.manager", "missing, nearest app/db/manager.py"],
    ["nothing, when no name is alike", "app.telemetry", "missing"],
    ["nothing, below a module", "app.database.session", "missing"],
  ])("is missing, and names %s", (_, specifier, expected) => {
    expect(resolveIn(app)("main.py", specifier)).toBe(expected);
  });

  it("tells what was tried", () => {
    const found = resolverOf(app).resolve("main.py", "app.core.db");
    expect(found).toMatchObject({ kind: "missing", tried: ["app/core/db.py", "app/core/db/__init__.py"] });
  });

  it("is missing in a namespace of which more than its name leads somewhere, and external otherwise", () => {
    const resolve = resolveIn(sources("main.py", "shop/core/db.py"));
    expect(resolve("main.py", "shop.core.session")).toBe("missing");
    expect(resolve("main.py", "shop.mail")).toBe("external pypi:shop | mail");
  });

  it("is external where distributions have a share in the namespace", () => {
    const files = { ...sources("main.py", "acme/core/db.py"), "requirements.txt": "acme-mail==1\n" };
    expect(resolveIn(files)("main.py", "acme.core.mail")).toBe("external pypi:acme | core/mail");
    expect(resolveIn(sources("main.py", "google/cloud/x.py"))("main.py", "google.cloud.storage")).toMatch("external");
  });
});

describe("an import of what may be there when the program runs", () => {
  it.each([
    ["git ignores it", "app.settings_local"],
    ["git ignores its folder", "app.client.api"],
    ["it is protobuf's", "app.orders_pb2"],
    ["it is compiled from Cython", "app.fast"],
    ["a folder holds it that a module hides", "app.database.models"],
  ])("is generated when %s", (_, specifier) => {
    const hidden = { ...app, ...sources("app/database/models.py"), "app/fast.pyx": "" };
    const resolve = resolveIn(hidden, ["app/settings_local.py", "app/client/"]);
    expect(resolve("main.py", specifier)).toBe(`generated ${specifier.replaceAll(".", "/")}`);
  });

  it.each([
    "__path__ = extend_path(__path__, __name__)\n",
    "import sys\nsys.modules[__name__] = Lazy()\n",
    "from lazy_loader import attach\n",
  ])("is generated in a package that says %j", (text) => {
    const resolve = resolveIn({ ...app, "app/__init__.py": text });
    expect(resolve("main.py", "app.telemetry")).toBe("generated app/telemetry");
    expect(resolve("main.py", "app.database")).toBe("file app/database.py");
  });

  it("is generated in a submodule of git", () => {
    const files = { ...app, ".gitmodules": '[submodule "sdk"]\n\tpath = app/sdk\n' };
    expect(resolveIn(files)("main.py", "app.sdk.client")).toBe("generated app/sdk/client");
  });
});
