import type { Topology } from "../../session/index.js";
import { amount, latency, percent, rate } from "./figures.js";
import { bar } from "./graphics.js";
import { type Column, table } from "./table.js";

/** The topology as people read it, from the users to the last service. */
export function renderTopology({ sources, services, calls, flags }: Topology): string {
  const parts = [
    table(
      columns("users", "rate", "succeed", "", "p99"),
      sources.flatMap((source) => [
        userRow(source.source, source),
        ...source.routes.map((route) => userRow(`  ${route.route}`, route, remarksOn(route))),
      ]),
    ),
    table(
      columns("service", "busy", "", "queue", "rate", "errors", "p99", "up"),
      services.map((service) => [
        service.site === null ? service.service : `${service.service}@${service.site}`,
        amount(service.busyThreads),
        service.busyShare === null ? "" : bar(service.busyShare),
        amount(service.queue),
        rate(service.rate),
        percent(service.errorShare),
        latency(service.p99),
        amount(service.replicasUp),
      ]),
    ),
    table(
      columns("call", "attempts", "retries", "timeouts", "errors", "p99", "remarks"),
      calls.map((call) => [
        call.call,
        rate(call.attemptRate),
        rate(call.retryRate),
        rate(call.timeoutRate),
        percent(call.errorShare),
        latency(call.p99),
        remarksOnCall(call),
      ]),
    ),
  ];
  const flagNames = Object.entries(flags).map(([flag, on]) => `${flag} ${on ? "on" : "off"}`);
  if (flagNames.length > 0) parts.push(`flags: ${flagNames.join(", ")}\n`);
  return parts.join("\n");
}

type Users = Pick<Topology["sources"][number], "rate" | "successShare" | "p99">;
type Route = Topology["sources"][number]["routes"][number];
type Call = Topology["calls"][number];

function userRow(name: string, { rate: offered, successShare, p99 }: Users, remarks = "") {
  const succeed = successShare === null ? "" : bar(successShare);
  return [name + remarks, rate(offered), percent(successShare), succeed, latency(p99)];
}

function remarksOn({ shed, shifted }: Route): string {
  const remarks = [
    shed > 0 && `${percent(shed)} shed`,
    shifted > 0 && `${percent(shifted)} shifted`,
  ].filter(Boolean);
  return remarks.length === 0 ? "" : ` (${remarks.join(", ")})`;
}

function remarksOnCall({ policy, breakerOpen, blocked }: Call): string {
  const remarks = [
    `timeout ${policy.timeout}`,
    `retries ${policy.retries}`,
    policy.retryBudget !== "none" && `retry budget ${policy.retryBudget}`,
    policy.breaker !== "none" &&
      `breaker ${breakerOpen ? `open ${percent(breakerOpen)}` : "closed"}`,
    policy.bulkhead !== "none" && `bulkhead ${policy.bulkhead}`,
    policy.fallback !== "none" && `fallback ${policy.fallback}`,
    blocked !== "none" && `blocked (${blocked})`,
  ].filter(Boolean);
  return remarks.join(", ");
}

function columns(first: string, ...rest: string[]): Column[] {
  const words = new Set(["", "remarks"]);
  return [
    { title: first },
    ...rest.map((title): Column => ({ title, align: words.has(title) ? "left" : "right" })),
  ];
}
