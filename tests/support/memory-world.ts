/** The in-memory world, where tests look for it. */
export { type MemoryFiles, type MemoryOptions, type MemoryWorld, memoryWorld } from "../../src/base/world/memory.js";
