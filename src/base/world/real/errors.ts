/** Error codes of the operating system, in words for people. */

export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "it is larger than a file may be here",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go in a circle",
  ENOENT: "it leads to nothing",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
  ENAMETOOLONG: "its name is too long",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

export function reasonOf(error: unknown): string {
  const known = reasons[codeOf(error) ?? ""];
  return known ?? (error instanceof Error ? error.message : String(error));
}
