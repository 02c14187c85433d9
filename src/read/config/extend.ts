/**
 * Merges a configuration with all that it extends. Each text is validated on its own, so that an error is reported where it
 * was made.
 */
import { resolvePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { type KeyPath, placeOf } from "./document.js";
import { Fault, type FaultPlace, type FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import { mergeConfigs } from "./merge.js";
import { readNamed } from "./read.js";
import type { RuleSummary } from "./schema.js";
import { type Extended, findExtended } from "./shared.js";
import { type ConfigLayer, EMPTY_TABLE, type TracedTable, traceLayer } from "./traced.js";
import { validateDocument } from "./validate.js";

/** What reading a configuration wants: where files are, and which rules there are. */
export interface ConfigReading {
  readonly files: FileSystem;
  readonly rules: readonly RuleSummary[];
}

/**
 * What is extended counts as if it stood in the file that extends it: first in the order given, each over the ones before.
 *
 * @param chain the files whose `extends` led here
 * @throws {Fault} with everything that is wrong in this text, or else in those that it extends
 */
export async function extendLayer(
  reading: ConfigReading,
  layer: ConfigLayer,
  chain: readonly FilePath[] = [],
): Promise<TracedTable> {
  const { document } = layer;
  const validated = await validateDocument(document, reading.rules);
  if (validated.kind === "faults") throw new Fault(validated.faults);
  const faults: FaultRow[] = [];
  let base = EMPTY_TABLE;
  for (const { text, path } of extendsIn(validated.raw.extends)) {
    const place = placeOf(document, path, "value");
    const found = findExtended(reading.files, document.file, text);
    const extended = await catchFaults(faults, () => follow(reading, layer, found, { text, place, chain }));
    if (extended !== undefined) base = mergeConfigs(base, extended);
  }
  if (faults.length > 0) throw new Fault(faults);
  return mergeConfigs(base, traceLayer(layer));
}

interface Said {
  readonly text: string;
  readonly place: FaultPlace | undefined;
  readonly chain: readonly FilePath[];
}

function extendsIn(raw: string | readonly string[] | undefined): readonly { text: string; path: KeyPath }[] {
  if (raw === undefined) return [];
  if (typeof raw === "string") return [{ text: raw, path: ["extends"] }];
  return raw.map((text, index) => ({ text, path: ["extends", index] }));
}

async function follow(reading: ConfigReading, layer: ConfigLayer, found: Extended, said: Said): Promise<TracedTable> {
  if (found.kind !== "found") throw new Fault([missing(found, said)]);
  const way = [...said.chain, layer.document.file];
  // A package may be reached by its link and by its own place.
  const isSame = (file: FilePath): boolean => reading.files.realPath(file) === reading.files.realPath(found.path);
  if (way.some(isSame)) {
    throw new Fault([faultRow("circular-extends", { files: [...way, found.path] }, said.place)]);
  }
  const document = await readNamed(reading.files, found.path);
  const kind = found.shared || layer.kind === "shared" ? "shared" : "extended";
  const next: ConfigLayer = { document, kind, directory: layer.directory };
  refuseCommand(next);
  return extendLayer(reading, next, way);
}

/** A package that is updated must not bring a command of its own with it. */
function refuseCommand({ document, kind }: ConfigLayer): void {
  const place = placeOf(document, ["verify"], "key");
  if (kind === "shared" && place !== undefined) throw new Fault([faultRow("shared-command", {}, place)]);
}

function missing(found: Exclude<Extended, { kind: "found" }>, { text, place }: Said): FaultRow {
  switch (found.kind) {
    case "missing-file":
      return faultRow(
        "missing-extended-file",
        { text, path: resolvePath("", found.path), nearest: found.nearest },
        place,
      );
    case "missing-package":
      return faultRow("missing-extended-package", { name: found.name, nearest: found.nearest }, place);
    case "unshared":
      return faultRow("nothing-shared", { text, directory: found.directory, subpath: found.subpath }, place);
  }
}

async function catchFaults<Result>(faults: FaultRow[], work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    faults.push(...error.rows);
    return undefined;
  }
}
