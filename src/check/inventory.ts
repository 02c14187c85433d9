/** The inventory: the ways in which a project reaches its databases, counted. Plain data; src/report draws it. */
import type { FilePath } from "../text/span.js";

/** In the order in which they are to be shown. */
export type Inventory = readonly InventoryRow[];

/** One access pattern: all places that reach a database in the same way. */
export interface InventoryRow {
  /** As one writes it: `getDb()`, `DatabaseManager.getSession()`, `new Pool()`. */
  readonly pattern: string;
  readonly kind: "accessor" | "manager" | "legacy" | "client";
  /** Name of the source that it leads to; absent where that is not known. */
  readonly source?: string;
  /** Places. */
  readonly count: number;
  /** Files with such a place, each once, in the order of `compareText`. */
  readonly files: readonly FilePath[];
  /** The accessor, or one that is allowed beside it. */
  readonly canonical: boolean;
}
