import * as z from "zod";
import type { Metric, ServiceSpec, Subject, System } from "../../../world/system.js";
import { measuresOf } from "../../measures.js";
import { significant } from "../../numbers.js";
import { ownServices, routeName } from "../../vocabulary.js";
import { describePolicy } from "../policy-text.js";
import { defineTool, type ToolContext } from "../tool.js";
import { measuredBack, presentUs } from "./window.js";

export const showTopology = defineTool({
  name: "show_topology",
  title: "Show the topology",
  description:
    "Every source, service of our own and call with how it is configured and what was measured over the last minute: rates per second, shares from 0 to 1, p99 in seconds. A service is measured as it sees itself, a call as its caller sees it.",
  group: "observe",
  costUs: 10_000_000,
  input: () => z.strictObject({}),
  handle: (_, context) => topologyOf(context),
});

/** What the tool shows, also for pages that keep it in view. */
export function topologyOf(context: Pick<ToolContext, "drill" | "telemetry" | "room" | "nowUs">) {
  const { system } = context.drill;
  const { telemetry } = context;
  const measures = measuresOf(system, context.room.changes);
  const { fromUs, toUs } = measuredBack(context, presentUs);
  /** Of the main site with null, of both with undefined. */
  const measureAt = (site: string | null | undefined) => (metric: Metric, subject: Subject) =>
    significant(telemetry.query(metric, subject, fromUs, toUs, site));
  const measure = measureAt(undefined);

  return {
    sources: system.sources.map(({ name: source, routes }) => ({
      source,
      ...users(measure, source, null),
      routes: routes.map(({ name: route, target }) => ({
        route: routeName(source, route),
        to: target.service,
        ...users(measure, source, route),
        shed: measures.sheds.get(routeName(source, route)) ?? 0,
        shifted: measures.shifts.get(routeName(source, route)) ?? 0,
      })),
    })),
    services: placesOf(system).map(({ service, site, capacity }) => {
      const subject: Subject = { of: "service", service: service.name };
      const measure = measureAt(site);
      return {
        service: service.name,
        site,
        /** By release, the replicas of the main site that run it. */
        releases: telemetry.releases(service.name),
        replicasUp: measure("replicas_up", subject),
        threadsPerReplica: Number.isFinite(service.threads)
          ? Math.max(1, Math.round(service.threads * capacity))
          : null,
        busyThreads: measure("busy_threads", subject),
        busyShare: measure("busy_share", subject),
        queue: measure("queue", subject),
        rate: measure("rate", subject),
        errorShare: measure("error_share", subject),
        p99: measure("p99", subject),
      };
    }),
    calls: system.calls.map(({ from, to }) => {
      const call = `${from}->${to}`;
      const subject: Subject = { of: "call", from, to };
      const measure = measureAt(null);
      return {
        call,
        attemptRate: measure("attempt_rate", subject),
        retryRate: measure("retry_rate", subject),
        timeoutRate: measure("timeout_rate", subject),
        errorShare: measure("error_share", subject),
        p99: measure("p99", subject),
        breakerOpen: measure("breaker_open", subject),
        blocked: measures.blocks.get(call) ?? "none",
        policy: describePolicy(telemetry.policy(from, to)!),
      };
    }),
    flags: telemetry.flags(),
  };
}

export type Topology = ReturnType<typeof topologyOf>;

interface Place {
  service: ServiceSpec;
  site: string | null;
  /** The share of the service's threads that each replica has there. */
  capacity: number;
}

/** Every service of one's own at the main site, and at the second site those that are not shared. */
function placesOf(system: System): Place[] {
  const services = ownServices(system);
  const main = services.map((service) => ({ service, site: null, capacity: 1 }));
  const { site } = system;
  if (!site) return main;
  const { name, shared, capacityShare: capacity } = site;
  const second = services.filter((service) => !shared.includes(service.name));
  return [...main, ...second.map((service) => ({ service, site: name, capacity }))];
}

function users(
  measure: (metric: Metric, subject: Subject) => number | null,
  source: string,
  route: string | null,
) {
  const subject: Subject = { of: "source", source, route };
  return {
    rate: measure("rate", subject),
    successShare: measure("success_share", subject),
    p99: measure("p99", subject),
  };
}
