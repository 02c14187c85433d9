/** Which files a written path may mean, by names alone; the caller checks whether they exist. */

import { childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";

/** Code before declarations: the declaration beside a `.js` file says less than the file. */
const SOURCE_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts", ".d.mts", ".d.cts"];

/** React Native's variants of one module; any of them stands for all. */
const PLATFORMS = [".native", ".ios", ".android", ".web"];

/** TypeScript is written with the endings of what it becomes. */
const COMPILED_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  [".js", [".ts", ".tsx", ".jsx", ".d.ts"]],
  [".jsx", [".tsx", ".d.ts"]],
  [".mjs", [".mts", ".d.mts"]],
  [".cjs", [".cts", ".d.cts"]],
]);

/**
 * Endings that bundlers and Node add by themselves, and that hold no code that we read. Nothing adds `.css`: the styles
 * that lie beside a component must not hide that the component is gone.
 */
export const IMPLIED_ASSETS = [".json", ".node", ".vue", ".svelte", ".coffee", ".wasm"];

const ASSET_EXTENSION = new RegExp(
  `\\.(${[
    "json|json5|jsonc|node|wasm|sql|prisma|graphql|gql|proto|ya?ml|toml|ini|env|csv|tsv|xml|xsd|xsl|txt|md|mdx|rst|po|ftl",
    "vue|svelte|astro|marko|riot|html?|ejs|hbs|handlebars|mustache|pug|jade|njk|liquid|tpl|eta",
    "css|scss|sass|less|styl|stylus|pcss|postcss",
    "svg|png|jpe?g|gif|webp|avif|bmp|ico|icns|tiff?|heic|psd|cur",
    "mp[34]|m4[av]|wav|ogg|oga|ogv|webm|mov|avi|flac|aac|mid|vtt|srt",
    "woff2?|ttf|otf|eot|pdf|zip|gz|tgz|tar|bin|dat|db|sqlite3?|pem|crt|key|lottie|riv|glb|gltf|obj|hdr|glsl|vert|frag|wgsl",
    "py|rb|go|rs|c|cc|cpp|h|java|kt|swift|sh|ps1|coffee|ls|elm|re|res|clj|cljs|lua|php|dart|zig|snap|map|lock|log",
  ].join("|")})$`,
  "i",
);

export function isSourceName(path: FilePath): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

export function isJavaScriptName(path: FilePath): boolean {
  return /\.[cm]?jsx?$/.test(path);
}

export function isDeclaration(path: FilePath): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

export function isAssetName(path: string): boolean {
  return ASSET_EXTENSION.test(path);
}

/** Files that `path` may mean, likeliest first. */
export function sourceCandidates(path: FilePath): readonly FilePath[] {
  const plain = plainCandidates(path);
  const stem = path.replace(/\.[cm]?jsx?$/, "");
  return [...plain, ...PLATFORMS.flatMap((platform) => SOURCE_EXTENSIONS.map((ending) => stem + platform + ending))];
}

export function indexCandidates(directory: FilePath): readonly FilePath[] {
  return sourceCandidates(childPath(directory, "index"));
}

/** The candidates worth reporting: without React Native's variants. */
export function plainCandidates(path: FilePath): readonly FilePath[] {
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? "";
  const stem = path.slice(0, path.length - ending.length);
  const compiled = (COMPILED_FROM.get(ending) ?? []).map((extension) => stem + extension);
  const exact = isSourceName(path) ? [path] : [];
  return [...exact, ...compiled, ...SOURCE_EXTENSIONS.map((extension) => path + extension)];
}
