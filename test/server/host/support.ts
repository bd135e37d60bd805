import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import {
  type Hello,
  type ServerMessage,
  serverMessageSchema,
} from "../../../src/server/api/live.js";
import { createPool, type Pool, type PoolOptions } from "../../../src/server/host/pool.js";
import type { Store } from "../../../src/store/index.js";
import { testStore } from "./test-store.js";

/** One folder for all tests of a file, so that openings are computed once. */
export const dataFolder = mkdtempSync(join(tmpdir(), "smokejumper-host-"));
process.on("exit", () => rmSync(dataFolder, { recursive: true, force: true }));

const open: Pool[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()));
});

/** A pool that is closed after the test. */
export function poolOn(store: Store, options: Partial<PoolOptions> = {}): Pool {
  const pool = createPool({ store, dataFolder, workers: 2, ...options });
  open.push(pool);
  return pool;
}

export async function freshPool(options: Partial<PoolOptions> = {}) {
  const { store, disk } = await testStore(dataFolder);
  return { store, disk, pool: poolOn(store, options) };
}

export function freshId(): string {
  return randomBytes(16).toString("base64url");
}

/** A paused run of the first drill, whose moments depend on acts alone. */
export async function openPaused(pool: Pool, seed = 1): Promise<string> {
  const id = freshId();
  await pool.open({ id, player: "tester", drill: "first-page", seed, speed: "paused" });
  return id;
}

/** Somebody who watches and remembers everything; each message is checked against its schema. */
export class Viewer {
  readonly messages: ServerMessage[] = [];
  private readonly unwatch: () => void;
  private wake: () => void = () => undefined;

  constructor(pool: Pool, id: string) {
    this.unwatch = pool.watch(id, (message) => {
      this.messages.push(structuredClone(serverMessageSchema.parse(message)));
      this.wake();
    });
  }

  leave(): void {
    this.unwatch();
  }

  /** The first message of a kind that has come, or will. */
  async first<Type extends ServerMessage["type"]>(
    type: Type,
    from = 0,
  ): Promise<Extract<ServerMessage, { type: Type }>> {
    return (await this.until((message, index) => message.type === type && index >= from)) as never;
  }

  async until(wanted: (message: ServerMessage, index: number) => boolean): Promise<ServerMessage> {
    for (;;) {
      const found = this.messages.find(wanted);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** What a page that was greeted and took all frames since shows. */
  get shown(): Pick<Hello, "clock" | "news" | "room"> {
    const greeted = this.messages.findLastIndex(({ type }) => type === "hello");
    const { clock, news, room } = structuredClone(this.messages[greeted] as Hello);
    const shown = { clock, news, room };
    for (const message of this.messages.slice(greeted + 1)) {
      if (message.type !== "frame") continue;
      shown.clock = message.clock;
      shown.room = message.room ?? shown.room;
      for (const key of Object.keys(news) as (keyof typeof news)[]) {
        (shown.news[key] as unknown[]).push(...message.news[key]);
      }
    }
    return shown;
  }
}

/** Everything as a page shows it that comes in now. */
export async function seenBy(pool: Pool, id: string): Promise<Hello> {
  const viewer = new Viewer(pool, id);
  const hello = await viewer.first("hello");
  viewer.leave();
  return hello;
}

/** Waits until something holds, looking again from time to time. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
