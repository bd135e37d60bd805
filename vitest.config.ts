import { dirname, join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";

const sources = join(import.meta.dirname, "src");
const built = join(import.meta.dirname, "dist");

/**
 * Tests import `src` and run `dist`: what is shipped is what is tested. The runner would transform files one by one,
 * without the constants that the compiler writes into the engine's hot loop, and be ten times slower.
 */
const shippedCode: Plugin = {
  name: "shipped-code",
  enforce: "pre",
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith(".")) return null;
    const path = resolve(dirname(importer), source);
    if (!path.startsWith(`${sources}/`) || !path.endsWith(".js")) return null;
    // The page is bundled into few files, so its modules are read from their sources.
    if (path.startsWith(`${sources}/web/`)) return null;
    return { id: `${built}${path.slice(sources.length)}`, external: true };
  },
};

export default defineConfig({
  plugins: [shippedCode],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "./scripts/build-for-tests.mjs",
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
