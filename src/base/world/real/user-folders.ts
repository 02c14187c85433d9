/** Folders of this user outside of all repositories, as the XDG Base Directory Specification says. */
import fs from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import process from "node:process";
import { UnwritableError } from "../world.js";
import { reasonOf } from "./errors.js";

/**
 * @param variable  names the parent folder: `XDG_STATE_HOME`; the specification says to ignore a relative path
 * @param parent    below the home of the user, where the variable says nothing
 * @param windows   below `%LOCALAPPDATA%`
 */
export function userFolder(variable: string, parent: readonly string[], windows: readonly string[]): string {
  const { [variable]: given, LOCALAPPDATA } = process.env;
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, ...windows);
  return join(given && isAbsolute(given) ? given : join(homedir(), ...parent), "db-ssot");
}

/** Nobody else may look into it. @throws {UnwritableError} when the system refuses */
export function makeUserFolder(directory: string): void {
  try {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UnwritableError(directory, reasonOf(error));
  }
}
