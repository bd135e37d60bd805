import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const script = `console.log(${JSON.stringify("war room ".repeat(400))});\n`;
export const style = "body { color: black }\n";

/** A folder as the build of a page leaves it. */
export function writePage(): string {
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-page-"));
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, ".vite"));
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>Smokejumper</title>' +
      '<script type="module" src="/assets/index-a1b2c3d4.js"></script>\n',
  );
  writeFileSync(join(folder, "assets/index-a1b2c3d4.js"), script);
  writeFileSync(join(folder, "assets/index-a1b2c3d4.css"), style);
  writeFileSync(join(folder, "icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>\n");
  writeFileSync(join(folder, "secret.pem"), "not for anybody\n");
  writeFileSync(join(folder, ".vite/manifest.json"), "{}\n");
  return folder;
}
