import type { ServiceSpec, System, TimedChange } from "../world/system.js";
import { callName, routeName } from "./vocabulary.js";

/** The players' measures in force on arrows and at the edge, which no telemetry tells. */
export interface Measures {
  /** By call. */
  blocks: Map<string, "reject" | "drop">;
  /** By route, shares from 0 to 1. */
  sheds: Map<string, number>;
  shifts: Map<string, number>;
}

/** The measures after the players' own changes; faults of the timeline must not be handed in. */
export function measuresOf(system: System, ownChanges: readonly TimedChange[]): Measures {
  const measures: Measures = { blocks: new Map(), sheds: new Map(), shifts: new Map() };
  for (const { change } of ownChanges) {
    if (change.change === "block") {
      if (change.mode === "none") measures.blocks.delete(callName(change));
      else measures.blocks.set(callName(change), change.mode);
    } else if (change.change === "shed" || change.change === "shift") {
      const shares = change.change === "shed" ? measures.sheds : measures.shifts;
      for (const route of routesOf(system, change)) shares.set(route, change.share);
    }
  }
  return measures;
}

/** The release that a service was last told to run. */
export function releaseOf(service: ServiceSpec, changes: readonly TimedChange[]): string {
  let release = service.releases[0]!.name;
  for (const { change } of changes) {
    if (change.change === "release" && change.service === service.name) release = change.release;
  }
  return release;
}

/** The release before the one that a service was last told to run; null when that was its first. */
export function earlierReleaseOf(
  service: ServiceSpec,
  changes: readonly TimedChange[],
): string | null {
  const running = releaseOf(service, changes);
  const index = service.releases.findIndex((release) => release.name === running);
  return service.releases[index - 1]?.name ?? null;
}

function routesOf(
  { sources }: System,
  { source, route }: { source: string; route: string | null },
): string[] {
  if (route !== null) return [routeName(source, route)];
  const { routes } = sources.find(({ name }) => name === source)!;
  return routes.map(({ name }) => routeName(source, name));
}
