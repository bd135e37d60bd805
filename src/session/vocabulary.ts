import type { Drill } from "../drill/drill.js";
import { subjects } from "../drill/system/subject.js";
import type { ServiceSpec, Subject, System } from "../world/system.js";

/** Every name that a system gives its parts, as tools spell them. */
export interface Vocabulary {
  /** Services of one's own: nobody sees inside an external one, and nobody can restart, scale or roll it back. */
  services: string[];
  /** Calls as `order->payment`. */
  calls: Map<string, { from: string; to: string }>;
  flags: string[];
  sources: string[];
  /** Routes as `shoppers.checkout`; a source alone stands for all its routes. */
  routes: Map<string, { source: string; route: string | null }>;
  /** All that can be measured: services of one's own, calls (those to external services too), sources and routes. */
  subjects: Map<string, Subject>;
  alerts: string[];
}

/** The name of a call. */
export function callName(call: { from: string; to: string }): string {
  return `${call.from}->${call.to}`;
}

export function routeName(source: string, route: string | null): string {
  return route === null ? source : `${source}.${route}`;
}

export function ownServices({ services }: Pick<System, "services">): ServiceSpec[] {
  return services.filter(({ kind }) => kind === "service");
}

export function vocabularyOf({ system }: Pick<Drill, "system">): Vocabulary {
  const calls = new Map(system.calls.map(({ from, to }) => [callName({ from, to }), { from, to }]));
  const own = ownServices(system);
  return {
    services: own.map(({ name }) => name),
    calls,
    flags: system.flags.map((flag) => flag.name),
    sources: system.sources.map((source) => source.name),
    routes: routesOf(system),
    subjects: subjects({ ...system, services: own }),
    alerts: system.alerts.map((alert) => alert.name),
  };
}

function routesOf(system: System): Vocabulary["routes"] {
  const routes: Vocabulary["routes"] = new Map();
  for (const { name: source, routes: own } of system.sources) {
    routes.set(source, { source, route: null });
    for (const { name: route } of own) routes.set(routeName(source, route), { source, route });
  }
  return routes;
}
