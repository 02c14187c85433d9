/** Removes files from a discovery that a configuration below the root ignores; its globs are known only after discovery. */
import type { FilePath } from "../../base/text/span.js";
import type { Discovery } from "./discover.js";
import { configuredBy, type SkipReason } from "./scope.js";

/** @param globs of the configuration's `ignore`, as they count from the root */
export function leaveOut(discovery: Discovery, globs: readonly string[]): Discovery {
  if (globs.length === 0) return discovery;
  const configured = configuredBy(globs);
  const stays = (file: FilePath): boolean => !configured.file(file);
  const left = discovery.files.filter(configured.file).map((file): [FilePath, SkipReason] => [file, "configured"]);
  return {
    ...discovery,
    files: discovery.files.filter(stays),
    selected: discovery.selected.filter(stays),
    documents: discovery.documents.filter(stays),
    selectedDocuments: discovery.selectedDocuments.filter(stays),
    manifests: discovery.manifests.filter(stays),
    skipped: new Map([...discovery.skipped, ...left]),
  };
}
