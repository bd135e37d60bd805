import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder {
  path: string;
  remove(): void;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "smokejumper-test-"));
  // A process that was just killed may still be writing its last file.
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
