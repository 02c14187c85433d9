import { describe, expect, test } from "vitest";
import {
  isArchive,
  isDeclaration,
  isExample,
  isMigration,
  isMock,
  isScript,
  isSeed,
  isTest,
  isToolConfig,
} from "../../../src/read/project/kinds.js";

const table: readonly { kind: string; is: (file: string) => boolean; yes: readonly string[]; no: readonly string[] }[] =
  [
    {
      kind: "a test",
      is: isTest,
      yes: [
        ...[
          "src/a.test.ts",
          "a.spec.tsx",
          "a.e2e-spec.ts",
          "a.cy.js",
          "a.unit.test.mjs",
          "src/__tests__/a.ts",
          "test/a.ts",
        ],
        ...[
          "e2e/login.ts",
          "cypress/support/x.js",
          "fixtures/a.ts",
          "jest.setup.ts",
          "vitest.config.mts",
          "__mocks__/db.ts",
        ],
        ...["tests/conftest.py", "conftest.py", "app/test_health.py", "app/health_test.py"],
      ],
      no: [
        "src/latest.ts",
        "src/contest/a.ts",
        "src/test.ts",
        "src/testament.ts",
        "app/testing_room.py",
        "app/attest.py",
      ],
    },
    {
      kind: "a mock",
      is: isMock,
      yes: ["src/__mocks__/db.ts", "test/mocks/db.ts", "db.mock.ts", "mock_db.py"],
      no: ["src/mockingbird.ts", "src/db.ts", "src/hammock/a.ts"],
    },
    {
      kind: "a migration",
      is: isMigration,
      yes: ["migrations/001.ts", "src/db/migration/a.js", "alembic/versions/ab12.py", "src/migrate.ts"],
      no: ["src/immigrate.ts", "src/immigrations/a.ts", "src/versions/a.ts"],
    },
    {
      kind: "a seed",
      is: isSeed,
      yes: ["prisma/seed.ts", "seeds/users.ts", "users.seed.ts", "user.seeder.ts", "seed_users.py"],
      no: ["src/seedling.ts", "src/proceed.ts", "src/unseed/a.ts"],
    },
    {
      kind: "a script",
      is: isScript,
      yes: [
        "scripts/a.ts",
        "Scripts/load.py",
        "packages/a/bin/run.js",
        "tools/x.py",
        "check_admin.py",
        "backend/init_database.py",
        "debug-users.js",
        "backend/prisma/migrate-categories.ts",
        "src/db/export.js",
        "app/db/etl_sqlite_to_postgres.py",
      ],
      no: [
        "src/script.ts",
        "src/scripting/a.ts",
        "src/cabin/a.ts",
        "src/db/check-users.ts",
        "src/db/exports.ts",
        "src/export.ts",
        "prisma/client.ts",
      ],
    },
    {
      kind: "an archive",
      is: isArchive,
      yes: [
        ...["old/app.py", "Backup/app.py", "app_old/db.py", "backup_2024/db.py", "Copy of shop/app.py"],
        ...["app copy.py", "src/db copy 2.ts", "app - Copy.py", "bot_old.py", "db.bak.ts"],
      ],
      no: ["app/copy/texts.py", "src/threshold.ts", "household/db.py", "app/backup.py", "deep_copy.py", "gold/db.py"],
    },
    {
      kind: "an example",
      is: isExample,
      yes: ["examples/a.ts", "docs/snippets/a.js", "Docs/a.py", "packages/a/demo/x.ts", "src/button.stories.tsx"],
      no: ["src/example.ts", "src/docsearch/a.ts"],
    },
    {
      kind: "a tool's configuration",
      is: isToolConfig,
      yes: ["vite.config.ts", "a/jest.config.base.js", ".eslintrc.cjs", ".prettierrc.js", "gulpfile.js"],
      no: [
        "src/config.ts",
        "src/app.configuration.ts",
        "src/setup.ts",
        "src/config/app.config.ts",
        "src/database.config.ts",
      ],
    },
    {
      kind: "a declaration",
      is: isDeclaration,
      yes: ["a.d.ts", "a.d.mts", "a.d.css.ts", "a.pyi"],
      no: ["a.ts", "ad.ts", "d.ts"],
    },
  ];

describe.each(table)("knows $kind", ({ is, yes, no }) => {
  test.each(yes)("%s is one", (file) => expect(is(file)).toBe(true));
  test.each(no)("%s is none", (file) => expect(is(file)).toBe(false));
});
