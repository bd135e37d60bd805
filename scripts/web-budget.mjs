// @ts-check
// Checks how much a browser loads before a screen of the page works: the entry, the route's module, and the parts that
// are loaded apart but shown at once; scripts and styles, compressed. What is loaded when it is opened does not count.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { root } from "./setup.mjs";

/** In units of 1,024 bytes; modules are those that the screen loads. */
export const budgets = [
  {
    screen: "first screen (drill list)",
    modules: ["drills/drill-list.tsx"],
    maximumKilobytes: 120,
  },
  {
    screen: "war room",
    modules: [
      "room/war-room.tsx",
      "map/map-drawing.tsx",
      "panels/people/people.tsx",
      "act/act-area.tsx",
      "act/palette.tsx",
    ],
    maximumKilobytes: 300,
  },
  { screen: "debrief", modules: ["debrief/debrief-page.tsx"], maximumKilobytes: 300 },
];

/** @typedef {{ file: string, css?: string[], imports?: string[] }} Chunk */

/**
 * @param {string} folder the built page, with the bundler's manifest
 * @param {typeof budgets} screens
 * @returns {{ lines: string[], problems: string[] }}
 */
export function checkBudgets(folder, screens) {
  const manifestPath = join(folder, ".vite/manifest.json");
  if (!existsSync(manifestPath)) return { lines: [], problems: [`${manifestPath} is missing`] };
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
  const lines = [];
  const problems = [];
  for (const { screen, modules, maximumKilobytes } of screens) {
    const entries = ["index.html", ...modules];
    const missing = entries.filter((entry) => !manifest[entry]);
    if (missing.length > 0) {
      problems.push(`${screen}: not in the manifest, so not measured: ${missing.join(", ")}`);
      continue;
    }
    const files = filesOf(manifest, entries);
    const bytes = files.reduce((sum, file) => sum + compressedBytes(join(folder, file)), 0);
    const kilobytes = bytes / 1024;
    const measured = `${screen}: ${kilobytes.toFixed(1)} of ${maximumKilobytes} KB in ${files.length} files`;
    if (kilobytes > maximumKilobytes) problems.push(`${measured}: too much`);
    else lines.push(measured);
  }
  return { lines, problems };
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} entries
 */
function filesOf(manifest, entries) {
  const seen = new Set();
  const files = new Set();
  const open = [...entries];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (seen.has(key) || !chunk) continue;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    open.push(...(chunk.imports ?? []));
  }
  return [...files];
}

/** @param {string} path */
function compressedBytes(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { lines, problems } = checkBudgets(join(root, "dist/web"), budgets);
  for (const line of [...lines, ...problems]) console.log(line);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
