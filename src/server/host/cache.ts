import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface CacheBounds {
  bytes: number;
  ageMilliseconds: number;
}

/** Room for some dozens of worlds; what has not been needed for a month is not going to be. */
export const standardBounds: CacheBounds = {
  bytes: 2 * 1024 ** 3,
  ageMilliseconds: 30 * 24 * 3600 * 1000,
};

/** Files that are being written have this ending; one that is left over belongs to a process that died. */
const draftEnding = ".part";

/**
 * A folder of files that can be made again. Nothing rests on it: what cannot be read is missing, what cannot be
 * written is not kept, and a file whose content does not match its hash is as good as none.
 */
export class Cache {
  constructor(private readonly folder: string) {}

  /** What is kept under a name, or null. */
  async read(name: string): Promise<Uint8Array | null> {
    const path = this.path(name);
    try {
      const file = await readFile(path);
      // Being read is what keeps a file from being the oldest.
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      const hash = file.subarray(0, hashLength);
      const content = file.subarray(hashLength);
      return hash.equals(hashOf(content)) ? content : null;
    } catch {
      return null;
    }
  }

  /** Keeps bytes under a name, whole or not at all. */
  async write(name: string, content: Uint8Array): Promise<void> {
    const draft = `${this.path(name)}.${randomUUID()}${draftEnding}`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(draft, [hashOf(content), content]);
      await rename(draft, this.path(name));
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true }).catch(() => undefined);
  }

  /** Removes what is too old, and then the oldest until the rest fits. */
  async trim({ bytes, ageMilliseconds }: CacheBounds, nowMilliseconds: number): Promise<void> {
    const files = await this.files();
    let total = 0;
    for (const { name, size, usedAt } of files.sort((a, b) => b.usedAt - a.usedAt)) {
      total += size;
      const age = nowMilliseconds - usedAt;
      const leftOver = name.endsWith(draftEnding) && age > leftOverMilliseconds;
      if (total > bytes || age > ageMilliseconds || leftOver) await this.remove(name);
    }
  }

  private async files(): Promise<{ name: string; size: number; usedAt: number }[]> {
    const names = await readdir(this.folder).catch(() => []);
    const files = await Promise.all(
      names.map(async (name) => {
        const stats = await stat(this.path(name)).catch(() => null);
        return stats ? [{ name, size: stats.size, usedAt: stats.mtimeMs }] : [];
      }),
    );
    return files.flat();
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

/** No write takes this long. */
const leftOverMilliseconds = 3600 * 1000;

const hashLength = 32;

function hashOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}
