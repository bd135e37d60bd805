/**
 * The base cell of the overload oracles: clients with a timeout and immediate retries before ten threads with
 * exponential work of 0.1 s (capacity 100/s), which turns ten times slower for t in [60, 90).
 */
import type { QueueSpec, RetrySpec, System, TimedChange } from "../../../src/world/index.js";
import { createWorld } from "../../../src/world/index.js";
import {
  arrow,
  at,
  dispatcher,
  exponential,
  poisson,
  retries,
  service,
  system,
  us,
  work,
} from "./systems.js";

export interface Cell {
  /** Users' requests a second. */
  offered: number;
  retries: number;
  budget?: RetrySpec["budget"];
  queue?: Partial<QueueSpec>;
  threads?: number;
  meanWorkSeconds?: number;
  timeoutSeconds?: number;
  /** How long the work is ten times slower, from t = 60. */
  triggerSeconds?: number;
  abandonedWorkGoesOn?: boolean;
  timeline?: TimedChange[];
}

export const triggerAt = 60;

export function cell(spec: Cell): System {
  const { offered, threads = 10, meanWorkSeconds = 0.1, timeoutSeconds = 1 } = spec;
  const { triggerSeconds = 30, timeline = [] } = spec;
  const trigger =
    triggerSeconds === 0
      ? []
      : [
          at(triggerAt, { change: "slow", service: "cell", factor: 10 }),
          at(triggerAt + triggerSeconds, { change: "slow", service: "cell", factor: 1 }),
        ];
  return system({
    services: [
      dispatcher("client", "cell"),
      service("cell", [work(exponential(meanWorkSeconds))], { threads, queue: spec.queue }),
    ],
    calls: [
      arrow("client", "cell", {
        timeoutUs: us(timeoutSeconds),
        retries: retries(spec.retries, { budget: spec.budget ?? null }),
      }),
    ],
    sources: [poisson(offered, "client")],
    timeline: [...trigger, ...timeline],
    intervalUs: us(1),
    abandonedWorkGoesOn: spec.abandonedWorkGoesOn ?? true,
  });
}

export interface Course {
  /** Successful user requests a second, over a window of whole seconds. */
  goodput(fromSeconds: number, toSeconds: number): number;
  /** Attempts for each call of the clients, over a window. */
  attempts(fromSeconds: number, toSeconds: number): number;
  /** Seconds from a moment until goodput is back at 90 % of what is offered, for ten seconds; null for never. */
  recovery(afterSeconds: number): number | null;
}

export function runCell(spec: Cell, untilSeconds: number, seed = 1): Course {
  const world = createWorld(cell(spec), seed);
  world.runUntil(us(untilSeconds));
  const { telemetry } = world;
  const goodput = (from: number, to: number) =>
    telemetry.users("users", null, us(from), us(to)).succeeded / (to - from);
  const rate = (metric: "rate" | "attempt_rate", from: number, to: number) =>
    telemetry.query(metric, { of: "call", from: "client", to: "cell" }, us(from), us(to)) ?? 0;
  return {
    goodput,
    attempts: (from, to) => rate("attempt_rate", from, to) / rate("rate", from, to),
    recovery(after) {
      for (let from = after; from + 10 <= untilSeconds; from++)
        if (goodput(from, from + 10) >= 0.9 * spec.offered) return from - after;
      return null;
    },
  };
}

export const seeds = [1, 2, 3, 4, 5];
