import type { Pool, PoolOptions } from "./pool-interface.js";
import { SessionPool } from "./session-pool.js";

export type { Pool, PoolActed, PoolOptions } from "./pool-interface.js";

export function createPool(options: PoolOptions): Pool {
  return new SessionPool(options);
}
