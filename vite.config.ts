import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `smokejumper serve` listens unless told otherwise; only `vite dev` needs it. */
const server = process.env.SMOKEJUMPER_SERVER ?? "http://127.0.0.1:4600";

/** The page: everything it needs is in dist/web, nothing is fetched from anywhere else. */
export default defineConfig({
  root: join(import.meta.dirname, "src/web"),
  // The server's content policy allows no inline code and no data: addresses, so that every asset is a file.
  build: {
    outDir: join(import.meta.dirname, "dist/web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": { target: server, ws: true } } },
  plugins: [react()],
});
