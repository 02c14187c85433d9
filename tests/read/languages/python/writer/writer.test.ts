import { describe, expect, it } from "vitest";
import { writer } from "./snippets.js";

describe("obtain", () => {
  it("writes the accessor as its form asks", () => {
    expect(writer.obtain("db", "object")).toBe("db");
    expect(writer.obtain("get_db", "value")).toBe("get_db()");
    expect(writer.obtain("get_db", "promise")).toBe("await get_db()");
    expect(writer.obtain("manager.session_scope", "context-manager")).toBe("manager.session_scope()");
    expect(writer.obtain("get_db", "dependency")).toBe("Depends(get_db)");
    expect(writer.obtain("with_db", "callback")).toBe("with_db");
  });
});

describe("hasComment", () => {
  it.each(["M.get(  # why\n)", "'a' # b", '"""a"""#', "f'{x}' #", "'it\\'s' # so"])("finds one in %s", (code) => {
    expect(writer.hasComment(code)).toBe(true);
  });

  it.each(["M.get('#')", '"""a\n# b\n"""', "'\\'#'", "\"a\" '#'", "r'#'", "f(a, b)"])("finds none in %s", (code) => {
    expect(writer.hasComment(code)).toBe(false);
  });
});

describe("specifier", () => {
  const from = "app/routes/health.py";
  const target = "app/database/__init__.py";

  it("takes the one that the file has for the target", () => {
    const neighbours = [{ specifier: "..database", resolved: target }];
    expect(writer.specifier({ from, target, neighbours })).toBe("..database");
  });

  it("names a package by its folder, and a module by its file", () => {
    expect(writer.specifier({ from, target, neighbours: [] })).toBe("app.database");
    expect(writer.specifier({ from, target: "app/db/session.py", neighbours: [] })).toBe("app.db.session");
  });

  it("finds the folder that names start from in how others resolve", () => {
    const neighbours = [{ specifier: "app.log", resolved: "backend/app/log.py" }];
    const elsewhere = [{ specifier: "backend.app.x", resolved: "backend/app/x.py" }];
    const request = { from: "backend/app/a/b.py", target: "backend/app/database/__init__.py" };
    expect(writer.specifier({ ...request, neighbours, elsewhere })).toBe("app.database");
    expect(writer.specifier({ ...request, neighbours: [], elsewhere })).toBe("backend.app.database");
    expect(writer.specifier({ from: "src/app/a.py", target: "src/app/b.py", neighbours: [] })).toBe("app.b");
  });

  it("is relative where the file's imports are", () => {
    const neighbours = [{ specifier: "..log", resolved: "app/log.py" }];
    expect(writer.specifier({ from, target, neighbours })).toBe("..database");
    expect(writer.specifier({ from, target: "app/__init__.py", neighbours })).toBe("..");
    expect(writer.specifier({ from, target: "app/routes/db.py", neighbours })).toBe(".db");
    expect(writer.specifier({ from: "app/__init__.py", target: "app/db.py", neighbours })).toBe(".db");
  });

  it("asks the rest of the project where the file shows nothing", () => {
    const elsewhere = [
      { specifier: "...log", resolved: "app/log.py" },
      { specifier: ".b", resolved: "app/x/b.py" },
    ];
    expect(writer.specifier({ from, target, neighbours: [], elsewhere })).toBe("..database");
  });

  it("takes dots for one's own package as a habit of that package only", () => {
    const neighbours = [{ specifier: ".users", resolved: "app/routes/users.py" }];
    const elsewhere = [{ specifier: "app.log", resolved: "app/log.py" }];
    expect(writer.specifier({ from, target, neighbours, elsewhere })).toBe("app.database");
    expect(writer.specifier({ from, target: "app/routes/db.py", neighbours, elsewhere })).toBe(".db");
  });

  it("does not leave the outermost package with dots", () => {
    const neighbours = [{ specifier: "..log", resolved: "app/log.py" }];
    expect(writer.specifier({ from, target: "common/db.py", neighbours })).toBe("common.db");
  });
});
