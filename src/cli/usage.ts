/** What commander has against the words that were typed, as faults like all others. */
import type { CommanderError } from "commander";
import { Fault } from "../read/config/fault.js";

/** @returns nothing where the user asked for help or for the version, and got it */
export function usageFault(error: CommanderError): Fault | undefined {
  if (error.exitCode === 0) return undefined;
  const [what = "", suggestion = ""] = error.message.replace(/^error: /, "").split("\n");
  return new Fault([
    {
      code: "wrong-usage",
      exitStatus: 2,
      what: inBackticks(what.replace(/\.$/, "")),
      fix: fixOf(suggestion),
    },
  ]);
}

/** `(Did you mean one of fix, init?)` → ``did you mean `fix` or `init`?`` */
function fixOf(suggestion: string): string {
  const names = /Did you mean (?:one of )?(.+)\?\)/.exec(suggestion)?.[1]?.split(", ");
  if (names !== undefined) return `did you mean ${names.map((name) => `\`${name}\``).join(" or ")}?`;
  return "`db-ssot --help` lists the commands, `db-ssot COMMAND --help` what each of them takes";
}

function inBackticks(message: string): string {
  return message.replace(/'([^']*)'/g, "`$1`");
}
