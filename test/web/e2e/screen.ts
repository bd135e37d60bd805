/** What a screen is to those who look at it, and what a browser says when one shows an error. */
import type { Page } from "playwright-core";
import type { Runs } from "./runs.js";

export interface Screen {
  name: string;
  /** Fewer elements than this can only mean that something else was shown. */
  leastElements: number;
  open: (page: Page, runs: Runs) => Promise<void>;
  /** What the browser says about errors that the screen is there to show. */
  expected?: RegExp;
}

/** An id that nothing has. */
export const nowhere = "A".repeat(22);

export const notFound = /the server responded with a status of 404/;
export const failing = /status of 500|WebSocket|ERR_/;
