/** What `shim` did, or would do, for people: the member that was added, and its callers. */

import { visible } from "../../base/text/width.js";
import type { Caller } from "../../change/shim/callers.js";
import type { Shim, ShimResult } from "../../change/shim/shim.js";
import { accessorName } from "../../judge/databases/source.js";
import { paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";
import { counted } from "./summary.js";

export function shimForPeople(
  { shims }: Pick<ShimResult, "shims">,
  written: boolean,
  { colour }: Pick<ReportContext, "colour">,
): string {
  const palette = paletteFor(colour);
  return shims
    .flatMap((shim) => {
      const { manager, member, accessor, callers } = shim;
      const name = `\`${manager.name}.${member}\``;
      const added = `${written ? "added" : "would add"} ${name} to ${palette.place(visible(manager.file))}`;
      const stands = `${added}, a deprecated wrapper around \`${accessorName(accessor)}\`${sidesOf(shim)}`;
      return [stands, ...callers.flatMap((caller) => describe(caller)), summary(callers)].map((line) => `${line}\n`);
    })
    .join("");
}

/** A class of TypeScript has two sides, and a member for each. */
function sidesOf({ sides }: Shim): string {
  const on = { static: "the class", instance: "its instances" };
  return ` on ${sides.map((side) => on[side]).join(" and ")}`;
}

/** Of those that are served nothing need be said but how many they are. */
function describe({ file, line, fit, reason = "" }: Caller): readonly string[] {
  if (fit === "served") return [];
  const what = fit === "unserved" ? "still fails" : "runs, but review it";
  return [`  ${visible(file)}:${line} ${what}: ${reason}`];
}

function summary(callers: readonly Caller[]): string {
  if (callers.length === 0) return "  nothing calls it, so `db-ssot check` reports it as unused";
  const unserved = callers.filter(({ fit }) => fit === "unserved").length;
  const served = unserved === 0 ? "all served" : `${callers.length - unserved} served, ${unserved} not`;
  return `  ${counted(callers.length, "caller")}, ${served}; \`db-ssot check\` counts the remaining ones`;
}
