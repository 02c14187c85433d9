/**
 * The one table of errors for the user: what is wrong, why, how to fix it, and the exit status. The rows are in `faults`, by
 * subject. It is not part of the command line because the configuration and the project raise these errors too.
 */
import { Fault, type FaultPlace, type FaultRow } from "./fault.js";
import { BASELINE_FAULTS } from "./faults/baseline.js";
import { CI_FAULTS } from "./faults/ci.js";
import { COMMAND_FAULTS } from "./faults/commands.js";
import { CONFIGURATION_FAULTS } from "./faults/configuration.js";
import { type FaultEntry, unable } from "./faults/entry.js";
import { GIT_FAULTS } from "./faults/git.js";
import { HOOK_FAULTS } from "./faults/hooks.js";
import { LAYER_FAULTS } from "./faults/layers.js";
import { PROJECT_FAULTS } from "./faults/project.js";
import { WRITING_FAULTS } from "./faults/writing.js";

export const FAULTS = {
  ...PROJECT_FAULTS,
  ...GIT_FAULTS,
  ...WRITING_FAULTS,
  ...CONFIGURATION_FAULTS,
  ...LAYER_FAULTS,
  ...BASELINE_FAULTS,
  ...COMMAND_FAULTS,
  ...CI_FAULTS,
  ...HOOK_FAULTS,
  "internal-error": unable((d: { message: string; stack: string; circumstances: FaultCircumstances }) => ({
    what: `this is a fault of db-ssot itself: ${d.message}`,
    why: d.stack,
    fix: `please report it together with these lines: ${writeCircumstances(d.circumstances)}`,
  })),
};

export type FaultCode = keyof typeof FAULTS;
type DetailsOf = { [Code in FaultCode]: Parameters<(typeof FAULTS)[Code]["say"]>[0] };

/** The fault `code` as it shows in one case. */
export function faultRow<Code extends FaultCode>(code: Code, details: DetailsOf[Code], place?: FaultPlace): FaultRow {
  const table: { [Each in FaultCode]: FaultEntry<DetailsOf[Each]> } = FAULTS;
  const { exitStatus, say } = table[code];
  return { code, exitStatus, ...say(details), ...(place && { place }) };
}

/** The fault `code` alone, to be thrown. */
export function fault<Code extends FaultCode>(code: Code, details: DetailsOf[Code], place?: FaultPlace): Fault {
  return new Fault([faultRow(code, details, place)]);
}

/** What one must know to repeat a fault of ours. */
export interface FaultCircumstances {
  /** Of this program. */
  readonly version: string;
  /** Of Node. */
  readonly node: string;
  /** `linux x64`. */
  readonly platform: string;
  /** As it was typed. */
  readonly command: string;
}

function writeCircumstances({ version, node, platform, command }: FaultCircumstances): string {
  return `db-ssot ${version}, node ${node}, ${platform}, \`${command}\``;
}
