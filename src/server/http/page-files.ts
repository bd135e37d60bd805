/**
 * The built page, read once into memory: a request can then ask only for what was there when the server started, and
 * no path of a request ever reaches the file system.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Where the build puts the page; the path holds from src/ as well as from dist/. */
export const builtPage = fileURLToPath(new URL("../../../dist/web", import.meta.url));

/** Stands in index.html for the nonce of each answer. */
export const noncePlaceholder = "__CSP_NONCE__";

export interface PageFile {
  type: string;
  /** Its name holds a hash of its content, so it never changes. */
  immutable: boolean;
  plain: Buffer;
  br: Buffer | null;
  gzip: Buffer | null;
}

export interface Page {
  /** Null when the page has not been built. */
  index: string | null;
  /** By path, such as /assets/index-4f2a91bc.js. */
  files: ReadonlyMap<string, PageFile>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
};
const compressible = /^(text\/|application\/(json|wasm|manifest)|image\/svg)/;
/** Below this the headers weigh more than what is saved. */
const smallestCompressedBytes = 1024;

export function readPage(folder: string = builtPage): Page {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) return { index: null, files };
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && Object.hasOwn(types, extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const path of paths) {
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    // What begins with a dot is the build's own.
    if (!name.includes("/.")) files.set(name, readPageFile(path, name));
  }
  const index = files.get("/index.html")?.plain.toString("utf8") ?? null;
  files.delete("/index.html");
  return { index, files };
}

function readPageFile(path: string, name: string): PageFile {
  const type = types[extname(path)]!;
  const plain = readFileSync(path);
  const compresses = compressible.test(type) && plain.length >= smallestCompressedBytes;
  const made = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : null);
  return {
    type,
    immutable: /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(name),
    plain,
    br: made(".br") ?? (compresses ? brotli(plain) : null),
    gzip: made(".gz") ?? (compresses ? gzipSync(plain) : null),
  };
}

/** Nearly as small as the slowest setting, in a fraction of the time of every start. */
function brotli(plain: Buffer): Buffer {
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}
