/** The hooks of a repository in memory: its top is the root, and its hook lies among the files. */
import { decode, encode } from "../text/encoding.js";
import type { HookFile, Hooks } from "./hooks.js";
import type { FileSystem, World } from "./world.js";

const HOOK = ".git/hooks/pre-commit";

export function memoryHooks(top: Pick<World, "files" | "git" | "staging">, isRepository: boolean): Hooks {
  const { files } = top;
  const find = async () => ({
    top,
    prefix: "",
    directory: ".git/hooks",
    chosenBy: "git" as const,
    hook: readHook(files),
    write: (text: string) => files.write(HOOK, encode(text)),
    remove: () => files.remove(HOOK),
  });
  return { find: async () => (isRepository ? await find() : undefined) };
}

function readHook(files: FileSystem): HookFile {
  const bytes = files.read(HOOK);
  if (bytes === undefined) return { kind: "absent" };
  const decoded = decode(bytes);
  if (decoded.kind !== "text") return { kind: "other", what: "a program that is no script" };
  return { kind: "script", text: decoded.text, executable: true };
}
