/** The configuration of an accessor that somebody names, checked as one that is written down. */
import { overlay } from "../../base/world/overlay.js";
import type { World } from "../../base/world/world.js";
import type { AccessorConfig, SourceConfig } from "../../read/config/config.js";
import { CONFIG_FILE } from "../../read/config/read.js";
import { writeConfig } from "../../read/config/write.js";
import { internalsAround } from "../sources/detect.js";
import { analyse } from "./analyse.js";

/**
 * @returns the source with the form that the accessor's definition shows
 * @throws {Fault} where its module is not there, or exports no such name
 */
export async function nameAccessor(
  world: World,
  { module, path }: Pick<AccessorConfig, "module" | "path">,
): Promise<SourceConfig> {
  const source: SourceConfig = {
    name: "primary",
    files: ["**"],
    accessor: { module, path, form: "auto" },
    alsoAllowed: [],
    legacy: [],
    defaultNames: ["default", "primary"],
    internals: internalsAround(module),
  };
  const files = overlay(world.files, new Map([[CONFIG_FILE, writeConfig([source])]]));
  const { subject } = await analyse({ ...world, files }, {});
  const form = subject.sources[0]?.accessor?.form ?? "auto";
  return { ...source, accessor: { ...source.accessor, form } };
}
