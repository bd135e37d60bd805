import type { Desk } from "../../session/index.js";
import type { Store } from "../../store/store.js";
import type { DrillSummary } from "../api/documents.js";
import type { Pool } from "../host/pool.js";
import type { Hosts } from "./hosts.js";
import type { Limits } from "./limits.js";
import type { Page } from "./page-files.js";

/** What the routes work with. */
export interface Services {
  pool: Pool;
  store: Store;
  drills: readonly DrillSummary[];
  /** The desk of a drill, which knows its tools and names. */
  desks: (drill: string) => Desk;
  page: Page;
  /** Ends the live sockets of a session that is no more. */
  live: { drop(session: string): void };
  hosts: Hosts;
  limits: Limits;
  /** Milliseconds on a clock that only goes forward. */
  now: () => number;
  /** Whether the address of a client is told by a proxy in front (X-Forwarded-For). */
  behindProxy: boolean;
  /** Takes a line about a fault of ours. */
  log: (line: string) => void;
}
