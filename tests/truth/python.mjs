// What pyright says of a project, before and after a fault, in a copy of its Python files.
//
// pyright is no dependency: it takes 38 MB, and nothing else here needs it. `npx` fetches this one version once.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative, sep } from "node:path";
import process from "node:process";
import { isWritten } from "./compare.mjs";

const VERSION = "1.1.414";

/** A wrong member of a type that is known, a name that a module does not have, a module that is not there. */
const ERRORS = ["reportAttributeAccessIssue", "reportMissingImports", "reportUndefinedVariable"];

const SETTINGS = {
  typeCheckingMode: "off",
  enableTypeIgnoreComments: false,
  exclude: [],
  ...Object.fromEntries(ERRORS.map((rule) => [rule, "error"])),
};

/** Copies of files for one run; more want more memory. */
const FILES_AT_ONCE = 1500;

/** Files that say where a package's imports begin. */
const MANIFESTS = /^(?:pyproject\.toml|setup\.py|setup\.cfg|requirements.*\.txt|Pipfile|manage\.py|alembic\.ini)$/;

/**
 * @param {string} project its root
 * @param {ReadonlyMap<string, string>} texts of its Python files, by their path from the root
 */
export function createPyright(project, texts) {
  const environments = environmentsOf(project, [...texts.keys()]);

  /** One run for as many states as fit: a run of its own for each takes most of its time to start. */
  function judgeSome(states) {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "db-ssot-truth-")));
    try {
      for (const [index, state] of states.entries()) writeCopy(join(root, String(index)), stateOf(texts, state));
      const includes = states.map(({ removed, isAsked }) =>
        [...texts.keys()].filter((file) => isAsked(file) && !removed.has(file)),
      );
      const inCopy = (index) => (path) => posix.join(String(index), path);
      const config = {
        ...SETTINGS,
        include: includes.flatMap((files, index) => files.map(inCopy(index))),
        executionEnvironments: states.flatMap((_, index) =>
          environments.map((each) => ({
            root: inCopy(index)(each.root),
            extraPaths: each.extraPaths.map(inCopy(index)),
          })),
        ),
      };
      writeFileSync(join(root, "pyrightconfig.json"), JSON.stringify(config));
      const reports = config.include.length === 0 ? [] : runPyright(root);
      return states.map((_, index) => reports.filter(({ copy }) => copy === index));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }

  return {
    /** As the TypeScript compiler's. */
    judge(states) {
      const size = Math.max(1, Math.floor(FILES_AT_ONCE / texts.size));
      const starts = Array.from({ length: Math.ceil(states.length / size) }, (_, index) => index * size);
      return starts.flatMap((start) => judgeSome(states.slice(start, start + size)));
    },
  };
}

function stateOf(texts, { texts: changed, removed }) {
  return [...texts].filter(([file]) => !removed.has(file)).map(([file, text]) => [file, changed.get(file) ?? text]);
}

function writeCopy(root, files) {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** Imports begin at the directory of a manifest, or at the root; each environment sees the others' modules, too. */
function environmentsOf(project, files) {
  const directories = new Set(files.flatMap(ancestors));
  const isPackageRoot = (directory) => readdirSync(join(project, directory)).some((name) => MANIFESTS.test(name));
  const roots = [...directories].filter((directory) => directory === "." || isPackageRoot(directory));
  roots.sort((a, b) => b.length - a.length);
  return roots.map((root) => ({ root, extraPaths: roots.flatMap((other) => [other, posix.join(other, "src")]) }));
}

function ancestors(file) {
  const directory = posix.dirname(file);
  return directory === "." ? ["."] : [directory, ...ancestors(directory)];
}

/** @returns reports with the number of the copy that they are about */
function runPyright(root) {
  const words = ["--yes", `pyright@${VERSION}`, "--project", root, "--outputjson"];
  const { status, stdout, stderr, error } = spawnSync("npx", words, {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    shell: process.platform === "win32",
  });
  if (error !== undefined || status === null || status > 1) {
    const reason = error?.message ?? (stderr || stdout).trim().split("\n").at(-1);
    process.stderr.write(`pyright ${VERSION} cannot be run by npx, which fetches it from the registry: ${reason}\n`);
    process.exit(2);
  }
  return JSON.parse(stdout).generalDiagnostics.flatMap(({ file, rule, range, message }) => {
    const line = readFileSync(file, "utf8").split(/\r\n|[\r\n]/)[range.end.line] ?? "";
    if (isWritten(line.slice(range.end.character))) return [];
    const [copy, ...path] = relative(root, file).split(sep);
    const place = { file: path.join("/"), line: range.start.line + 1 };
    return [{ copy: Number(copy), ...place, kind: rule, message: message.split("\n")[0] }];
  });
}
