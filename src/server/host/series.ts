import { metricUnits } from "../../drill/system/metrics.js";
import { ownServices, routeName, significant } from "../../session/index.js";
import type { Metric, Subject, System, Telemetry } from "../../world/index.js";
import type { Row, Series } from "../api/live.js";
import { arrowName, placeName, placesOf } from "./system-map.js";

/** What is measured of each kind of thing. */
const metrics = {
  users: ["rate", "success_share", "p50", "p99"],
  service: [
    "rate",
    "error_share",
    "p50",
    "p95",
    "p99",
    "busy_threads",
    "busy_share",
    "queue",
    "replicas_up",
  ],
  call: [
    "attempt_rate",
    "retry_rate",
    "timeout_rate",
    "refusal_rate",
    "error_share",
    "p50",
    "p95",
    "p99",
    "breaker_open",
  ],
  /** The second site stands idle most of the time; these show whether its calls work. */
  callElsewhere: ["attempt_rate", "error_share", "p99"],
} as const satisfies Record<string, Metric[]>;

/** A line of measurements and where its values come from. */
export interface Line {
  series: Series;
  metric: Metric;
  subject: Subject;
  /** null: the main site; undefined: all sites together. */
  site: string | null | undefined;
}

/** Every line of a system, in the order of a row's values. */
export function linesOf(system: System): Line[] {
  return [...userLines(system), ...serviceLines(system), ...callLines(system)];
}

function userLines({ sources }: System): Line[] {
  return sources.flatMap(({ name: source, routes }) =>
    [null, ...routes.map(({ name }) => name)].flatMap((route) =>
      linesFor("users", metrics.users, {
        of: routeName(source, route),
        subject: { of: "source", source, route },
        site: undefined,
      }),
    ),
  );
}

/** Services of one's own: what happens inside somebody else's is seen by its callers only. */
function serviceLines(system: System): Line[] {
  const own = new Set(ownServices(system));
  return placesOf(system)
    .filter(({ service }) => own.has(service))
    .flatMap(({ service, site }) => {
      const measured = Number.isFinite(service.threads)
        ? metrics.service
        : metrics.service.filter((metric) => metric !== "busy_share");
      return linesFor("service", measured, {
        of: placeName(service.name, site),
        subject: { of: "service", service: service.name },
        site,
      });
    });
}

function callLines(system: System): Line[] {
  const sites = system.site ? [null, system.site.name] : [null];
  return sites.flatMap((site) =>
    system.calls
      .filter(({ from }) => site === null || !system.site!.shared.includes(from))
      .flatMap(({ from, to }) =>
        linesFor("call", site === null ? metrics.call : metrics.callElsewhere, {
          of: arrowName(from, to, site),
          subject: { of: "call", from, to },
          site,
        }),
      ),
  );
}

function linesFor(
  kind: Series["kind"],
  measured: readonly Metric[],
  { of, subject, site }: { of: string } & Pick<Line, "subject" | "site">,
): Line[] {
  return measured.map((metric) => ({
    series: { metric, of, kind, unit: metricUnits[metric] },
    metric,
    subject,
    site,
  }));
}

/** The values of all lines in each interval that closed after one moment and up to another. */
export function rowsBetween(
  telemetry: Telemetry,
  lines: readonly Line[],
  fromUs: number,
  toUs: number,
): Row[] {
  const columns = lines.map(({ metric, subject, site }) =>
    telemetry.series(metric, subject, fromUs, toUs, site),
  );
  const [first = []] = columns;
  return first.map(({ toUs: atUs }, row) => ({
    atUs,
    values: columns.map((column) => significant(column[row]!.value)),
  }));
}
