/** Prints the result of the `hook` commands: what was changed, what is left to do, and where the command is installed. */

import { visible } from "../../base/text/width.js";
import type { HookChange, Installation, Standing } from "../hook/hook.js";
import { type Palette, paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";

type Context = Pick<ReportContext, "colour">;

export function installedForPeople({ change, lines, others, isMissing }: Installation, { colour }: Context): string {
  const palette = paletteFor(colour);
  const { place, before, after } = change;
  const title = before === after ? "already in" : before === undefined ? "created" : "added to";
  const shown = lines.map((line) => `  ${visible(line)}`);
  return blocks([
    [`${title} ${named(change, palette)}`],
    shown,
    [
      ...(place.isActive || place.activation === undefined
        ? []
        : [`next: ${place.activation}: until then, git does not run it`]),
      ...(isMissing ? ["next: npm install --save-dev db-ssot: it is not in package.json"] : []),
      ...others.map(
        (other) =>
          `note: ${visible(other.file)} (${other.manager}) is also in use; choose it with \`--manager ${other.manager}\``,
      ),
      "to undo: db-ssot hook uninstall",
    ],
  ]);
}

export function uninstalledForPeople(changes: readonly HookChange[], { colour }: Context): string {
  if (changes.length === 0) return "nothing to remove: `hook install` has added nothing here\n";
  const palette = paletteFor(colour);
  return blocks([
    changes.map((change) => `${change.after === undefined ? "removed" : "removed from"} ${named(change, palette)}`),
    changes.flatMap(({ place }) =>
      place.manager === "simple-git-hooks"
        ? [`next: ${place.activation}: until then, git's own hook still runs it`]
        : [],
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
        : `; git does not run it before ${place.activation === undefined ? "you set it up" : `\`${place.activation}\``}`;
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
