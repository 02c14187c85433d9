/** Changes that keep meaning, played on real files: formatters at several settings, and files that get another name. */
import { spawnSync } from "node:child_process";

export function reformattings({ black, prettier }) {
  const python = [
    ["--line-length", "60"],
    ["--line-length", "140", "--skip-magic-trailing-comma"],
  ].map((options) => ({
    name: `black ${options.join(" ")}`,
    takes: (file) => black && file.endsWith(".py"),
    apply: async (_, text) => run(black, ["-q", "--fast", ...options, "-"], text),
  }));
  const scripts = [
    {
      printWidth: 60,
      semi: false,
      singleQuote: true,
      trailingComma: "none",
      arrowParens: "avoid",
      quoteProps: "as-needed",
    },
    { printWidth: 140, semi: true, singleQuote: false, trailingComma: "all", tabWidth: 4, bracketSpacing: false },
  ].map((options) => ({
    name: `prettier ${JSON.stringify(options)}`,
    takes: (file) => prettier && /\.[cm]?[jt]sx?$/.test(file),
    apply: (file, text) => prettier.format(text, { ...options, filepath: file }).catch(() => undefined),
  }));
  const crlf = { name: "CRLF", takes: () => true, apply: async (_, text) => text.replaceAll(/\r?\n/g, "\r\n") };
  return [...python, ...scripts, crlf];
}

/** `routes/users.ts` → `routes/deeper/users-renamed.ts` would break its imports; beside itself a file keeps them. */
export function renamed(file) {
  return file.replace(/(\.test|\.spec)?(\.\w+)$/, "_renamed$1$2");
}

function run(command, args, input) {
  const { status, stdout } = spawnSync(command, args, { input, encoding: "utf8", maxBuffer: 2 ** 26 });
  return status === 0 ? stdout : undefined;
}
