/** Questions at the real terminal, a key an answer. They are drawn on standard error, so that a result can go into a pipe. */
import process from "node:process";
import type { Prompts } from "./world.js";

export function realPrompts(): Prompts {
  return {
    available: process.stdin.isTTY === true && process.stderr.isTTY === true,
    choose: async (message, choices, otherwise) => {
      // Loaded here, because hardly any run asks.
      const { isCancel, selectKey } = await import("@clack/prompts");
      // What Enter leaves open is drawn as the first of them.
      const first = choices.filter(({ key }) => key === otherwise);
      const options = [...first, ...choices.filter((choice) => !first.includes(choice))].map(({ key, name }) => {
        return { value: key, label: name };
      });
      const answer = await selectKey({ message, options, initialValue: otherwise, output: process.stderr });
      if (isCancel(answer)) return undefined;
      // After Enter it gives what it was told to begin with, after a key that means nothing as well as before.
      return choices.some(({ key }) => key === answer) ? answer : otherwise;
    },
  };
}
