/** Reads the names of distributions from the formats that list them. Versions and markers are dropped. */

/** `sqlalchemy[asyncio]>=2 ; python_version > "3.8"`, a line each; lists of conda have a dash before it. */
export function requirementNames(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*(?:-[ \t]+)?([A-Za-z][\w.-]*)[ \t]*(?=[[=<>!~;@#\s]|$)/gm)].map(nameIn);
}

export function pyprojectNames(text: string): readonly string[] {
  const lists = tables(text).flatMap(({ title, body }) => {
    const arrays = body.matchAll(new RegExp(String.raw`^[ \t]*([\w.-]+)\s*=\s*${ARRAY}`, "gm"));
    return [...arrays].flatMap(([, key = "", list = ""]) => (isDependencyList(title, key) ? quotedNames(list) : []));
  });
  return [...lists, ...keysOf(text, /^tool\.poetry\..*dependencies$/)];
}

export function pipfileNames(text: string): readonly string[] {
  return keysOf(text, /^(dev-)?packages$/);
}

/** Strings in the lists that `setup()` is given. */
export function setupNames(text: string): readonly string[] {
  const lists = text.matchAll(new RegExp(String.raw`\b(?:\w+_requires?)\s*=\s*(?:${ARRAY}|\{([^}]*)\})`, "g"));
  return [...lists].flatMap(([, list, table]) => quotedNames(list ?? table ?? ""));
}

export function setupCfgNames(text: string): readonly string[] {
  const lists = text.matchAll(/^\w*_requires?[ \t]*=(.*(?:\r?\n[ \t]+.*)*)/gm);
  const extras = tables(text).filter(({ title }) => title === "options.extras_require");
  const bodies = extras.map(({ body }) => body.replace(/^[\w-]+[ \t]*=/gm, ""));
  return [...[...lists].map(([, list = ""]) => list), ...bodies].flatMap(requirementNames);
}

/** Strings are passed over whole, since extras have brackets too: `"uvicorn[standard]"`. */
const ARRAY = String.raw`\[((?:"[^"\n]*"|'[^'\n]*'|#[^\n]*|[^\]"'#])*)\]`;

interface Table {
  readonly title: string;
  readonly body: string;
}

function tables(text: string): readonly Table[] {
  return text.split(/^[ \t]*\[(?=[^\]\n]*\][ \t]*(?:#.*)?\r?$)/m).map((part) => {
    const end = part.indexOf("]");
    return { title: part.slice(0, end).trim(), body: part.slice(end + 1) };
  });
}

function isDependencyList(title: string, key: string): boolean {
  return /dependenc/.test(key) || /(dependenc[\w-]*|dependency-groups)$/.test(title);
}

function keysOf(text: string, title: RegExp): readonly string[] {
  const found = tables(text).filter((table) => title.test(table.title));
  return found.flatMap(({ body }) => [...body.matchAll(/^[ \t]*["']?([A-Za-z][\w.-]*)["']?\s*=/gm)].map(nameIn));
}

function quotedNames(list: string): readonly string[] {
  return [...list.matchAll(/["']([A-Za-z][\w.-]*)[^"'\n]*["']/g)].map(nameIn);
}

function nameIn([, name = ""]: RegExpMatchArray): string {
  return name;
}
