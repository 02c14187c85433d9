/**
 * Analyses a project: configuration, discovery, gathering, sources, accesses. `check`, `fix`, `init` and `inventory` all
 * start here.
 */

import { linesByFile } from "../../base/text/lines.js";
import { contains, type FilePath } from "../../base/text/span.js";
import { unmeasured } from "../../base/world/timing.js";
import type { World } from "../../base/world/world.js";
import type { Config, SourceConfig } from "../../read/config/config.js";
import { throwFaults } from "../../read/config/fault.js";
import type { LoadedConfig } from "../../read/config/load.js";
import { readName } from "../../read/config/name.js";
import { languageOf } from "../../read/languages/index.js";
import type { Program } from "../../read/program/program.js";
import type { Discovery } from "../../read/project/discover.js";
import {
  isArchive,
  isDeclaration,
  isExample,
  isMigration,
  isScript,
  isSeed,
  isTest,
  isTestSetup,
  isToolConfig,
} from "../../read/project/kinds.js";
import { findPackages } from "../../read/project/roots.js";
import type { ProjectWorkspaces } from "../../read/project/workspaces.js";
import { findAccesses } from "../databases/accesses.js";
import { type Detection, detectManagers, detectSources } from "../databases/detect.js";
import { linkSource, reachedFrom } from "../databases/link.js";
import type { Database, Manager } from "../databases/source.js";
import { type Gathered, type GatherInput, gather } from "../gather/gather.js";
import type { SourceTexts } from "../gather/texts.js";
import { agentBlockIn } from "../rules/agent-lines.js";
import type { FileKinds, RuleContext, WordMention } from "../rules/rule.js";
import { type LinkedProject, namesInText } from "../rules/text-names.js";
import { assumedOf } from "./assumed.js";
import { constantReader } from "./constants.js";
import { missingAccessors, unmatchedNames } from "./entries.js";
import { type OpenRequest, openProject } from "./open.js";
import { createExampleImports, createReferences, readDocuments } from "./references.js";

export interface AnalyseRequest extends OpenRequest {
  /** What the caller has to say of the project; it goes before what is assumed. */
  readonly remarks?: readonly string[];
  /** Look for sources even where some are configured. */
  readonly detect?: boolean;
  /** Parse every file: to prove that leaving files out loses nothing. */
  readonly everything?: boolean;
  /** Further files to read, found from what was read so far. */
  readonly also?: GatherInput["also"];
  /** What an earlier run read; what did not change is not read again. */
  readonly known?: Gathered;
  /** Take from the cache of the world what is there; the parsers are loaded only for what is new, or first. */
  readonly cached?: "load-when-needed" | "load-first";
  readonly progress?: (step: string, done: number, total: number) => void;
}

export interface Analysis {
  readonly config: Config;
  /** The same with where it was written, for another analysis by the same configuration. */
  readonly loaded: LoadedConfig;
  readonly discovery: Discovery;
  readonly workspaces: ProjectWorkspaces;
  readonly gathered: Gathered;
  /** The texts of the documents that were read. */
  readonly documents: ReadonlyMap<FilePath, string>;
  readonly subject: RuleContext;
  /** What was assumed where the configuration is silent, and what of it comes to nothing; one sentence each. */
  readonly assumptions: readonly string[];
  /** What detection found; absent where the sources are configured. */
  readonly detection?: Detection;
}

/** @throws {Fault} where the configuration or a path is wrong */
export async function analyse(world: World, request: AnalyseRequest): Promise<Analysis> {
  const { measure = unmeasured } = request;
  const { loaded, discovery, workspaces } = await openProject(world, request);
  const sources = request.detect ? [] : loaded.config.sources;
  const gathered = await gather({
    files: world.files,
    paths: discovery.files,
    ignored: discovery.ignored,
    isTest,
    isTestSetup,
    names: namesOf(sources),
    modules: sources.flatMap(modulesOf),
    ...(request.everything ? { everything: true } : {}),
    ...(request.also ? { also: request.also } : {}),
    ...(request.known ? { known: request.known } : {}),
    ...(request.progress ? { progress: request.progress } : {}),
    ...(request.cached ? { cache: world.cache, loadParsers: request.cached === "load-first" } : {}),
    measure,
  });
  const packages = findPackages(world.files, discovery.manifests);
  const packageOf = (file: FilePath): FilePath => packages.packageOf(file)?.directory ?? "";
  const kinds = kindsIn(gathered.program);
  const isAside = (file: FilePath): boolean => kinds.asideKind(file) !== undefined;
  const detection =
    sources.length > 0
      ? undefined
      : measure("detect databases", () => detectSources({ ...gathered, isAside, packageOf }));
  const { dependency, loading } = packages;
  throwFaults(missingAccessors(gathered.program, loaded, sources));
  // In another state of the project, some of what the lists of its configuration name may not be there.
  if (request.loaded === undefined && request.removed === undefined)
    throwFaults(unmatchedNames(gathered.program, loaded, sources));
  const linked = measure("find accesses", () =>
    linkSubject(gathered, sources, detection, { packageOf, dependency, loading, kinds }),
  );
  const documents = await measure("read documents", () =>
    readDocuments(world.files, discovery.documents, [...namesInText(linked).keys()]),
  );
  const subject: RuleContext = {
    ...linked,
    references: createReferences(gathered, documents),
    exampleImports: createExampleImports(documents),
    agentBlocks: agentBlocksIn(documents.texts),
  };
  const assumptions = [
    ...(request.remarks ?? []),
    ...(detection?.assumptions ?? []),
    ...assumedOf({ loaded, configured: sources }),
  ];
  return {
    config: loaded.config,
    loaded,
    discovery,
    workspaces,
    gathered,
    documents: documents.texts,
    subject,
    assumptions,
    ...(detection && { detection }),
  };
}

function modulesOf({ accessor, alsoAllowed, managers = [], legacy }: SourceConfig): readonly FilePath[] {
  const homes = [...managers, ...legacy].map((text) => readName(text).home);
  return [
    accessor.module,
    ...alsoAllowed.flatMap((allowed) => (allowed.package ? [] : allowed.module)),
    ...homes.flatMap((home) => (home.kind === "file" ? home.file : [])),
  ];
}

/** Words by which a file is read. An export `default` goes by other names where it is imported, and those lead to its module. */
function namesOf(sources: readonly SourceConfig[]): readonly string[] {
  const paths = sources.flatMap(({ alsoAllowed, managers = [], legacy }) => [
    ...[...managers, ...legacy].map((text) => readName(text).path),
    ...alsoAllowed.flatMap((allowed) => (allowed.package ? [allowed.path] : [])),
  ]);
  return [...new Set(paths.flatMap(([first = "default"]) => (first === "default" ? [] : first)))];
}

function agentBlocksIn(texts: ReadonlyMap<FilePath, string>): RuleContext["agentBlocks"] {
  return [...texts].flatMap(([file, text]) => {
    const block = agentBlockIn(text);
    return block === undefined ? [] : [{ file, ...block }];
  });
}

function linkSubject(
  gathered: Gathered,
  configured: readonly SourceConfig[],
  detection: Detection | undefined,
  packages: Pick<RuleContext, "packageOf" | "dependency" | "loading" | "kinds">,
): LinkedProject {
  const { program, handles, databaseModules, allTexts } = gathered;
  const assumed = detection !== undefined;
  const configs = detection ? [...detection.sources, ...detection.unclear] : configured;
  const sources = linkSources(gathered, configs, assumed, packages.kinds);
  const linesOf = linesByFile((file: FilePath) => allTexts.get(file) ?? "");
  return {
    program,
    handles,
    databaseModules,
    sources,
    accesses: findAccesses(program, sources, databaseModules),
    ...packages,
    databaseNames(span) {
      const names = program.facts(span.file)?.databaseNames ?? [];
      return names.filter(({ range }) => contains(span, range)).map(({ name }) => name);
    },
    codeAt({ file, start, end }) {
      const code = (allTexts.get(file) ?? "").slice(start, end);
      return code
        .replace(/\s+/g, "")
        .replaceAll("'", '"')
        .replace(/,(?=[)}\]])/g, "");
    },
    constantOf: constantReader(allTexts),
    mentions: (word) => mentionsOf(allTexts, word),
    mentioning: (word) => {
      const isMentioned = allTexts.ask("isMentioned", word);
      return [...allTexts.keys()].filter((file) => isMentioned(file));
    },
    declares: (file, word) => allTexts.ask("declares", word)(file) === true,
    lineOf: ({ file, start }) => linesOf(file).positionOf(start).line,
  };
}

/** A manager belongs to the first source that covers it; where none does, it is still known what it has. */
function linkSources(
  { program, handles, databaseModules }: Gathered,
  configs: readonly SourceConfig[],
  assumed: boolean,
  kinds: FileKinds,
): readonly Database[] {
  const isAside = (file: FilePath): boolean => kinds.asideKind(file) !== undefined;
  let left = detectManagers({ program, handles, databaseModules, isAside });
  const sources = configs.map((config) => {
    const source = linkSource({ program, handles, config, detected: assumed ? [] : left, assumed });
    left = left.filter(({ file }) => !source.covers(file));
    return source;
  });
  return left.length === 0 ? sources : [...sources, withoutAccessor(left, sources)];
}

function withoutAccessor(managers: readonly Manager[], sources: readonly Database[]): Database {
  return {
    name: "database",
    assumed: true,
    alsoAllowed: [],
    allowedOfPackages: [],
    managers,
    legacy: [],
    raw: [],
    defaultNames: [],
    engines: [],
    drivers: [],
    covers: (file) => !sources.some((source) => source.covers(file)),
    isInternal: () => false,
  };
}

function mentionsOf(texts: SourceTexts, word: string): readonly WordMention[] {
  const isMentioned = texts.ask("isMentioned", word);
  return [...texts.keys()].flatMap((file) => {
    if (!isMentioned(file)) return [];
    const text = texts.get(file) ?? "";
    const offsets = languageOf(file)?.mentions(text, word) ?? [];
    return offsets.map((offset) => ({ file, offset, called: /^\s*\(/.test(text.slice(offset + word.length)) }));
  });
}

/**
 * What the program imports belongs to it, though it is called like a script or a tool's configuration. Where only scripts reach
 * the database, they are the program.
 */
function kindsIn(program: Program): FileKinds {
  let reached: ReadonlySet<FilePath> | undefined;
  const ofKind = (kind: ReturnType<typeof kindByPath>): readonly FilePath[] =>
    program.files.map(({ file }) => file).filter((file) => kindByPath(file) === kind);
  const ofProgram = (): ReadonlySet<FilePath> => {
    const files = ofKind(undefined);
    reached ??= files.length > 0 ? reachedFrom(program, files) : new Set(ofKind("scripts"));
    return reached;
  };
  return {
    isTest,
    asideKind(file) {
      const kind = kindByPath(file);
      const mayBeProgram = kind === "scripts" || kind === "archives" || kind === "tool-configs";
      return mayBeProgram && ofProgram().has(file) ? undefined : kind;
    },
  };
}

function kindByPath(file: FilePath): ReturnType<FileKinds["asideKind"]> {
  if (isTest(file)) return "tests";
  if (isArchive(file)) return "archives";
  if (isMigration(file)) return "migrations";
  if (isSeed(file)) return "seeds";
  if (isScript(file)) return "scripts";
  if (isExample(file)) return "examples";
  if (isDeclaration(file)) return "declarations";
  return isToolConfig(file) ? "tool-configs" : undefined;
}
