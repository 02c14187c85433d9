/** The parts of a row in the tables of errors, and phrases that several rows share. */
import type { FaultStatus } from "../fault.js";

export interface FaultEntry<Details> {
  readonly exitStatus: FaultStatus;
  readonly say: (details: Details) => { readonly what: string; readonly why?: string; readonly fix: string };
}

export function usage<Details>(say: FaultEntry<Details>["say"]): FaultEntry<Details> {
  return { exitStatus: 2, say };
}

export function unable<Details>(say: FaultEntry<Details>["say"]): FaultEntry<Details> {
  return { exitStatus: 3, say };
}

export interface NamedChoice {
  readonly value: string;
  readonly known: readonly string[];
  readonly nearest?: string | undefined;
}

export function suggest(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}

export function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** The first of many. */
export function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${list(names.slice(0, MOST_NAMED))} and ${more} more` : list(names);
}

const MOST_NAMED = 6;
