import { expect, it } from "vitest";
import { resolveIn, sources } from "./project.js";

const files = sources("app/", "app/main.py", "app/db.py", "app/api/", "app/api/users.py", "app/tools/seed.py");

it.each([
  ["app/main.py", ".db", "file app/db.py"],
  ["app/main.py", ".", "file app/__init__.py"],
  ["app/__init__.py", ".db", "file app/db.py"],
  ["app/api/users.py", "..db", "file app/db.py"],
  ["app/api/__init__.py", ".users", "file app/api/users.py"],
  ["app/api/users.py", "..", "file app/__init__.py"],
  ["app/main.py", ".tools", "namespace app/tools"],
  ["app/tools/seed.py", ".", "namespace app/tools"],
  ["app/main.py", ".tools.seed", "file app/tools/seed.py"],
])("starts from the package of the file: in %s, %s is %s", (from, specifier, expected) => {
  expect(resolveIn(files)(from, specifier)).toBe(expected);
});

it("is missing where nothing is, and names what may be meant", () => {
  expect(resolveIn(files)("app/main.py", ".dbs")).toBe("missing, nearest app/db.py");
  expect(resolveIn(files)("app/api/users.py", ".db")).toBe("missing, nearest app/db.py");
  expect(resolveIn(files)("app/main.py", ".Db")).toBe("missing, nearest app/db.py");
  expect(resolveIn(files)("app/main.py", ".telemetry")).toBe("missing");
});

it("says nothing of what lies outside of the project", () => {
  expect(resolveIn(files)("app/main.py", "...db")).toBe("asset ...db");
});
