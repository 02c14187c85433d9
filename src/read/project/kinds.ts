/** What a file is for, by the naming conventions of TypeScript, JavaScript and Python. */
import type { FilePath } from "../../base/text/span.js";

/** Run by a test runner, or there for those that are: suites, their set-up, fixtures. */
export function isTest(file: FilePath): boolean {
  return (
    inFolder(file, "__tests__|__test__|tests?|specs?|e2e|cypress|playwright|detox|__fixtures__|fixtures|testing") ||
    /[._-](test|tests|spec|e2e|cy)\.[cm]?[jt]sx?$/.test(file) ||
    named(file, "(jest|vitest|mocha|playwright|cypress|karma)([._-](config|setup))?(\\.[\\w-]+)*\\.[cm]?[jt]s") ||
    named(file, "(test_.*|.*_tests?|conftest)\\.pyi?") ||
    isMock(file)
  );
}

/** Prepares the tests of its directory, or of the project; no test imports it. */
export function isTestSetup(file: FilePath): boolean {
  return (
    named(file, "conftest\\.py") ||
    named(file, "([\\w.-]*[._-])?setup[\\w.-]*\\.[cm]?[jt]sx?") ||
    inFolder(file, "__mocks__")
  );
}

/** Stands in for something else while tests run. */
export function isMock(file: FilePath): boolean {
  return (
    inFolder(file, "__mocks__|mocks?|fakes|stubs") ||
    /[._-](mock|mocks|fake|stub)\.[cm]?[jt]sx?$/.test(file) ||
    named(file, "((mock|fake)_.*|.*_(mocks?|fakes?))\\.pyi?")
  );
}

/** Changes the schema once, a record of the past that is not to be rewritten; or runs such changes. */
export function isMigration(file: FilePath): boolean {
  return (
    inFolder(file, "migrations?|_migrations|alembic") ||
    /(^|\/)(run[-_.]?)?migrat(e|ions?|or)\.([cm]?[jt]s|py)$/.test(file) ||
    /(^|\/)(alembic|database|db)\/versions\//.test(file)
  );
}

/** Fills a database with first data. */
export function isSeed(file: FilePath): boolean {
  return (
    inFolder(file, "seeds?|seeders?|seeding") ||
    named(file, "(seed|seeder)s?([._-].*)?\\.([cm]?[jt]sx?|py)") ||
    /[._-]seed(er)?\.([cm]?[jt]sx?|py)$/.test(file)
  );
}

/** Kept for the record and run by nobody. */
export function isArchive(file: FilePath): boolean {
  return (
    inFolder(
      file,
      "_?archived?|archives|_?backups?|attic|_?old|deprecated|[^/]+[ _-](?:old|bak|backup)|(?:old|backup)[ _-][^/]+",
    ) ||
    inFolder(file, COPY) ||
    /\.(archived|bak|old)\.[cm]?[jt]sx?$/i.test(file) ||
    /[ _-](old|bak)\.([cm]?[jt]sx?|py)$/i.test(file) ||
    new RegExp(`(^|/)(${COPY})\\.([cm]?[jt]sx?|py)$`, "i").test(file)
  );
}

/** `copy of app`, `app copy 2`, `app - Copy`: what systems call the copies that they make. */
const COPY = "copy of [^/]+|[^/]+ copy(?: \\d+)?|[^/]+ - copy(?: \\(\\d+\\))?";

/**
 * Run by hand or by a build, beside the program: `scripts/…`, or a module that is called after one errand, at the top or in the
 * folder of the database.
 */
export function isScript(file: FilePath): boolean {
  return (
    inFolder(file, "scripts?|bin") ||
    /^(tools|tooling|buildtools|tasks)\//.test(file) ||
    ERRAND.test(file) ||
    DATABASE_ERRAND.test(file)
  );
}

const ERRANDS = [
  "add|backfill|check|clean|cleanup|create|debug|delete|diagnose|dump|export|fix|import|init|initialize|insert|inspect|load|migrate",
  "populate|reset|setup|show|sync|test|update|upgrade|verify",
].join("|");
const ERRAND = new RegExp(`^(?:[^/]+/|.*/prisma/)?(?:quick[_-])?(?:${ERRANDS})[_-][\\w-]+\\.(?:py|[cm]?[jt]s)$`);

/** `db/export.js`, `db/etl_sqlite_to_postgres.py` */
const DATABASE_ERRAND =
  /(?:^|\/)(?:db|database)\/(?:backup|etl|export|import|reset|restore)(?:[_-][\w-]+|[A-Z]\w*)?\.(?:py|[cm]?[jt]s)$/;

/** Shows how something is used. */
export function isExample(file: FilePath): boolean {
  return (
    inFolder(file, "examples?|demos?|samples?|docs|documentation|playground|benchmarks?") ||
    /[._-]stories\.[cm]?[jt]sx?$/.test(file)
  );
}

/** Configures a tool: `vite.config.ts`, `.eslintrc.cjs`; not the program, as `src/config/app.config.ts` and `database.config.ts` do. */
export function isToolConfig(file: FilePath): boolean {
  return (
    (/(^|\/)[^/]+\.(config|conf|setup|workspace)(\.[\w-]+)*\.[cm]?[jt]s$/.test(file) && !configuresProgram(file)) ||
    named(file, "\\.[\\w-]+rc(\\.[\\w-]+)*\\.[cm]?js") ||
    named(file, "(gulpfile|gruntfile|noxfile\\.py)(\\..*)?")
  );
}

function configuresProgram(file: FilePath): boolean {
  return /(^|\/)(configs?\/[^/]+|(db|database|mongo|mongodb|mongoose|mysql|postgres|sequelize))\.(config|conf)\.[cm]?[jt]s$/.test(
    file,
  );
}

/** Types only: nothing in it runs. */
export function isDeclaration(file: FilePath): boolean {
  return /\.d\.([\w-]+\.)?[cm]?ts$/.test(file) || file.endsWith(".pyi");
}

/** In any case: `Docs` on one system is `docs` on another. */
function inFolder(file: FilePath, names: string): boolean {
  return expression(`(^|/)(${names})/`, "i").test(file);
}

function named(file: FilePath, name: string): boolean {
  return expression(`(^|/)(${name})$`).test(file);
}

/** Compiled once for each pattern: these questions are asked of every file. */
function expression(pattern: string, flags?: "i"): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(pattern, flags);
  expressions.set(pattern, made);
  return made;
}

const expressions = new Map<string, RegExp>();
