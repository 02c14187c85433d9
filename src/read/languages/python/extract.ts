/** Extracts the facts of a Python file: one parse and one walk. Reads no other file and runs nothing. */

import type { FilePath } from "../../../base/text/span.js";
import type { FileFacts } from "../../facts/facts.js";
import type { LoadedLanguage } from "../language.js";
import { sendsListen } from "../statements.js";
import { readCode } from "./body.js";
import { createContext, type PythonExtraction } from "./context.js";
import { readClass } from "./definitions/classes.js";
import { readFunction } from "./definitions/functions.js";
import { readObject } from "./definitions/objects.js";
import { databaseNames, environmentNames, setsEnvironment } from "./environment.js";
import { readExports } from "./modules/exports.js";
import { readModuleNode } from "./modules/imports.js";
import { readBindings } from "./names/bindings.js";
import { readAugmentationNode } from "./sites/augmentations.js";
import { readEnteredNode } from "./sites/entered.js";
import { readMockNode } from "./sites/mocks.js";
import { readSiteNode } from "./sites/sites.js";
import type { SyntaxNode } from "./syntax/node.js";
import type { Parse } from "./syntax/parse.js";
import { syntaxProblems } from "./syntax/problems.js";

const READERS = { class: readClass, function: readFunction, object: readObject };

/** What does not parse is in `problems`, and the rest of the file is read. */
export function createExtract(parse: Parse): Pick<LoadedLanguage, "extract" | "codeOf"> {
  const readFile = (file: FilePath, text: string): PythonExtraction => {
    const context = createContext(file, parse(text), READERS);
    for (const node of context.tree.nodes) readNode(context, node);
    return context;
  };
  const extract = (file: FilePath, text: string): FileFacts => {
    const context = readFile(file, text);
    readExports(context);
    const bindings = readBindings(context);
    return {
      file,
      language: "python",
      problems: syntaxProblems(context.tree),
      imports: context.imports,
      exports: context.exports,
      bindings,
      classes: context.classes.list,
      functions: context.functions.list,
      objects: context.objects.list,
      interfaces: [],
      sites: context.sites,
      augmentations: context.augmentations,
      mocks: context.mocks,
      openExports: context.openExports,
      clientBundle: false,
      databaseNames: databaseNames(text),
      environment: environmentNames(text),
      entered: context.entered,
      listens: sendsListen(text),
      setsEnvironment: setsEnvironment(text),
      startsWorkers: context.imports.find(({ specifier }) => STARTS_WORKERS.test(specifier))?.specifier,
      isScript: /^if\s+__name__\s*==/m.test(text),
      callsAtTop: context.sites.some(({ kind, enclosing, usage }) => {
        return kind === "call" && enclosing === undefined && usage.kind === "dropped";
      }),
    };
  };
  return { extract, codeOf: (file, text) => readCode(readFile(file, text)) };
}

const STARTS_WORKERS = /^(?:multiprocessing|concurrent\.futures|asyncio|billiard|celery|gevent)(?:\.|$)/;

function readNode(context: PythonExtraction, node: SyntaxNode): void {
  readModuleNode(context, node);
  readDefinition(context, node);
  readSiteNode(context, node);
  readAugmentationNode(context, node);
  readMockNode(context, node);
  readEnteredNode(context, node);
}

/** Definitions that nothing refers to are facts too: an unused class may still be a duplicate. */
function readDefinition(context: PythonExtraction, node: SyntaxNode): void {
  if (node.type === "class_definition") context.classes.indexOf(node);
  else if (node.type === "function_definition") context.functions.indexOf(node);
}
