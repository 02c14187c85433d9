/** What one run knows, and what it did: all that a summary is written from. */
import type { Report } from "../../../base/diagnostics/diagnostic.js";
import type { AccessorUse } from "../../../judge/inventory/accessors.js";
import type { Inventory } from "../../../judge/inventory/inventory.js";
import type { ChangesResult } from "../changes.js";

export interface Account {
  /** What is there now; for a fix, with its changes. */
  readonly report: Report;
  readonly done?: Done;
  readonly counts: {
    readonly now: Inventory;
    /** Before a fix. */
    readonly before?: Inventory;
  };
  readonly accessors: readonly AccessorUse[];
}

/** What a fix did. */
export interface Done {
  readonly result: ChangesResult;
  /** False where the changes were only to be seen. */
  readonly written: boolean;
}
