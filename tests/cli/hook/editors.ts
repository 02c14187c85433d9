/** Shared by the tests of the editors: an order, and the question that all of them have to answer with yes. */
import { expect } from "vitest";
import type { Editor } from "../../../src/cli/hook/manager.js";
import type { HookCommand } from "../../../src/cli/hook/order.js";

export const CHECK = "npx --no-install db-ssot check --staged";
export const ORDER: HookCommand = { runs: [CHECK], directory: "" };

/** @throws where it is refused */
export function added(editor: Editor, text: string | undefined, order: HookCommand = ORDER): string {
  const edited = editor.add(text, order);
  if (edited.kind === "refused") throw new Error(edited.reason);
  return edited.text;
}

export function reasonFor(editor: Editor, text: string | undefined, order: HookCommand = ORDER): string | undefined {
  const edited = editor.add(text, order);
  return edited.kind === "refused" ? edited.reason : undefined;
}

/** What is added goes again byte for byte, and adding it twice is adding it once. */
export function expectReversible(editor: Editor, text: string, order: HookCommand = ORDER): void {
  const after = added(editor, text, order);
  expect(after).not.toBe(text);
  expect(editor.remove(after)).toBe(text);
  expect(added(editor, after, order)).toBe(after);
  expect(editor.remove(text)).toBe(text);
}
