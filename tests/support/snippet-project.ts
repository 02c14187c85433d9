/** Projects written as one string: `// file: src/db.ts` heads each file, marks under the text say what is expected there. */
import type { MemoryFiles } from "./memory-world.js";

export interface Mark {
  readonly file: string;
  /** From 0, as are columns. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly severity?: string;
  /** Part of what the finding says. */
  readonly said?: string;
}

export interface SnippetProject {
  /** Without marks. */
  readonly files: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
}

export function readProject(source: string): SnippetProject {
  const files: Record<string, string> = {};
  const marks: Mark[] = [];
  for (const [file, lines] of splitFiles(unindent(source))) {
    const code: string[] = [];
    for (const text of lines) {
      const mark = readMark(text);
      if (mark === undefined) code.push(text);
      else marks.push({ file, line: code.length - 1, ...mark });
    }
    files[file] = `${code.join("\n").trimEnd()}\n`;
  }
  return { files, marks };
}

/** The reverse: files, each under its head, with the marks drawn where they belong. */
export function drawProject(files: Readonly<Record<string, string>>, marks: readonly Mark[] = []): string {
  return Object.entries(files)
    .map(([file, text]) => {
      const own = marks.filter((mark) => mark.file === file);
      return [`// file: ${file}`, ...drawLines(text, own)].join("\n");
    })
    .join("\n\n");
}

export function withConfig(files: MemoryFiles, config: object | undefined): MemoryFiles {
  return config === undefined ? files : { ...files, "db-ssot.json": JSON.stringify(config) };
}

/** Takes off the indentation that all lines share, and the empty lines around. */
function unindent(source: string): string {
  const lines = source.replace(/^\s*\n|\s+$/g, "").split("\n");
  const depths = lines.flatMap((line) => (line.trim() === "" ? [] : [line.length - line.trimStart().length]));
  const shared = Math.min(...depths);
  return lines.map((line) => line.slice(shared)).join("\n");
}

const HEAD = /^(?:\/\/|#) file: (\S.*)$/;

function splitFiles(source: string): ReadonlyMap<string, string[]> {
  const files = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of source.split("\n")) {
    const file = HEAD.exec(line)?.[1];
    if (file !== undefined) {
      if (files.has(file)) throw new Error(`the snippet has two files ${file}`);
      current = [];
      files.set(file, current);
    } else if (current !== undefined) current.push(line);
    else throw new Error(`a snippet begins with \`// file: src/name.ts\`, not with \`${line}\``);
  }
  return files;
}

const MARK = /^(\s*)(\^+)\s+(?:(error|warning|info)\s+)?([a-z-]+)(?::\s+(.*))?$/;

function readMark(text: string): Omit<Mark, "file" | "line"> | undefined {
  const match = MARK.exec(text);
  if (match === null) return undefined;
  const [, indent = "", carets = "", severity, rule = "", said] = match;
  return {
    start: indent.length,
    end: indent.length + carets.length,
    rule,
    ...(severity === undefined ? {} : { severity }),
    ...(said === undefined ? {} : { said: said.trim() }),
  };
}

function drawLines(text: string, marks: readonly Mark[]): readonly string[] {
  return text
    .trimEnd()
    .split("\n")
    .flatMap((code, line) => [code, ...drawMarks(marks.filter((mark) => mark.line === line))]);
}

function drawMarks(marks: readonly Mark[]): readonly string[] {
  return [...marks]
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1))
    .map(({ start, end, rule, severity, said }) => {
      const words = [severity, said === undefined ? rule : `${rule}: ${said}`].filter((word) => word !== undefined);
      return `${" ".repeat(start)}${"^".repeat(Math.max(end - start, 1))} ${words.join(" ")}`;
    });
}
