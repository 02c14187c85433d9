// Which faults can be planted in a project, and which of them are. db-ssot says only which classes and modules are a
// database's; each fault is a small change of the text that leaves all line ends in place.
import { escaped } from "../../build/base/text/regexp.js";
import { isDatabasePath } from "../../build/judge/databases/names.js";
import { stemOf } from "../../build/judge/gather/importers.js";

/**
 * @typedef {object} Fault
 * @property {"member" | "side" | "export" | "module"} kind
 * @property {string} name for people: `rename member Db.open of src/db.ts`
 * @property {string} file
 * @property {string} [text] of the file with the fault; absent where the file is removed
 * @property {string} word a file in which the fault is an error holds this word
 */

/**
 * @param analysis of the project as it is
 * @param {ReadonlyMap<string, string>} texts of all files
 * @returns {Fault[]} in the order of files and offsets; only what some other place seems to use
 */
export function findFaults({ gathered, subject }, texts) {
  const { program, databaseModules } = gathered;
  const files = program.files.filter(({ file }) => texts.has(file) && subject.kinds.asideKind(file) === undefined);
  return files.flatMap((facts) => {
    const { file, classes, exports, objects } = facts;
    const text = texts.get(file);
    const isDatabase =
      databaseModules.isDatabaseModule(facts) ||
      isDatabasePath(file) ||
      subject.sources.some((source) => source.isInternal(file));
    const isManaged = (kind, index) =>
      subject.sources.some(({ managers }) =>
        managers.some((manager) => manager.kind === kind && manager.file === file && manager.index === index),
      );
    const managers = [
      ...classes.filter((_, index) => isManaged("class", index) || databaseModules.isManagerClass({ file, index })),
      ...objects.filter((_, index) => isManaged("object", index)),
    ];
    const faults = [
      ...managers.flatMap((owner) => owner.members.flatMap((member) => memberFaults(file, text, owner, member))),
      ...(isDatabase
        ? exports.filter((each) => !isImported(facts, each)).flatMap((each) => exportFaults(file, text, each))
        : []),
      ...(isDatabase ? [{ kind: "module", name: `remove module ${file}`, file, word: stemOf(file) }] : []),
    ];
    return faults.filter((fault) => isUsed(fault, texts));
  });
}

/**
 * @param {readonly Fault[]} faults
 * @returns {Fault[]} at most `limit`, of each kind as many as of the others as far as there are any; the same in every run
 */
export function sample(faults, limit, seed = 13) {
  const random = randomFrom(seed);
  const shuffled = faults
    .map((fault) => ({ fault, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ fault }) => fault);
  const kinds = ["member", "export", "module", "side"].map((kind) => shuffled.filter((fault) => fault.kind === kind));
  const chosen = [];
  for (let round = 0; chosen.length < limit && kinds.some((kind) => kind.length > round); round++)
    chosen.push(...kinds.flatMap((kind) => kind.slice(round, round + 1)));
  return chosen.slice(0, limit);
}

function memberFaults(file, text, owner, { name, kind, side, range, nameRange }) {
  if (/^__\w+__$|^#|^constructor$/.test(name) || text.slice(nameRange.start, nameRange.end) !== name) return [];
  if (kind === "field" && isAssigned(text, name, nameRange)) return [];
  const fault = (verb, changed, of = "member") => ({
    kind: of,
    name: `${verb} ${of === "side" ? "" : "member "}${owner.name ?? "object"}.${name} of ${file}`,
    file,
    text: changed,
    word: name,
  });
  const faults = [fault("rename", replace(text, nameRange, `${name}${SUFFIX}`))];
  if (!file.endsWith(".py") && standsAlone(text, range)) faults.push(fault("remove", blank(text, range)));
  const moved = owner.name === undefined || kind === "setter" ? undefined : withOtherSide(text, range, nameRange, side);
  if (moved !== undefined)
    faults.push(fault(side === "static" ? "make of the instance" : "make static", moved, "side"));
  return faults;
}

/** Code that assigns a field makes it, whatever the class declares: nothing fails, or a compiler does not see that it does. */
function isAssigned(text, name, { start }) {
  const writes = text.matchAll(new RegExp(`\\.(${escaped(name)})\\s*[-+*/|&?]*=(?![=>])`, "g"));
  return [...writes].some(({ index }) => index + 1 !== start);
}

/** Only TypeScript has a word for it. A call of an instance's function on a Python class is wrong by its arguments. */
function withOtherSide(text, range, nameRange, side) {
  const head = text.slice(range.start, nameRange.start);
  if (!/^(?:(?:public|private|protected|static|async|readonly|get|override)\s+)*$/.test(head)) return undefined;
  const start = range.start + (/^(?:(?:public|private|protected)\s+)?/.exec(head)?.[0].length ?? 0);
  if (side === "instance") return `${text.slice(0, start)}static ${text.slice(start)}`;
  const at = range.start + head.indexOf("static ");
  return at < range.start ? undefined : replace(text, { start: at, end: at + "static ".length }, "");
}

/** Renaming it would break its own import first. */
function isImported({ bindings }, { term }) {
  return term?.kind === "import" || (term?.kind === "binding" && bindings[term.id]?.kind === "import");
}

function exportFaults(file, text, each) {
  if (each.kind !== "name" || each.typeOnly || each.implicit || each.name === "=") return [];
  const { name, range } = each;
  if (name === "default") return defaultFaults(file, text, range);
  const said = (verb, changed) => ({
    kind: "export",
    name: `${verb} ${name} of ${file}`,
    file,
    text: changed,
    word: name,
  });
  const faults = [said("rename export", renameAll(text, name))];
  const statement = new RegExp(`^export (?=[^{=;]*\\b${escaped(name)}\\b)`, "m");
  if (!file.endsWith(".py") && statement.test(text)) faults.push(said("do not export", text.replace(statement, "")));
  return faults;
}

function defaultFaults(file, text, range) {
  const written = /export default (?=(class|function|async function|abstract class)? ?)/.exec(text);
  if (written === null || written.index > range.end) return [];
  const instead = written[1] === undefined ? `export const ${SUFFIX} = ` : "";
  const changed = text.replace("export default ", instead);
  return [{ kind: "export", name: `remove default export of ${file}`, file, text: changed, word: stemOf(file) }];
}

const SUFFIX = "Planted";

/** The name wherever it stands by itself: not as a member, and not in a path or a text that holds nothing else. */
function renameAll(text, name) {
  const word = new RegExp(`(?<![\\w$./'"\`-])${escaped(name)}(?![\\w$/'"\`-])`, "g");
  return text.replace(word, `${name}${SUFFIX}`);
}

function replace(text, { start, end }, by) {
  return text.slice(0, start) + by + text.slice(end);
}

function blank(text, range) {
  return replace(text, range, text.slice(range.start, range.end).replace(/[^\r\n]/g, ""));
}

/** Nothing else is on its lines, so that what is left of them still parses. */
function standsAlone(text, { start, end }) {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const after = text.slice(end, text.indexOf("\n", end) < 0 ? text.length : text.indexOf("\n", end));
  return /^\s*$/.test(before) && /^;?\s*$/.test(after);
}

function isUsed({ kind, file, word, text }, texts) {
  const said = wordOf(word);
  const isUser = ([other, its]) => (other === file ? kind !== "module" && said.test(text) : said.test(its));
  return [...texts].some(isUser);
}

/** Matches a text that holds a word. */
export function wordOf(word) {
  return new RegExp(`(?<![\\w$])${escaped(word)}(?![\\w$])`);
}

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
