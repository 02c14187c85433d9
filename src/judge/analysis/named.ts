/** The configuration of an accessor that somebody names, which is checked before it is written down. */
import { nearest } from "../../base/text/nearest.js";
import type { World } from "../../base/world/world.js";
import { EMPTY_CONFIG } from "../../read/config/complete.js";
import type { AccessorConfig, SourceConfig } from "../../read/config/config.js";
import { fault } from "../../read/config/faults.js";
import { nearestModule } from "../../read/config/places.js";
import { EMPTY_TABLE } from "../../read/config/traced.js";
import { alternatives, isWrapped, type Value } from "../../read/program/values.js";
import { internalsAround } from "../databases/detect.js";
import { handleFrom } from "../databases/handle-from.js";
import { buildsClient } from "../databases/handles.js";
import { lookUpOnSides } from "../databases/named.js";
import type { Gathered } from "../gather/gather.js";
import { analyse } from "./analyse.js";

export type NamedAccessor = Pick<AccessorConfig, "module" | "path">;

/**
 * @returns the source with the form that the accessor's definition shows
 * @throws {Fault} where its module is not there, exports no such name, or exports something that certainly gives no handle
 */
export async function nameAccessor(world: World, { module, path }: NamedAccessor): Promise<SourceConfig> {
  const source: SourceConfig = {
    name: "primary",
    files: ["**"],
    accessor: { module, path, form: "auto" },
    alsoAllowed: [],
    legacy: [],
    defaultNames: ["default", "primary"],
    internals: internalsAround(module),
  };
  const loaded = { config: { ...EMPTY_CONFIG, sources: [source] }, tree: EMPTY_TABLE, nearer: [], apart: [] };
  const { subject, gathered, discovery } = await analyse(world, { loaded });
  const { files } = discovery;
  if (!files.includes(module)) throw fault("no-such-module", { module, nearest: nearestModule(module, files) });
  if (givesNothing(gathered, module, path)) {
    const others = gathered.program.modules.names(module).filter((name) => gives(gathered, module, name));
    const name = path.join(".");
    throw fault("no-handle", { name, module, others, nearest: nearest(name, others) });
  }
  const form = subject.sources[0]?.accessor?.form ?? "auto";
  return { ...source, accessor: { ...source.accessor, form } };
}

function gives({ program, handles }: Gathered, module: string, name: string): boolean {
  const found = program.modules.exported(module, name);
  return found.kind === "found" && handles.isHandle(handleFrom(program, found.value));
}

/** What cannot be followed may give one. */
function givesNothing({ program }: Gathered, module: string, [first = "", ...rest]: readonly string[]): boolean {
  const start = program.modules.exported(module, first);
  const end = rest.reduce((found, name) => {
    return found.kind === "found" ? lookUpOnSides(program, found.value, name, module) : found;
  }, start);
  if (end.kind !== "found") return false;
  // `connectDb()` may return nothing, and connects all the same.
  const connects = alternatives(end.value).some((part) => part.kind === "function" && buildsClient(program, part));
  return !connects && (declaresNothing(program, end.value) || isNothing(program, handleFrom(program, end.value)));
}

/** A function `(): string`, whatever its body does. */
function declaresNothing(program: Gathered["program"], value: Value): boolean {
  return alternatives(value).every((part) => {
    const facts = part.kind === "function" ? program.functionAt(part) : undefined;
    const declared = facts?.returnType;
    // What calls its callback may hand it one.
    return (
      facts?.invokes.length === 0 &&
      declared !== undefined &&
      "file" in part &&
      isNothing(program, program.valueOf(part.file, declared))
    );
  });
}

function isNothing(program: Gathered["program"], value: Value): boolean {
  return alternatives(value).every((part) => {
    if (isWrapped(part) || part.kind === "collection") return isNothing(program, part.of);
    if (part.kind !== "object") return part.kind === "nothing";
    return (
      program.members.openReason(part, part.file) === undefined &&
      program.members.listed(part).every((member) => {
        const found = program.members.lookUp(part, member.name, part.file);
        return found.kind === "found" && isNothing(program, found.value);
      })
    );
  });
}
