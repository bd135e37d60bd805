import type { MapNode, Series } from "../../server/api/live.js";
import { metricTitle, nameTitle, type Unit } from "../ui/format.js";

export interface ChartLine {
  metric: string;
  of: string;
  label: string;
}

/** One small chart: lines of one unit about one thing. */
export interface ChartSpec {
  id: string;
  title: string;
  unit: Unit;
  /** Latencies span decades, so that their axis is logarithmic; everything else begins at 0. */
  scale: "linear" | "log";
  lines: readonly ChartLine[];
}

export interface ChartGroup {
  id: string;
  title: string;
  /** The service or source that a row of charts is about. */
  rows: { id: string; title: string; charts: ChartSpec[] }[];
}

/** Which metrics share a chart, for each kind of thing. */
const serviceCharts = [["rate"], ["error_share"], ["busy_threads", "queue"], ["p50", "p95", "p99"]];
const callCharts = [
  ["attempt_rate", "retry_rate", "timeout_rate", "refusal_rate"],
  ["error_share", "breaker_open"],
  ["p50", "p95", "p99"],
];
const usersCharts = [["success_share"], ["rate"], ["p99"]];

/** Small multiples of everything that is measured, users first. */
export function chartsOf(series: readonly Series[], nodes: readonly MapNode[]): ChartGroup[] {
  const away = new Set(nodes.filter(({ site }) => site !== null).map(({ site }) => site));
  const isHere = ({ of }: Series) => !away.has(of.split("@")[1] ?? "");
  const groups = [
    usersGroup(series.filter(({ kind }) => kind === "users")),
    partsGroup(
      "services",
      "Services",
      series.filter((one) => one.kind === "service" && isHere(one)),
      serviceCharts,
    ),
    partsGroup(
      "calls",
      "Calls",
      series.filter((one) => one.kind === "call" && isHere(one)),
      callCharts,
    ),
    partsGroup(
      "site",
      "Services at the second site",
      series.filter((one) => one.kind === "service" && !isHere(one)),
      serviceCharts,
    ),
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

/** Users by source; the routes of a source share its charts. */
function usersGroup(series: readonly Series[]): ChartGroup {
  const sources = [...new Set(series.map(({ of }) => of.split(".")[0]!))];
  return {
    id: "users",
    title: "Users",
    rows: sources.map((source) => ({
      id: source,
      title: nameTitle(source),
      charts: usersCharts.flatMap(([metric]) => {
        const lines = series.filter(
          (one) => one.metric === metric && (one.of === source || one.of.startsWith(`${source}.`)),
        );
        return chart(source, usersTitles[metric!] ?? metricTitle(metric!), lines, (one) =>
          one.of === source ? "all" : one.of.slice(source.length + 1),
        );
      }),
    })),
  };
}

function partsGroup(
  id: string,
  title: string,
  series: readonly Series[],
  sets: readonly (readonly string[])[],
): ChartGroup {
  const parts = [...new Set(series.map(({ of }) => of))];
  return {
    id,
    title,
    rows: parts.map((of) => ({
      id: of,
      title: nameTitle(of),
      charts: sets.flatMap((metrics) => {
        const lines = metrics.flatMap((metric) =>
          series.filter((one) => one.of === of && one.metric === metric),
        );
        return chart(of, chartTitles[metrics[0]!] ?? "", lines, (one) => metricTitle(one.metric));
      }),
    })),
  };
}

const usersTitles: Record<string, string> = { success_share: "success" };

const chartTitles: Record<string, string> = {
  rate: "requests",
  error_share: "errors",
  busy_threads: "threads and queue",
  p50: "latency",
  attempt_rate: "attempts",
};

function chart(
  of: string,
  title: string,
  lines: readonly Series[],
  label: (series: Series) => string,
): ChartSpec[] {
  const [first] = lines;
  if (!first) return [];
  const unit = first.unit;
  return [
    {
      id: `${of} ${first.metric}`,
      title: `${nameTitle(of)}: ${title}`,
      unit,
      scale: unit === "seconds" ? "log" : "linear",
      lines: lines
        .filter((one) => one.unit === unit)
        .map((one) => ({ metric: one.metric, of: one.of, label: label(one) })),
    },
  ];
}

export function unitTitle(unit: Unit): string {
  return { share: "per cent", seconds: "seconds", "per-second": "per second", count: "count" }[
    unit
  ];
}
