/** Collects the blocks and steps of a file while a front end walks its tree. */
import type { BlockId, Code, CodeBlock, CodeStep, StepId } from "../facts/body.js";

export interface CodeBuilder {
  /** Outside of functions nothing is kept. */
  readonly isInFunction: () => boolean;
  /** `-1` outside of functions. */
  readonly step: (step: StepOf<CodeStep>) => StepId;
  /** A block around all that `read` adds. */
  readonly block: (block: BlockOf<CodeBlock>, read: () => void) => BlockId;
  readonly code: Code;
}

/** Without what the builder knows. */
type StepOf<Kind> = Kind extends CodeStep ? Omit<Kind, "block"> : never;
type BlockOf<Kind> = Kind extends CodeBlock ? Omit<Kind, "steps" | "within"> : never;

export function createCodeBuilder(): CodeBuilder {
  const blocks: CodeBlock[] = [];
  const steps: CodeStep[] = [];
  let current: BlockId | undefined;
  let functions = 0;
  return {
    code: { blocks, steps },
    isInFunction: () => functions > 0,
    step(step) {
      if (functions === 0) return -1;
      return steps.push({ ...step, block: current } as CodeStep) - 1;
    },
    block(block, read) {
      const isFunction = block.kind === "function";
      if (functions === 0 && !isFunction) {
        read();
        return -1;
      }
      const id = blocks.length;
      const [outer, first] = [current, steps.length];
      blocks.push({ ...block, within: outer, steps: [first, first] } as CodeBlock);
      current = id;
      if (isFunction) functions += 1;
      read();
      if (isFunction) functions -= 1;
      current = outer;
      blocks[id] = { ...block, within: outer, steps: [first, steps.length] } as CodeBlock;
      return id;
    },
  };
}
