/**
 * Reads the labelled layouts of projects and compares what detection answers with what an expert would name. Plain
 * JavaScript, since a command reads them with the built tool and a test with its source.
 *
 * A file of `layouts/<language>` holds the layouts of one kind. Each starts with its title, then what is expected:
 *
 *     == a pool in a module variable
 *     accessor src/db.ts#getDb
 *     also src/index.ts#getDb
 *     --- src/db.ts
 *     …
 *
 * `accessor FILE#NAME`: the entry point, one line per database; `also FILE#NAME`: a second best answer, as good.
 * `none REASON`: nothing must be assumed. `undecided FILE#NAME, FILE#NAME`: nothing must be assumed, and these must be named
 * as candidates. `today wrong|silent`: what the tool answers until it is fixed.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const FOLDER = join(import.meta.dirname, "layouts");

export const LANGUAGES = ["typescript", "python"];

export function readLayouts() {
  return LANGUAGES.flatMap((language) => {
    const folder = join(FOLDER, language);
    const files = readdirSync(folder).sort();
    return files.flatMap((file) => {
      const kind = basename(file, ".txt").replaceAll("-", " ");
      const [, ...texts] = `\n${readFileSync(join(folder, file), "utf8")}`.split(/\n== /);
      return texts.map((text) => ({
        language,
        kind,
        path: join(folder, file),
        ...readLayout(text, `${language}/${file}`),
      }));
    });
  });
}

function readLayout(text, file) {
  const [head = "", ...parts] = text.split(/^--- /m);
  const [title = "", ...lines] = head.trimEnd().split("\n");
  const expected = { accessors: [], also: [], undecided: [] };
  let today = "right";
  for (const line of lines) {
    const [, word, rest] = /^(\w+) (.+)$/.exec(line) ?? [];
    if (word === "accessor") expected.accessors.push(rest);
    else if (word === "also") expected.also.push(rest);
    else if (word === "none") expected.none = rest;
    else if (word === "undecided") expected.undecided = rest.split(", ");
    else if (word === "today" && /^(wrong|silent)$/.test(rest)) today = rest;
    else throw new Error(`${file}, "${title}": cannot read "${line}"`);
  }
  const files = Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), `${part.slice(end + 1).trimEnd()}\n`];
    }),
  );
  for (const name of [...expected.accessors, ...expected.also, ...expected.undecided]) {
    if (!(fileOf(name) in files)) throw new Error(`${file}, "${title}": there is no ${fileOf(name)}`);
  }
  const answers = [expected.accessors.length > 0, expected.none !== undefined, expected.undecided.length > 0];
  if (answers.filter(Boolean).length !== 1) throw new Error(`${file}, "${title}": expects not one kind of answer`);
  return { title, expected, today, files };
}

/** Puts the mark of the verdict under the title, or takes it off where the answer is right. */
export function writeMark({ path, title, today }, verdict) {
  const [before, after] = [today, verdict].map((word) => (word === "right" ? "" : `today ${word}\n`));
  const lines = readFileSync(path, "utf8").split(/(?<=\n)/);
  const start = lines.indexOf(`== ${title}\n`) + 1;
  const place = before === "" ? start : lines.indexOf(before, start);
  lines.splice(place, before === "" ? 0 : 1, after);
  writeFileSync(path, lines.join(""));
}

/** What was assumed, and which candidates the tool shows where it cannot choose. */
export function answerOf({ detection }) {
  return {
    accessors: detection.sources.map(({ accessor: { module, path } }) => `${module}#${path.join(".")}`),
    candidates: detection.assumptions.flatMap((line) => {
      const [, list = ""] = /^no clear accessor(?: among|;) (.*): what (?:holds|is certain)/.exec(line) ?? [];
      return [...list.matchAll(/`([^`]+)` \(([^,]+),/g)].map(([, name, module]) => `${module}#${name}`);
    }),
  };
}

/** @returns `wrong` where anything is assumed that nobody expects, `silent` where something expected is missing */
export function judge(expected, answer) {
  const { accessors, also, undecided } = expected;
  const isExpected = (name) => [...accessors, ...also].some((other) => isSameName(name, other));
  if (!answer.accessors.every(isExpected)) return "wrong";
  // A second best answer stands for the best one.
  if (answer.accessors.length < accessors.length) return "silent";
  const isNamed = (name) => answer.candidates.some((candidate) => isSameName(candidate, name));
  return undecided.every(isNamed) ? "right" : "silent";
}

export function describeExpected({ accessors, none, undecided }) {
  if (none !== undefined) return `none: ${none}`;
  return undecided.length > 0 ? `undecided: ${undecided.join(", ")}` : accessors.join(", ");
}

export function describeAnswer({ accessors, candidates }) {
  if (accessors.length > 0) return accessors.join(", ");
  return candidates.length > 0 ? `no choice among ${candidates.join(", ")}` : "nothing";
}

/** `module.exports = db` is what `require` gives, and what `import` calls the default. */
function isSameName(a, b) {
  return plain(a) === plain(b);
}

function plain(name) {
  return name.replace(/#=$/, "#default");
}

function fileOf(name) {
  return name.split("#")[0];
}
