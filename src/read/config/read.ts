/**
 * Finds and parses the configuration of a directory: `db-ssot.json`, the key `db-ssot` of package.json, or the file that the
 * user names. validate.ts checks the values.
 */
import { decode } from "../../base/text/encoding.js";
import { baseName, childPath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { type ConfigDocument, type ParsedDocument, parseDocument } from "./document.js";
import { throwFaults } from "./fault.js";
import { fault } from "./faults.js";

export const CONFIG_FILE = "db-ssot.json";
export const PACKAGE_FILE = "package.json";
export const PACKAGE_KEY = "db-ssot";

/**
 * @param path what the user gave to `--config`, relative to the root of `files`
 * @returns nothing where the project has no configuration
 * @throws {Fault} when it cannot be read, is not JSON, or stands in two places
 */
export async function readConfig(files: FileSystem, path?: FilePath): Promise<ConfigDocument | undefined> {
  return path === undefined ? readDirectory(files, "") : readNamed(files, path);
}

/**
 * @returns nothing where the directory has no configuration of its own
 * @throws {Fault} when it cannot be read, is not JSON, or stands in two places
 */
export async function readDirectory(files: FileSystem, directory: FilePath): Promise<ConfigDocument | undefined> {
  const own = childPath(directory, CONFIG_FILE);
  const manifest = childPath(directory, PACKAGE_FILE);
  const text = readText(files, own);
  const shared = await readPackageKey(files, manifest);
  if (text === undefined) return shared;
  if (shared !== undefined) throw fault("two-configs", { own, shared: manifest, key: PACKAGE_KEY });
  return take(await parseDocument(own, text));
}

/** @throws {Fault} when it is not there, cannot be read or is not JSON */
export async function readNamed(files: FileSystem, path: FilePath): Promise<ConfigDocument> {
  const text = readText(files, path);
  if (text === undefined) throw fault("no-such-path", { path });
  const document = take(await parse(path, text));
  if (document === undefined) throw fault("no-config", { path });
  return document;
}

/** A package.json that is broken or in another encoding is not ours to report, unless the configuration may be in it. */
async function readPackageKey(files: FileSystem, manifest: FilePath): Promise<ConfigDocument | undefined> {
  const bytes = readBytes(files, manifest);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  return text.includes(`"${PACKAGE_KEY}"`) ? take(await parse(manifest, text)) : undefined;
}

function parse(path: FilePath, text: string): Promise<ParsedDocument> {
  return parseDocument(path, text, baseName(path) === PACKAGE_FILE ? PACKAGE_KEY : undefined);
}

function take(parsed: ParsedDocument): ConfigDocument | undefined {
  if (parsed.kind === "faults") throwFaults(parsed.faults);
  return parsed.kind === "document" ? parsed.document : undefined;
}

function readText(files: FileSystem, path: FilePath): string | undefined {
  const bytes = readBytes(files, path);
  if (bytes === undefined) return undefined;
  const decoded = decode(bytes);
  if (decoded.kind === "text") return decoded.text;
  throw fault("unreadable-config", { path, reason: `it is ${ENCODINGS[decoded.reason]}` });
}

const ENCODINGS = { "utf-16": "UTF-16", "utf-32": "UTF-32", binary: "a binary file", "not-utf-8": "not UTF-8" };

function readBytes(files: FileSystem, path: FilePath): Uint8Array | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw fault("unreadable-config", { path, reason: error.reason });
  }
}
