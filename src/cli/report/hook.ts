/** What a command before commits came to, for people: where it stands now, what is left to do, and what stands where. */

import { visible } from "../../base/text/width.js";
import type { HookChange, Installation, Standing } from "../hook/hook.js";
import { type Palette, paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";

type Context = Pick<ReportContext, "colour">;

export function installedForPeople({ change, lines, others, isMissing }: Installation, { colour }: Context): string {
  const palette = paletteFor(colour);
  const { place, before, after } = change;
  const title = before === after ? "stands already in" : before === undefined ? "made" : "added to";
  const shown = lines.map((line) => `  ${visible(line)}`);
  return blocks([
    [`${title} ${named(change, palette)}`],
    shown,
    [
      ...(place.isActive || place.activation === undefined
        ? []
        : [`next: ${place.activation}: until then git does not come to it`]),
      ...(isMissing ? ["next: npm install --save-dev db-ssot: package.json does not ask for it"] : []),
      ...others.map(
        (other) =>
          `note: ${visible(other.file)} (${other.manager}) is there, too; \`--manager ${other.manager}\` chooses it`,
      ),
      "taken back by: db-ssot hook uninstall",
    ],
  ]);
}

export function uninstalledForPeople(changes: readonly HookChange[], { colour }: Context): string {
  if (changes.length === 0) return "nothing to take back: db-ssot stands in no hook that `hook install` writes\n";
  const palette = paletteFor(colour);
  return blocks([
    changes.map((change) => `${change.after === undefined ? "removed" : "taken out of"} ${named(change, palette)}`),
    changes.flatMap(({ place }) =>
      place.manager === "simple-git-hooks" ? [`next: ${place.activation}: until then git's own hook has it still`] : [],
    ),
  ]);
}

export function standingForPeople(standings: readonly Standing[], { colour }: Context): string {
  const palette = paletteFor(colour);
  return standings
    .map(({ place, isInstalled }) => {
      const said = isInstalled ? palette.good("installed") : "not installed";
      const reached = place.isActive
        ? ""
        : `; git does not come to it before \`${place.activation ?? "a person sets it up"}\``;
      return `${palette.place(visible(place.file))} (${place.manager}): ${said}${reached}\n`;
    })
    .join("");
}

function named({ place }: HookChange, palette: Palette): string {
  return `${palette.place(visible(place.file))} (${place.manager})`;
}

function blocks(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.map((line) => `${line}\n`).join(""))
    .join("\n");
}
