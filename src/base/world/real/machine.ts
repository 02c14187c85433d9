/**
 * What is remembered for this user between runs, outside all repositories: a secret key, and the commands that the user has
 * agreed to. Stored in `~/.local/state/db-ssot`, as the XDG Base Directory Specification says.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { type FileSystem, type Machine, UnreadableError, UnwritableError } from "../world.js";
import { realFiles } from "./files.js";
import { makeUserFolder, userFolder } from "./user-folders.js";

export function realMachine(): Machine {
  const files = realFiles(userFolder("XDG_STATE_HOME", [".local", "state"], ["db-ssot"]));
  return {
    seal: async (text) =>
      createHmac("sha256", await keyIn(files))
        .update(text)
        .digest("hex"),
    trusts: (text) => files.stat(trustOf(text)) !== undefined,
    trust: (text) => keep(files, trustOf(text), new Uint8Array()),
  };
}

async function keep({ root, create }: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  makeUserFolder(root);
  await create(path, bytes, 0o600);
}

const KEY = "key";
const KEY_BYTES = 32;

/** Where no key can be kept, each process has its own: nothing that another process sealed is trusted then. */
let ownKey: Uint8Array | undefined;

async function keyIn(files: FileSystem): Promise<Uint8Array> {
  try {
    await keep(files, KEY, randomBytes(KEY_BYTES));
    const key = files.read(KEY);
    if (key?.length === KEY_BYTES) return key;
  } catch (error) {
    if (!(error instanceof UnwritableError || error instanceof UnreadableError)) throw error;
  }
  ownKey ??= randomBytes(KEY_BYTES);
  return ownKey;
}

function trustOf(text: string): string {
  return `trusted/${createHash("sha256").update(text).digest("hex")}`;
}
