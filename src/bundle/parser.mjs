// Bundles the parser of ts-morph's compiler: all of the compiler takes half a second to load, and most runs only parse.
// `change/types` needs the rest, and imports ts-morph itself.
import { createRequire } from "node:module";
import { join, sep } from "node:path";

const { resolve } = createRequire(import.meta.url);
const COMMON = createRequire(resolve("ts-morph")).resolve("@ts-morph/common");
export const COMPILER = createRequire(COMMON).resolve("./typescript.js");

const FRONT_END = join("src", "read", "languages", "typescript", sep);
const ENTRY = "\0ts-morph";

export function parser() {
  return {
    name: "parser",
    resolveId(specifier, importer) {
      if (specifier !== "ts-morph") return undefined;
      return importer.includes(FRONT_END) ? ENTRY : { id: specifier, external: true };
    },
    load: (id) => (id === ENTRY ? `export * as ts from ${JSON.stringify(COMPILER)};` : undefined),
    transform: (code, id) => (id === COMPILER ? { code: asModule(code), map: { mappings: "" } } : undefined),
  };
}

/**
 * The compiler as an ES module, so that what nobody uses of it is left out. Its file is one function around the sources of
 * the compiler, the language service and its server, one after the other.
 *
 * @throws where the file has another form
 */
function asModule(file) {
  const [, list, sources] = mustMatch(
    /\n__export\(typescript_exports, \{\n(.*?)\n\}\);\nmodule\.exports = .*?(\n\/\/ src\/compiler\/corePublic\.ts\n.*?)\n\/\/ src\/server\//s,
    file,
  );
  const [exporter] = mustMatch(/\nvar __defProp = .*?\nvar __export = .*?\n\};\n/s, file);
  const names = list.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm);
  const declared = new Set([...sources.matchAll(/^(?:var|function|class) (\w+)/gm)].map(([, name]) => name));
  const exported = [...names].filter(([, , name]) => declared.has(name)).map(([, as, name]) => `${name} as ${as}`);
  return [
    // Without `require` the compiler asks the system for nothing, as in a browser.
    "let require;",
    exporter,
    "const __exported = (all) => { const target = {}; __export(target, all); return target; };",
    sources
      .replace(/\nvar (\w+_exports\d*) = \{\};\n__export\(\1, /g, "\nvar $1 = /* @__PURE__ */ __exported(")
      // What the language service offers to editors, and what only a checker makes.
      .replace(/^register(?:CodeFix|Refactor)\(/gm, "/* @__PURE__ */ $&")
      // A namespace is filled in place, which nobody could leave out.
      .replace(
        /^var (\w+);\n\(\((\w+)\) => \{\n(.*?)\n\}\)\(\1 \|\| \(\1 = \{\}\)\);$/gms,
        "var $1 = /* @__PURE__ */ (($2) => {\n$3\n  return $2;\n})({});",
      )
      .replace(/^ +get(?:Symbol|Signature)Constructor: \(\) => \w+Object,\n/gm, ""),
    `export { ${exported.join(", ")} };`,
  ].join("\n");
}

function mustMatch(pattern, text) {
  const found = pattern.exec(text);
  if (found === null) throw new Error(`no ${pattern} in ${COMPILER}`);
  return found;
}
