/**
 * What passes over a session's WebSocket, /api/v1/sessions/ID/live.
 *
 * The server greets with everything that the page needs to show the present moment; then come frames with what is
 * new. Actions are answered in the order in which they were sent, each only after its journal entry is on disk.
 */
import * as z from "zod";
import {
  actionSchema,
  entryViewSchema,
  jsonValue,
  problemSchema,
  sessionSummarySchema,
} from "./documents.js";

/** Client to server. `id` is the client's own, to match answers with. */
export const clientMessageSchema = z.discriminatedUnion("type", [
  actionSchema.extend({ type: z.literal("act"), id: z.int().min(0) }),
  z.strictObject({ type: z.literal("ping"), id: z.int().min(0) }),
]);

const nullableNumber = z.number().nullable();

/** A service's box on the map. With a second site, every service of it has a box there as well. */
export const nodeSchema = z.strictObject({
  /** The service, with `@SITE` behind it at the second site. */
  id: z.string(),
  service: z.string(),
  site: z.string().nullable(),
  /** Somebody else's system: only what its callers see of it is known. */
  external: z.boolean(),
  /** Threads over all replicas; null where nothing limits them or nobody knows. */
  threads: nullableNumber,
  /** How long a restart takes; left out for external services and at the second site. */
  restartUs: z.int().optional(),
  /** Replicas that it can be scaled to; left out like the above. */
  maximumReplicas: z.int().optional(),
});

export const arrowSchema = z.strictObject({
  /** `from->to`; from users, `SOURCE->SERVICE`. */
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** From users: the series of those of their requests that go this way. A call is measured by its own id. */
  of: z.array(z.string()).optional(),
});

/** One measured line: what it is, of what, in which unit. Latencies are in seconds, shares from 0 to 1. */
export const seriesSchema = z.strictObject({
  metric: z.string(),
  /** As the tool query_metrics names it; `SERVICE@SITE` at the second site. */
  of: z.string(),
  kind: z.enum(["users", "service", "call"]),
  unit: z.enum(["share", "seconds", "per-second", "count"]),
});

/** The values of all series in one telemetry interval, in the order of the series. */
export const rowSchema = z.strictObject({
  /** The interval's end. */
  atUs: z.int(),
  values: z.array(nullableNumber),
});

export const alertEventSchema = z.strictObject({
  atUs: z.int(),
  clock: z.string(),
  alert: z.string(),
  severity: z.enum(["page", "ticket"]),
  state: z.enum(["firing", "resolved"]),
  /** Services or calls that it is about. */
  on: z.array(z.string()),
});

export const messageSchema = z.strictObject({
  number: z.int().min(0),
  atUs: z.int(),
  clock: z.string(),
  from: z.string(),
  /** `page` for the pager. */
  channel: z.string(),
  text: z.string(),
});

/** Something that was deployed, or rolled back by a player. */
export const deployEventSchema = z.strictObject({
  atUs: z.int(),
  clock: z.string(),
  service: z.string(),
  release: z.string(),
  by: z.string(),
  summary: z.string(),
});

/** What is agreed and in force now. */
export const roomSchema = z.strictObject({
  incident: z
    .strictObject({ severity: z.string(), title: z.string(), clock: z.string() })
    .nullable(),
  roles: z.record(z.string(), z.string()),
  acknowledged: z.array(z.string()),
  hintsTaken: z.int(),
  hintsLeft: z.int(),
  /** Points that the next hint costs; null when none is left. */
  nextHintCost: nullableNumber,
  /** Index into the drill's phases. */
  phase: z.int(),
  /** By phase, when it was entered. */
  phaseSinceUs: z.int(),
  firing: z.array(z.strictObject({ alert: z.string(), sinceUs: z.int(), severity: z.string() })),
  flags: z.record(z.string(), z.boolean()),
  /** By service, its replicas by release. */
  releases: z.record(z.string(), z.record(z.string(), z.int())),
  /** By service, the release that a roll-back would go to; null when there is none. */
  earlierReleases: z.record(z.string(), z.string().nullable()),
  /** By call, its policy in words, as show_topology tells it. */
  policies: z.record(z.string(), z.record(z.string(), jsonValue)),
  blocks: z.record(z.string(), z.string()),
  /** By route, the share refused at the edge, and the share sent to the second site; only those above 0. */
  sheds: z.record(z.string(), z.number()),
  shifts: z.record(z.string(), z.number()),
  /** What has happened so far, for the timeline of a postmortem to begin with; null where none is written. */
  draftTimeline: z.array(z.strictObject({ at: z.string(), text: z.string() })).nullable(),
});

export const toolSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  group: z.enum(["observe", "operate", "communicate", "run"]),
  costSeconds: z.number(),
  inputSchema: z.record(z.string(), jsonValue),
});

export const drillViewSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  severity: z.string(),
  briefing: z.string(),
  /** The day, as 2026-05-12, and the time of day at the epoch, for clocks. */
  date: z.string(),
  beginsUs: z.int(),
  opensUs: z.int(),
  endsUs: z.int(),
  intervalUs: z.int(),
  people: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })),
  roles: z.array(z.string()),
  channels: z.array(z.string()),
  phases: z.array(
    z.strictObject({ id: z.string(), title: z.string(), minutes: z.number(), frozen: z.boolean() }),
  ),
  runbooks: z.array(z.strictObject({ name: z.string(), title: z.string() })),
  /** Users' requests that the outcome counts; the big numbers of the page are of these. */
  source: z.string(),
  /** Measured values that decide whether customers are well, as `of` and `metric` of series. */
  indicators: z.array(z.strictObject({ name: z.string(), metric: z.string(), of: z.string() })),
});

/** What has changed since the last frame; the greeting has all of it since the beginning. */
export const newsSchema = z.strictObject({
  rows: z.array(rowSchema),
  messages: z.array(messageSchema),
  alerts: z.array(alertEventSchema),
  deploys: z.array(deployEventSchema),
  entries: z.array(entryViewSchema),
});

const clockState = z.strictObject({
  /** The drill's clock when this was sent, and how fast it goes: 0 while paused or in a frozen phase. */
  nowUs: z.int(),
  speed: z.number(),
  /** Why it stands: the player paused, nobody was there, the phase is a meeting; null while it goes. */
  paused: z.enum(["player", "unattended", "frozen"]).nullable(),
  /** The speed for `set_speed` with which a paused run goes on as before. */
  resumeSpeed: z.string(),
  ended: z.boolean(),
});

export const serverMessageSchema = z.union([
  z.strictObject({
    type: z.literal("hello"),
    schema: z.literal("smokejumper.live/1"),
    session: sessionSummarySchema,
    drill: drillViewSchema,
    tools: z.array(toolSchema),
    nodes: z.array(nodeSchema),
    arrows: z.array(arrowSchema),
    series: z.array(seriesSchema),
    clock: clockState,
    news: newsSchema,
    room: roomSchema,
  }),
  z.strictObject({
    type: z.literal("frame"),
    clock: clockState,
    news: newsSchema,
    /** Left out when it is as before. */
    room: roomSchema.optional(),
  }),
  z.strictObject({
    type: z.literal("acted"),
    id: z.int(),
    entry: entryViewSchema,
    chain: z.string(),
    observation: jsonValue,
  }),
  z.strictObject({ type: z.literal("refused"), id: z.int().nullable(), problem: problemSchema }),
  /** Setting up, running to the end, scoring: long work, from 0 to 1. */
  z.strictObject({ type: z.literal("progress"), stage: z.string(), share: z.number() }),
  /** The debrief is there. */
  z.strictObject({ type: z.literal("done") }),
  z.strictObject({ type: z.literal("pong"), id: z.int() }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type Hello = Extract<ServerMessage, { type: "hello" }>;
export type Frame = Extract<ServerMessage, { type: "frame" }>;
export type News = z.infer<typeof newsSchema>;
export type RoomState = z.infer<typeof roomSchema>;
export type ClockState = z.infer<typeof clockState>;
export type Series = z.infer<typeof seriesSchema>;
export type Row = z.infer<typeof rowSchema>;
export type MapNode = z.infer<typeof nodeSchema>;
export type MapArrow = z.infer<typeof arrowSchema>;
export type AlertEvent = z.infer<typeof alertEventSchema>;
export type Message = z.infer<typeof messageSchema>;
export type DeployEvent = z.infer<typeof deployEventSchema>;
export type DrillView = z.infer<typeof drillViewSchema>;
export type ToolView = z.infer<typeof toolSchema>;
