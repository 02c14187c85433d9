// What the TypeScript compiler says of a project, before and after a fault. JavaScript is checked like TypeScript.
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { isWritten } from "./compare.mjs";

/** Errors that say that a name, a member or a module is not there. */
const CODES = new Set([
  1192, 2305, 2306, 2307, 2339, 2341, 2459, 2460, 2551, 2576, 2613, 2614, 2616, 2617, 2694, 2724, 2792,
]);

const OVERRIDES = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  incremental: false,
  composite: false,
};
const WITHOUT_CONFIG = {
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ESNext,
  jsx: ts.JsxEmit.Preserve,
};

/**
 * A state of the project: texts that are not as on the disk, files that are not there, and files to ask about.
 * @typedef {object} State
 * @property {ReadonlyMap<string, string>} texts
 * @property {ReadonlySet<string>} removed
 * @property {(file: string) => boolean} isAsked
 */

/**
 * @param {string} root absolute
 * @param {readonly string[]} files that the compiler is asked about, relative to the root
 */
export function createCompiler(root, files) {
  const sources = new Map();
  const groups = groupByConfig(root, files);

  /** Programs share the files that did not change; what they import is resolved anew. */
  function createProgram({ options, names }, { texts, removed }) {
    const pathOf = (file) => relative(root, file);
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile } = host;
    host.fileExists = (file) => !removed.has(pathOf(file)) && fileExists(file);
    host.readFile = (file) => (removed.has(pathOf(file)) ? undefined : (texts.get(pathOf(file)) ?? readFile(file)));
    const parse = host.getSourceFile;
    host.getSourceFile = (file, ...rest) => {
      if (removed.has(pathOf(file))) return undefined;
      if (texts.has(pathOf(file))) return parse(file, ...rest);
      const key = `${file} ${JSON.stringify(rest[0])}`;
      if (!sources.has(key)) sources.set(key, parse(file, ...rest));
      return sources.get(key);
    };
    const rootNames = names.map((file) => join(root, file)).filter((file) => !removed.has(pathOf(file)));
    return ts.createProgram({ rootNames, options, host });
  }

  /** @returns errors in the files for which `isAsked` */
  function judgeOne({ isAsked, ...change }) {
    return groups.flatMap((group) => {
      const asked = group.names.filter((file) => isAsked(file) && !change.removed.has(file));
      if (asked.length === 0) return [];
      const program = createProgram(group, change);
      return asked.flatMap((file) => errorsIn(program, root, file));
    });
  }

  return {
    /**
     * @param {readonly State[]} states of the project
     * @returns the errors of each
     */
    judge: (states) => states.map(judgeOne),
  };
}

function errorsIn(program, root, file) {
  const source = program.getSourceFile(join(root, file));
  if (source === undefined) return [];
  return program
    .getSemanticDiagnostics(source)
    .filter(({ code, start = 0, length = 0 }) => CODES.has(code) && !isWritten(source.text.slice(start + length)))
    .map(({ start = 0, code, messageText }) => ({
      file,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      kind: `TS${code}`,
      message: ts.flattenDiagnosticMessageText(messageText, " ").split("\n")[0],
    }));
}

/** Each file goes with the nearest configuration that names it, and those that none names go together. */
function groupByConfig(root, files) {
  const configs = findConfigs(root, files).map((file) => readConfig(root, file));
  const left = new Set(files);
  const groups = configs
    .sort((a, b) => b.directory.length - a.directory.length)
    .map(({ options, fileNames }) => {
      const names = files.filter((file) => left.has(file) && fileNames.has(file));
      for (const name of names) left.delete(name);
      return { options, names };
    });
  return [...groups, { options: { ...WITHOUT_CONFIG, ...OVERRIDES }, names: [...left] }].filter(
    ({ names }) => names.length > 0,
  );
}

function findConfigs(root, files) {
  const directories = new Set();
  for (const file of files) {
    for (let directory = dirname(file); !directories.has(directory); directory = dirname(directory))
      directories.add(directory);
  }
  return [...directories].sort().flatMap((directory) =>
    ts.sys
      .readDirectory(join(root, directory), [".json"], undefined, ["tsconfig*.json", "jsconfig.json"], 1)
      .map((file) => relative(root, file))
      .sort(),
  );
}

function readConfig(root, file) {
  const path = join(root, file);
  const { config = {} } = ts.readConfigFile(path, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path), undefined, path);
  return {
    directory: dirname(file),
    options: { ...parsed.options, ...OVERRIDES },
    fileNames: new Set(parsed.fileNames.map((name) => relative(root, name))),
  };
}
