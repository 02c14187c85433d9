/** What a command is given: the world, and facts about this program. */

import type { FilePath } from "../base/text/span.js";
import type { FileSystem, World } from "../base/world/world.js";
import type { FaultCircumstances } from "../read/config/faults.js";

export interface CommandInvocation {
  /** What was typed after the program's name. */
  readonly words: readonly string[];
  readonly world: World;
  /** The world as it is seen from another root, which is named from the present one: `../..`. The root stays where absent. */
  readonly worldAt?: (root: FilePath) => World;
  /** The working directory, from the root: paths are typed and printed from there. The root itself where absent. */
  readonly directory?: FilePath;
  /** What the report has to say of the root. */
  readonly remarks?: readonly string[];
  /** The pages of rules and topics, `missing-member.md` and its like. */
  readonly pages: Pick<FileSystem, "read">;
  readonly circumstances: FaultCircumstances;
  /** Names sources instead of the bundle in the stack of an error of this program. The stack stays where absent. */
  readonly inSources?: (stack: string) => string;
}

/** 0: clean; 1: findings; 2: usage or configuration; 3: it could not do its work; 4: verification let nothing stand. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;
