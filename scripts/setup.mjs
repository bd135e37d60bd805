// @ts-check
// Brings a clone to the point where its programs can run: packages installed, TypeScript compiled, page bundled.
// Each step compares contents, so that a step that is up to date costs milliseconds and no network.
// Progress goes to stderr, because stdout belongs to the program that runs afterwards.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const output = join(root, "dist");
const project = "tsconfig.build.json";
const page = join(root, "src/web");
const pageOutput = join(output, "web");

/** Makes every step true, in order. Returns false when one failed and has said why. */
export function setUp() {
  return ensureInstalled() && ensureBuilt() && ensurePageBuilt();
}

/** Installs what package-lock.json names, unless exactly that is there already. */
export function ensureInstalled() {
  if (packagesMatchLockfile()) return true;
  process.stderr.write("Installing packages ...\n");
  // Development packages hold the compiler, so they are needed even where NODE_ENV is "production".
  return succeeds(npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"));
}

/** Compiles src into dist, unless dist was made from exactly these sources. */
export function ensureBuilt() {
  const stamp = join(output, ".fingerprint");
  const sources = listFiles(join(root, "src")).filter((path) => !isIn(page, path));
  const settings = [project, "tsconfig.json", "package-lock.json"].map((name) => join(root, name));
  const fingerprint = hashFiles([...sources, ...settings]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return true;

  process.stderr.write("Compiling ...\n");
  // Without the stamp an interrupted build cannot pass for a finished one.
  rmSync(stamp, { force: true });
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  if (!succeeds([process.execPath, compiler, "-p", project, "--pretty", "false"])) return false;
  removeOrphans(sources);
  copyAssets(sources);
  writeFileSync(stamp, fingerprint);
  return true;
}

/** Bundles src/web into dist/web, unless it was made from exactly these sources. */
export function ensurePageBuilt() {
  // The bundler empties the folder first, so that an interrupted build leaves no stamp.
  const stamp = join(pageOutput, ".fingerprint");
  const sources = ["src/web", "src/world"].flatMap((room) => listFiles(join(root, room)));
  const settings = ["vite.config.ts", "tsconfig.json", "package-lock.json", "scripts/setup.mjs"];
  const fingerprint = hashFiles([...sources, ...settings.map((name) => join(root, name))]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return true;

  process.stderr.write("Bundling the page ...\n");
  const bundler = join(root, "node_modules/vite/bin/vite.js");
  // A test runner that calls this has an environment of its own, in which the page would come out twice as large.
  const build = [process.execPath, bundler, "build", "--logLevel", "warn"];
  if (!succeeds(build, { NODE_ENV: "production" })) return false;
  writeFileSync(stamp, fingerprint);
  return true;
}

function packagesMatchLockfile() {
  // npm writes this record as the last act of an install, so a broken install leaves none.
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.keys(wanted).every((path) => {
    // Optional packages of other platforms are named in the lockfile and rightly absent here.
    if (path === "" || wanted[path].optional || wanted[path].devOptional) return true;
    return present[path]?.integrity === wanted[path].integrity && existsSync(join(root, path));
  });
}

/** @param {string[]} parameters */
function npm(...parameters) {
  const running = process.env.npm_execpath ?? "";
  if (basename(running) === "npm-cli.js") return [process.execPath, running, ...parameters];
  return [process.platform === "win32" ? "npm.cmd" : "npm", ...parameters];
}

/**
 * Runs a command quietly; its output is shown only when it fails.
 * @param {string[]} command
 * @param {Record<string, string>} [environment] added to the present one
 */
function succeeds([program = "", ...parameters], environment = {}) {
  const result = spawnSync(program, parameters, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: program.endsWith(".cmd"),
  });
  if (result.status === 0) return true;
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  if (result.error) process.stderr.write(`error: ${program}: ${result.error.message}\n`);
  return false;
}

/** @param {string} folder */
function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} folder
 * @param {string} path
 */
function isIn(folder, path) {
  return path.startsWith(`${folder}${sep}`);
}

/** @param {string[]} paths */
function hashFiles(paths) {
  const hash = createHash("sha256");
  // The relative name counts, so that a moved clone keeps its build.
  for (const path of paths) hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

/**
 * The compiler never deletes, so the output of a removed source would live on and could be imported.
 * @param {string[]} sources
 */
function removeOrphans(sources) {
  const kept = new Set(sources.map((path) => withoutExtension(outputPath(path))));
  for (const path of listFiles(output).filter((path) => !isIn(pageOutput, path))) {
    const isCompiled = /\.(js|d\.ts)(\.map)?$/.test(path);
    if (isCompiled && !kept.has(withoutExtension(path))) rmSync(path);
  }
}

/**
 * Files that are not TypeScript (a Python prelude, a word list) are read beside the compiled code.
 * @param {string[]} sources
 */
function copyAssets(sources) {
  for (const path of sources.filter((source) => !/\.[cm]?tsx?$/.test(source))) {
    mkdirSync(dirname(outputPath(path)), { recursive: true });
    copyFileSync(path, outputPath(path));
  }
}

/** @param {string} source */
function outputPath(source) {
  return join(output, relative(join(root, "src"), source));
}

/** @param {string} path */
function withoutExtension(path) {
  return path.replace(/(\.d)?\.(tsx?|js)(\.map)?$/, "");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = setUp() ? 0 : 1;
}
