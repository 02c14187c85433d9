/**
 * Writes the shared module of a project that has none, out of the clients that its files build for themselves. Gives the text of
 * the new file and the configuration of its accessor, or says what stands in the way. Writes nothing.
 */
import { groupBy } from "../../base/text/group.js";
import { indentAt } from "../../base/text/offsets.js";
import { ancestorsOf, childPath, directoryOf } from "../../base/text/paths.js";
import { compareText, type FilePath, spanOf } from "../../base/text/span.js";
import { overlay } from "../../base/world/overlay.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { type AnalyseRequest, type Analysis, analyse } from "../../judge/analysis/analyse.js";
import { nameAccessor } from "../../judge/analysis/named.js";
import { unservedClients } from "../../judge/rules/direct-client.js";
import { sameArguments } from "../../judge/rules/given-same.js";
import { type PrivateClients, privateClients } from "../../judge/rules/private-clients.js";
import type { ClientAccess } from "../../judge/rules/same-client.js";
import type { SourceConfig } from "../../read/config/config.js";
import { fault } from "../../read/config/faults.js";
import type { ShareShape } from "../../read/languages/share.js";
import { normalized } from "../../read/project/discover.js";
import { type ClientNeeds, needsOf } from "./needs.js";
import { writeModule } from "./write.js";

export interface Created {
  readonly file: FilePath;
  readonly text: string;
  readonly source: SourceConfig;
  /** Where the client comes from: `src/orders.ts:4`. */
  readonly from: string;
  /** Clients for the same database that are given other arguments. */
  readonly different: readonly { readonly place: string; readonly written: string }[];
}

export interface CreateRequest extends Pick<AnalyseRequest, "progress"> {
  /** The new file; beside the clients if absent. */
  readonly file?: FilePath;
}

/** @throws {Fault} where there is an accessor or a candidate, nothing to make one of, or a file in its place */
export async function create(world: World, { file: wanted, progress }: CreateRequest): Promise<Created> {
  const analysis = await analyse(world, { detect: true, ...(progress && { progress }) });
  const group = chooseGroup(analysis);
  const { client, needs } = chooseClient(analysis, group);
  const file = wanted === undefined ? defaultFile(analysis, group) : normalized(wanted);
  if (file === undefined) throw fault("outside-root", { path: wanted ?? "", root: world.files.root });
  if (world.files.stat(file) !== undefined) throw fault("create-exists", { file: file || "." });
  if (!mayHold(analysis, file)) throw fault("create-place", { file });
  const { gathered, subject } = analysis;
  const language = gathered.language(client.file);
  if (language === undefined || gathered.language(file) !== language)
    throw fault("create-language", { file, like: client.file });
  const taken = new Set(needs.names);
  const name = [nameFor(group, client), "sharedClient", "shared_client"].find((each) => !taken.has(each)) ?? "shared";
  const module = {
    file,
    statements: needs.statements,
    expression: withoutIndent(
      needs.expression,
      indentAt(gathered.texts.get(client.file) ?? "", client.site.range.start),
    ),
    name,
    shape: shapeOf(group.clients, client.client),
    reloaded: analysis.discovery.files.some((each) => /(?:^|\/)next\.config\.[cm]?[jt]s$/.test(each)),
    like: gathered.texts.get(client.file) ?? "",
  };
  const { esModule, bundled } = subject.loading(client.file);
  const text = writeModule(language, module, needs.imports, esModule && !bundled);
  const source = await nameAccessor(
    { ...world, files: withFile(world.files, file, text) },
    { module: file, path: [name] },
  );
  const place = ({ file: at, site }: ClientAccess) => `${at}:${subject.lineOf(spanOf(at, site.range))}`;
  const different = group.clients
    .filter((each) => !isAlike(analysis, client, each))
    .map((each) => ({ place: place(each), written: writtenBy(analysis, each).replace(/\s+/g, " ") }));
  return { file, text, source, from: place(client), different };
}

/** What it holds would be read as the program's own code. */
function mayHold({ discovery, subject }: Analysis, file: FilePath): boolean {
  return !discovery.ignored(file) && subject.kinds.asideKind(file) === undefined;
}

function withFile(files: FileSystem, file: FilePath, text: string): FileSystem {
  const below = overlay(files, new Map([[file, text]]));
  const list: FileSystem["list"] = async (query) => {
    const listing = await below.list(query);
    return { ...listing, files: [...listing.files, file].sort(compareText) };
  };
  return { ...below, list };
}

/** The database that most places connect to on their own. */
function chooseGroup({ subject }: Analysis): PrivateClients {
  const accessor = subject.sources.find((source) => source.accessor !== undefined)?.accessor;
  if (accessor !== undefined)
    throw fault("create-unneeded", { module: accessor.module, name: accessor.path.join(".") });
  const groups = privateClients(subject, unservedClients(subject));
  const [most] = [...groups].sort((a, b) => b.clients.length - a.clients.length);
  if (most === undefined) throw fault("create-nothing", {});
  const [module] = most.shared;
  if (module !== undefined) throw fault("create-shared", { module });
  return most;
}

/** The client that is written most often, of those that can stand in another file. */
function chooseClient(
  analysis: Analysis,
  { clients }: PrivateClients,
): { readonly client: ClientAccess; readonly needs: Extract<ClientNeeds, { kind: "portable" }> } {
  const alike = clients.map((client) => ({
    client,
    count: clients.filter((each) => isAlike(analysis, client, each)).length,
  }));
  const inOrder = alike.sort((a, b) => b.count - a.count).map(({ client }) => client);
  const reasons: string[] = [];
  for (const client of inOrder) {
    const needs: ClientNeeds = isAwaitedObject(clients, client)
      ? { kind: "bound", reason: "is awaited, and a module cannot always wait" }
      : needsOf(analysis, client.file, client.site.range);
    if (needs.kind === "portable") return { client, needs };
    const line = analysis.subject.lineOf(spanOf(client.file, client.site.range));
    reasons.push(`${client.file}:${line} ${needs.reason}`);
  }
  throw fault("create-bound", { reasons: reasons.slice(0, MOST_REASONS) });
}

const MOST_REASONS = 3;

function writtenBy({ gathered }: Analysis, { file, site }: ClientAccess): string {
  return (gathered.texts.get(file) ?? "").slice(site.range.start, site.range.end);
}

function isAwaitedObject(clients: PrivateClients["clients"], { client, site }: ClientAccess): boolean {
  return (
    shapeOf(clients, client) === "object" &&
    (site.usage.awaited || site.usage.kind === "dropped" || site.usage.kind === "chained")
  );
}

/** Both are given the same, or read the same. */
function isAlike({ subject }: Analysis, one: ClientAccess, other: ClientAccess): boolean {
  const codeOf = ({ file, site }: ClientAccess) => subject.codeAt(spanOf(file, site.range));
  return codeOf(one) === codeOf(other) || sameArguments(subject, one, other) !== undefined;
}

/** The code as it would stand at the beginning of a line; of strings over several lines each space counts. */
function withoutIndent(code: string, indent: string): string {
  return indent === "" || SPREADS.test(code) ? code : code.replaceAll(`\n${indent}`, "\n");
}

const SPREADS = /`|"""|'''/;

/** Many share a pool or a mapper; of what is one connection, each caller gets one. */
function shapeOf(clients: PrivateClients["clients"], client: ClientAccess["client"]): ShareShape {
  if (client.gives !== "connection" && client.gives !== "database") return "object";
  return clients.some(({ site }) => site.usage.awaited) ? "async function" : "function";
}

/** The name that the files have for it, where it is an object for all of them. */
function nameFor(group: PrivateClients, client: ClientAccess): string {
  const isPython = client.file.endsWith(".py");
  if (shapeOf(group.clients, client.client) !== "object") return isPython ? "get_connection" : "getConnection";
  const names = group.clients.flatMap(({ site }) => site.usage.declaration?.name ?? []);
  const plain = names.filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const [most] = [...groupBy(plain, (name) => name).values()].sort((a, b) => b.length - a.length);
  return most?.[0] ?? (client.client.gives === "pool" && !isPython ? "pool" : "db");
}

/** Beside the clients: in `lib` or `db` where there is such a folder, under a name that no file or folder beside it has. */
function defaultFile({ discovery }: Analysis, { clients }: PrivateClients): FilePath {
  const files = clients.map(({ file }) => file);
  const extensions = new Set(files.map(extensionOf));
  const isPython = extensions.has(".py");
  const isTyped = [...extensions].some((each) => /^\.[cm]?tsx?$/.test(each));
  const own = aboveUsers(commonDirectory(files.map(directoryOf)));
  const folders = new Set(discovery.files.flatMap((file) => ancestorsOf(directoryOf(file))));
  const inside = isPython ? [] : ["lib", "db"].map((each) => childPath(own, each));
  const folder = inside.find((each) => folders.has(each)) ?? own;
  const extension = isPython
    ? ".py"
    : isTyped
      ? ".ts"
      : extensions.has(".js") || extensions.has(".jsx")
        ? ".js"
        : ".mjs";
  const taken = new Set([...folders, ...discovery.files.map(withoutExtension)]);
  const names = isPython
    ? ["database", "db", "db_client", "shared_database"]
    : ["db", "database", "db-client", "shared-database"];
  const stems = names.map((name) => childPath(folder, name));
  return `${stems.find((stem) => !taken.has(stem)) ?? stems[0]}${extension}`;
}

function extensionOf(file: FilePath): string {
  return /\.[a-z]+$/.exec(file)?.[0] ?? "";
}

function withoutExtension(file: FilePath): FilePath {
  return file.slice(0, file.length - extensionOf(file).length);
}

/** Folders of code that uses a database; a framework may even take each of their files for a route or a command. */
function aboveUsers(directory: FilePath): FilePath {
  const steps = directory.split("/");
  const first = steps.findIndex((step) => USERS.test(step));
  return first < 0 ? directory : steps.slice(0, first).join("/");
}

const USERS =
  /^(?:api|pages|routes?|routers?|controllers?|services?|handlers?|models?|views|components|commands|cogs|events|blueprints)$/;

function commonDirectory(directories: readonly FilePath[]): FilePath {
  const [first = "", ...others] = directories;
  const steps = first.split("/");
  const shared = steps.findIndex((step, index) => others.some((each) => each.split("/")[index] !== step));
  return (shared < 0 ? steps : steps.slice(0, shared)).join("/");
}
