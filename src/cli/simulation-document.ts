import { subjects } from "../drill/system/subject.js";
import type { Metric, Subject, World } from "../world/index.js";

/** What `simulate --json` prints; times are in seconds. */
export type SimulationDocument = ReturnType<typeof simulationDocument>;

export function simulationDocument(
  world: World,
  run: { warmupUs: number; wallSeconds: number; intervals: IntervalDocument[] },
) {
  const { sources, services, calls } = world.totals(run.warmupUs);
  return {
    schema: "smokejumper.simulation/1",
    simulatedSeconds: world.nowUs / 1_000_000,
    /** The part that counts and means cover. */
    measuredSeconds: (world.nowUs - run.warmupUs) / 1_000_000,
    seed: world.seed,
    events: world.eventCount,
    wallSeconds: run.wallSeconds,
    hash: world.hash(),
    sources,
    services,
    calls,
    intervals: run.intervals,
  };
}

interface IntervalDocument {
  fromSeconds: number;
  toSeconds: number;
  /** By service, call, source or route: a value for each metric, null where there was nothing to measure. */
  measured: Record<string, Partial<Record<Metric, number | null>>>;
}

const metrics: Record<Subject["of"], readonly Metric[]> = {
  source: ["rate", "success_share", "p50", "p95", "p99"],
  service: ["rate", "error_share", "busy_threads", "queue", "replicas_up", "p50", "p95", "p99"],
  call: ["attempt_rate", "retry_rate", "timeout_rate", "error_share", "breaker_open", "p99"],
};

/** Every closed interval after the warm-up, measured by itself. */
export function intervalsOf({ system, telemetry }: World, fromUs: number): IntervalDocument[] {
  const named = [...subjects(system)];
  const documents: IntervalDocument[] = [];
  const [, anySubject] = named[0]!;
  for (const interval of telemetry.series("rate", anySubject, fromUs, telemetry.closedUntilUs)) {
    const { fromUs: beginUs, toUs } = interval;
    documents.push({
      fromSeconds: beginUs / 1_000_000,
      toSeconds: toUs / 1_000_000,
      measured: Object.fromEntries(
        named.map(([name, subject]) => [
          name,
          Object.fromEntries(
            metrics[subject.of].map((metric) => [
              metric,
              telemetry.query(metric, subject, beginUs, toUs),
            ]),
          ),
        ]),
      ),
    });
  }
  return documents;
}
