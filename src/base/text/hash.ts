/** Texts as short names that are the same on every machine. The only thing of Node that rooms besides `world` use: it touches nothing. */
import { createHash } from "node:crypto";

/** The SHA-256 of a text's UTF-8, in 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
