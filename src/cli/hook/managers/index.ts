/** The hook managers in order of preference. */

import type { HookManager } from "../manager.js";
import { LOCK_FILES } from "../order.js";
import { GIT } from "./git.js";
import { HUSKY, HUSKY_4 } from "./husky.js";
import { LEFTHOOK, LEFTHOOK_FILES } from "./lefthook.js";
import { LINT_STAGED, LINT_STAGED_FILES } from "./lint-staged.js";
import { PRE_COMMIT, PRE_COMMIT_FILES } from "./pre-commit.js";
import { SIMPLE_GIT_HOOKS, SIMPLE_GIT_HOOKS_FILES, SIMPLE_GIT_HOOKS_PROGRAMS, YORKIE } from "./simple-git-hooks.js";

/** Those that decide what runs before a commit; git stands last, since the others write its hook. */
export const CHOICES: readonly HookManager[] = [HUSKY, LEFTHOOK, PRE_COMMIT, SIMPLE_GIT_HOOKS, HUSKY_4, YORKIE, GIT];

export const MANAGERS: readonly HookManager[] = [...CHOICES, LINT_STAGED];

/** The files that are read before anything is decided, from the top and from the project. */
export const CONSULTED: readonly string[] = [
  "package.json",
  ...LOCK_FILES,
  ".husky/pre-commit",
  ".husky/_/h",
  ".husky/_/husky.sh",
  ".huskyrc",
  ".huskyrc.json",
  ".huskyrc.js",
  ".huskyrc.yaml",
  ".huskyrc.yml",
  "husky.config.js",
  ...LEFTHOOK_FILES,
  ...PRE_COMMIT_FILES,
  ...SIMPLE_GIT_HOOKS_PROGRAMS,
  ...SIMPLE_GIT_HOOKS_FILES,
  ...LINT_STAGED_FILES,
];
