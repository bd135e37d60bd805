/** What a page of the war room is given, made from a shipped drill. */
import { findDrill } from "../../src/drill/load.js";
import type { RoomState, ToolView } from "../../src/server/api/live.js";
import { Desk } from "../../src/session/index.js";
import type { PlanContext } from "../../src/web/act/plan.js";

export const cascade = findDrill("bank-api-cascade");
export const firstPage = findDrill("first-page");

export const cascadeTools = new Desk(cascade, "wall").describe() as unknown as ToolView[];
export const firstPageTools = new Desk(firstPage, "wall").describe() as unknown as ToolView[];

export function tool(name: string, tools = cascadeTools): ToolView {
  const found = tools.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`no tool ${name}`);
  return found;
}

export const quietRoom: RoomState = {
  incident: null,
  roles: {},
  acknowledged: [],
  hintsTaken: 0,
  hintsLeft: 0,
  nextHintCost: null,
  phase: 0,
  phaseSinceUs: 0,
  firing: [],
  flags: { "payment-pending": false },
  releases: { order: { v1: 2 }, checkout: { r119: 2 } },
  earlierReleases: { order: null, checkout: "r118" },
  policies: {
    "order->payment": {
      timeout: "none",
      connectTimeout: "1 s",
      retries: 3,
      backoff: "none",
      retryBudget: "none",
      breaker: "none",
      bulkhead: "none",
      pool: "none",
      fallback: "none",
    },
  },
  blocks: {},
  sheds: {},
  shifts: {},
  draftTimeline: null,
};

export function context(room: Partial<RoomState> = {}): PlanContext {
  return {
    room: { ...quietRoom, ...room },
    drill: { people: cascade.people, phases: [] } as unknown as PlanContext["drill"],
    nodes: [
      {
        id: "order",
        service: "order",
        site: null,
        external: false,
        threads: 500,
        restartUs: 120_000_000,
        maximumReplicas: 4,
      },
    ],
  };
}
