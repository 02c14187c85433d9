import { describe, expect, it } from "vitest";
import { findWorkspaces, type ProjectWorkspaces } from "../../../src/read/project/workspaces.js";
import { memoryWorld } from "../../support/memory-world.js";

function membersOf(files: Readonly<Record<string, string>>): Promise<ProjectWorkspaces> {
  return findWorkspaces(memoryWorld(files).files, Object.keys(files));
}

describe("the packages of a project", () => {
  it("have the names that their manifests give them, in any language", async () => {
    const { all } = await membersOf({
      "package.json": '{ "name": "acme", "workspaces": ["packages/*"] }',
      "packages/api/package.json": '{ "name": "@acme/api" }',
      "apps/shop/project.json": '{ "name": "shop", "targets": {} }',
      "services/jobs/pyproject.toml": '[project]\nname = "acme-jobs"\nversion = "1.0.0"\n',
      "services/mail/pyproject.toml": "[tool.poetry]\nname = 'acme-mail'\n",
    });
    expect(all.map(({ directory, name }) => `${directory} ${name}`)).toEqual([
      " acme",
      "apps/shop shop",
      "packages/api @acme/api",
      "services/jobs acme-jobs",
      "services/mail acme-mail",
    ]);
  });

  it("are called as Nx calls them, and still go by their other names", async () => {
    const members = await membersOf({
      "apps/shop/package.json": '{ "name": "@acme/shop" }',
      "apps/shop/project.json": '{ "name": "shop", "projectType": "application" }',
    });
    expect(members.of("apps/shop/src/a.ts")).toEqual({ name: "shop", directory: "apps/shop" });
    for (const text of ["shop", "@acme/shop", "apps/shop", "./apps/shop/"]) {
      expect(members.called(text)).toEqual([{ name: "shop", directory: "apps/shop" }]);
    }
    expect(members.called("app")).toEqual([]);
  });

  it("begin at the nearest manifest with a name, and leave others alone", async () => {
    const members = await membersOf({
      "package.json": '{ "name": "acme" }',
      "src/esm/package.json": '{ "type": "module" }',
      "deploy/project.json": '{ "name": "not of Nx" }',
      "broken/package.json": "{",
      "tools/pyproject.toml": '[tool.ruff]\nname = "no"\n[project',
    });
    expect(members.all).toEqual([{ name: "acme", directory: "" }]);
    expect(members.of("src/esm/a.ts")?.name).toBe("acme");
    expect(members.called(".")).toEqual(members.all);
  });
});
