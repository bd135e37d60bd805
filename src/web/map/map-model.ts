import type { MapArrow, MapNode, RoomState } from "../../server/api/live.js";
import type { SeriesMatrix } from "../live/series-matrix.js";
import { formatNumber, formatValue, nameTitle } from "../ui/format.js";
import type { Health } from "../ui/health.js";
import { errorsShow, healthOf, usersHealth } from "./health.js";

/** What is drawn; the same for a live run and for a replay. */
export interface MapModel {
  nodes: readonly MapNode[];
  arrows: readonly MapArrow[];
  matrix: SeriesMatrix;
}

/** Policies and measures in force at the row; a replay that does not know them leaves them out. */
export type InForce = Pick<RoomState, "flags" | "policies" | "blocks" | "sheds" | "shifts">;

export interface BoxView {
  id: string;
  kind: "service" | "external" | "users";
  title: string;
  site: string | null;
  health: Health;
  /** The state in words, such as "pool full". */
  word: string;
  rate: number | null;
  errorShare: number | null;
  p99: number | null;
  busy: number | null;
  threads: number | null;
  busyShare: number | null;
  queue: number | null;
  replicas: number | null;
}

export interface ArrowView {
  id: string;
  /** The tool's name for it: a call, or a source of users. */
  subject: string;
  kind: "call" | "users";
  from: string;
  to: string;
  title: string;
  health: Health;
  word: string;
  rate: number | null;
  errorShare: number | null;
  p99: number | null;
  /** Attempts for each request; null without any. */
  attemptsPerCall: number | null;
  /** What is in force or going on: "breaker open", "retries x3", "blocked", "flag: skipped". */
  badges: string[];
  /** How the caller treats the callee, in words. */
  policy: string | null;
}

export interface MapView {
  boxes: BoxView[];
  arrows: ArrowView[];
}

/** Everything that the map says about one row of the measurements. */
export function viewOf(model: MapModel, row: number, inForce: InForce | null): MapView {
  const at = (metric: string, of: string) =>
    model.matrix.valueAt(model.matrix.find(metric, of), row);
  const own = new Set(model.nodes.map(({ id }) => id));
  const sources = [...new Set(model.arrows.map(({ from }) => from))].filter((id) => !own.has(id));
  const arrows = model.arrows.map((arrow) =>
    own.has(arrow.from) ? callView(arrow, at, inForce) : usersArrow(arrow, at, model, inForce),
  );
  return {
    boxes: [
      ...sources.map((source) => usersBox(source, at)),
      ...model.nodes.map((node) =>
        node.external ? externalBox(node, arrows) : serviceBox(node, at),
      ),
    ],
    arrows,
  };
}

type At = (metric: string, of: string) => number | null;

function usersBox(source: string, at: At): BoxView {
  const success = at("success_share", source);
  const health = usersHealth(success);
  return {
    ...blankBox,
    id: source,
    kind: "users",
    title: nameTitle(source),
    health,
    word: success === null ? "no traffic" : `${formatValue(1 - success, "share")} failing`,
    rate: at("rate", source),
    errorShare: success === null ? null : 1 - success,
    p99: at("p99", source),
  };
}

function serviceBox(node: MapNode, at: At): BoxView {
  const { id } = node;
  const errorShare = at("error_share", id);
  const p99 = at("p99", id);
  const busy = at("busy_threads", id);
  const replicas = at("replicas_up", id);
  const busyShare = at("busy_share", id);
  const threads =
    busy !== null && busyShare !== null && busyShare > 0.01
      ? Math.round(busy / busyShare)
      : node.threads;
  const isDown = replicas === 0;
  const health = isDown ? "failing" : healthOf({ errorShare, busyShare, p99 });
  return {
    ...blankBox,
    id,
    kind: "service",
    title: nameTitle(node.service),
    site: node.site,
    health,
    word: siteWords(node, isDown ? "down" : serviceWord(health, { busyShare, errorShare })),
    rate: at("rate", id),
    errorShare,
    p99,
    busy,
    threads,
    busyShare,
    queue: at("queue", id),
    replicas,
  };
}

function siteWords({ site }: MapNode, word: string): string {
  return site === null ? word : `${site}: ${word}`;
}

function serviceWord(
  health: Health,
  { busyShare, errorShare }: Pick<BoxView, "busyShare" | "errorShare">,
): string {
  if (health === "unknown") return "idle";
  if (health === "ok") return "ok";
  if ((busyShare ?? 0) >= 0.99) return "pool full";
  if (errorsShow(errorShare)) return `${formatValue(errorShare, "share")} fail`;
  return (busyShare ?? 0) >= 0.8 ? "pool nearly full" : "slow";
}

/**
 * Somebody else's system: how it is inside, nobody here knows. What its callers measure stands on their arrows, and to
 * draw conclusions from it is the player's part.
 */
function externalBox(node: MapNode, arrows: readonly ArrowView[]): BoxView {
  const calls = arrows.filter(({ to }) => to === node.id);
  const p99s = calls.map(({ p99 }) => p99).filter((p99) => p99 !== null);
  const p99 = p99s.length > 0 ? Math.max(...p99s) : null;
  return {
    ...blankBox,
    id: node.id,
    kind: "external",
    title: nameTitle(node.id),
    site: node.site,
    health: "unknown",
    word: p99 === null ? "not called" : "somebody else's",
    rate: calls.reduce((sum, { rate }) => sum + (rate ?? 0), 0),
    p99,
  };
}

function usersArrow(arrow: MapArrow, at: At, model: MapModel, inForce: InForce | null): ArrowView {
  const { id, from, to } = arrow;
  const isMain = siteOf(id) === null;
  const { rate, errorShare, p99 } = isMain ? usersHere(arrow, at, model) : usersAway(to, at, model);
  const health = rate === null || rate === 0 ? "unknown" : healthOf({ errorShare });
  return {
    id,
    subject: from,
    kind: "users",
    from,
    to,
    title: `${nameTitle(from)} to ${nameTitle(to)}`,
    health,
    word: arrowWord(health, errorShare, rate),
    rate,
    errorShare,
    p99,
    attemptsPerCall: null,
    badges: isMain ? edgeBadges(from, inForce) : [],
    policy: null,
  };
}

type Flow = Pick<ArrowView, "rate" | "errorShare" | "p99">;

/** What users ask of a service at the main site: the requests of those routes that go to it. */
function usersHere({ from, to, of = [from] }: MapArrow, at: At, model: MapModel): Flow {
  const twin = model.nodes.find((node) => node.service === to && node.site !== null);
  // Users are measured over all sites together; what the second site takes is known from its own service.
  const elsewhere = twin ? (usersAway(twin.id, at, model).rate ?? 0) : 0;
  let whole: number | null = null;
  let failing: number | null = null;
  let p99: number | null = null;
  for (const line of of) {
    const rate = at("rate", line);
    const success = at("success_share", line);
    if (rate !== null) whole = (whole ?? 0) + rate;
    if (rate !== null && success !== null) failing = (failing ?? 0) + rate * (1 - success);
    const slowest = at("p99", line);
    if (slowest !== null) p99 = Math.max(p99 ?? 0, slowest);
  }
  const errorShare = failing === null || !whole ? null : failing / whole;
  return { rate: minus(whole, elsewhere), errorShare, p99 };
}

/** What users ask of a service at the second site: what it takes, without the calls of others there. */
function usersAway(to: string, at: At, { arrows, nodes }: MapModel): Flow {
  const callers = new Set(nodes.map(({ id }) => id));
  const calls = arrows
    .filter((arrow) => arrow.to === to && callers.has(arrow.from))
    .reduce((sum, { id }) => sum + (at("attempt_rate", id) ?? 0), 0);
  return {
    rate: minus(at("rate", to), calls),
    errorShare: at("error_share", to),
    p99: at("p99", to),
  };
}

function callView(arrow: MapArrow, at: At, inForce: InForce | null): ArrowView {
  const { id, from, to } = arrow;
  const [call = id] = id.split("@");
  const rate = at("attempt_rate", id);
  const retries = at("retry_rate", id);
  const errorShare = at("error_share", id);
  const p99 = at("p99", id);
  const attemptsPerCall =
    rate !== null && retries !== null && rate - retries > 0 ? rate / (rate - retries) : null;
  const isQuiet = rate === null || rate === 0;
  const health = isQuiet ? "unknown" : healthOf({ errorShare, p99 });
  const policy = inForce?.policies[call];
  const badges: string[] = [];
  const blocked = inForce?.blocks[id] ?? inForce?.blocks[call];
  if (blocked && blocked !== "none")
    badges.push(blocked === "drop" ? "blocked, silent" : "blocked");
  const flag = typeof policy?.skippedByFlag === "string" ? policy.skippedByFlag : "none";
  if (inForce?.flags[flag]) badges.push("flag: skipped");
  if ((at("breaker_open", id) ?? 0) >= 0.5) badges.push("breaker open");
  if (attemptsPerCall !== null && attemptsPerCall >= 1.1) {
    badges.push(`retries ×${formatNumber(attemptsPerCall)}`);
  }
  const timeouts = at("timeout_rate", id) ?? 0;
  const timeoutShare = rate ? timeouts / rate : 0;
  return {
    id,
    subject: call,
    kind: "call",
    from,
    to,
    title: `${nameTitle(from)} to ${nameTitle(to)}`,
    health,
    word: arrowWord(health, errorShare, rate, { p99, timeoutShare }),
    rate,
    errorShare,
    p99,
    attemptsPerCall,
    badges,
    policy: policy ? policyWords(policy) : null,
  };
}

function arrowWord(
  health: Health,
  errorShare: number | null,
  rate: number | null,
  { p99 = null, timeoutShare = 0 }: { p99?: number | null; timeoutShare?: number } = {},
): string {
  if (rate === null || rate === 0) return "no traffic";
  if (errorsShow(errorShare)) {
    const verb = timeoutShare > (errorShare ?? 0) / 2 ? "timeout" : "fail";
    return `${formatValue(errorShare, "share")} ${verb}`;
  }
  if (health === "ok" || health === "unknown") return "ok";
  return `slow, ${formatValue(p99, "seconds")}`;
}

/** "timeout 10 s, 2 retries, no breaker": the parts that decide how a failure travels. */
function policyWords(policy: Record<string, unknown>): string {
  const said = (value: unknown) => (value === "none" || value === undefined ? null : value);
  const timeout = said(policy.timeout);
  const retries = Number(policy.retries ?? 0);
  const budget = said(policy.retryBudget);
  const words = [
    timeout ? `timeout ${timeout}` : "no timeout",
    retries > 0 ? `${retries} ${retries === 1 ? "retry" : "retries"}` : "no retries",
    retries > 0 && (budget ? `budget ${budget}` : "no budget"),
    said(policy.breaker) ? "breaker" : "no breaker",
    said(policy.bulkhead) && `bulkhead ${policy.bulkhead}`,
    said(policy.pool) && `pool ${policy.pool}`,
    said(policy.fallback) && `fallback ${policy.fallback}`,
  ];
  return words.filter(Boolean).join(", ");
}

function edgeBadges(source: string, inForce: InForce | null): string[] {
  if (!inForce) return [];
  const largest = (shares: Record<string, number>) =>
    Math.max(
      0,
      ...Object.entries(shares)
        .filter(([route]) => route === source || route.startsWith(`${source}.`))
        .map(([, share]) => share),
    );
  const shed = largest(inForce.sheds);
  const shifted = largest(inForce.shifts);
  return [
    ...(shed > 0 ? [`${formatValue(shed, "share")} refused`] : []),
    ...(shifted > 0 ? [`${formatValue(shifted, "share")} shifted`] : []),
  ];
}

function siteOf(id: string): string | null {
  return id.split("@")[1] ?? null;
}

function minus(value: number | null, taken: number): number | null {
  return value === null ? null : Math.max(0, value - taken);
}

const blankBox = {
  site: null,
  rate: null,
  errorShare: null,
  p99: null,
  busy: null,
  threads: null,
  busyShare: null,
  queue: null,
  replicas: null,
};
