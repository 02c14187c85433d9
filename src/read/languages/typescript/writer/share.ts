/** Writes a module of TypeScript or JavaScript that shares a client. */
import { indented, type ShareRequest, type ShareWriter } from "../../share.js";

export const shareWriter: ShareWriter = {
  isPlaced: (code) => /\b(?:__dirname|__filename|import\.meta(?!\.env))\b|\b(?:require|import)\(\s*["']\./.test(code),
  isKnown: (name) => KNOWN.test(name),
  present,
  loadsEnvironment: (code) =>
    /^(?:import ["']dotenv\b|\w+\.config\(|config\(\)|require\(["']dotenv["']\)\.config\()/.test(code),
  write,
  inQuotesOf,
};

function present(code: string, file: string): string {
  // What ends in a literal or in a call of a check is a text already.
  if (!/\.[cm]?tsx?$/.test(file) || !/\benv(?:\.\w+|\["\w+"\])$/.test(code)) return code;
  return /^[\w.[\]"]+$/.test(code) ? `${code}!` : `(${code})!`;
}

/** Keywords, and what a runtime has under its own names. */
const KNOWN = new RegExp(
  `^(?:${[
    "new|await|import|const|let|var|function|return|typeof|void|as|satisfies|in|of|if|else|any|unknown|string|number|boolean",
    "true|false|null|undefined|NaN|Infinity|process|globalThis|global|Deno|Bun|console|require|JSON|Math|Number|String",
    "Boolean|Object|Array|URL|Buffer|Date|parseInt|parseFloat|encodeURIComponent",
  ].join("|")})$`,
);

function write(request: ShareRequest): string {
  const end = endsStatements(request.like) ? ";" : "";
  const head = request.statements.length === 0 ? [] : [request.statements.join("\n")];
  return `${[...head, ...shared(request, end)].join("\n\n")}\n`;
}

function shared(request: ShareRequest, end: string): readonly string[] {
  const { file, expression, name, shape, reloaded, like } = request;
  const isTyped = /\.[cm]?tsx?$/.test(file);
  const requires =
    !isTyped && !file.endsWith(".mjs") && /\brequire\(/.test(like) && !/^(?:import|export)\b/m.test(like);
  const exported = requires ? "" : "export ";
  const last = requires ? [`module.exports = { ${name} }${end}`] : [];
  const body = `{\n  return ${indented(expression, "  ")}${end}\n}`;
  if (shape !== "object") return [`${exported}${shape} ${name}() ${body}`, ...last];
  if (!reloaded) return [`${exported}const ${name} = ${expression}${end}`, ...last];
  const [, made] = /^new ([\w$.]+)\(/.exec(expression) ?? [];
  const type = made ?? "ReturnType<typeof create>";
  const kept = isTyped ? `globalThis as unknown as { ${name}?: ${type} }` : "globalThis";
  return [
    ...(made === undefined ? [`function create() ${body}`] : []),
    `// A development server loads this module again after each change, and would connect each time.\nconst kept = ${kept}${end}`,
    `${exported}const ${name} = kept.${name} ?? ${made === undefined ? "create()" : expression}${end}`,
    `if (process.env.NODE_ENV !== "production") kept.${name} = ${name}${end}`,
    ...last,
  ];
}

function endsStatements(text: string): boolean {
  const lines = text.match(/^(?:import|const|let|var)\b.*[\w)"'`];?$/gm) ?? [];
  return lines.length === 0 || lines.some((line) => line.endsWith(";"));
}

/** Only of what was written here: an import, and the name of a mode. */
function inQuotesOf(text: string, like: string): string {
  const count = (quote: RegExp) => like.match(quote)?.length ?? 0;
  if (count(/\bfrom '|\brequire\('/g) <= count(/\bfrom "|\brequire\("/g)) return text;
  return text.replace(/(\bfrom |\brequire\(|!== )"([^"'\n]*)"/g, "$1'$2'");
}
