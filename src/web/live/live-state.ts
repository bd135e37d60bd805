import type { EntryView, SessionSummary } from "../../server/api/documents.js";
import type {
  AlertEvent,
  ClockState,
  DeployEvent,
  DrillView,
  Hello,
  MapArrow,
  MapNode,
  Message,
  News,
  RoomState,
  Series,
  ToolView,
} from "../../server/api/live.js";
import { SeriesMatrix } from "./series-matrix.js";

/**
 * connecting: no greeting yet. live: all is well. reconnecting: the connection is lost and is being made again.
 * scoring: the run has ended and its debrief is being computed. done: the debrief is there. failed: it will not work.
 */
export type Connection = "connecting" | "live" | "reconnecting" | "scoring" | "done" | "failed";

/** What the server said about the run, all in one; replaced, never changed, except for the matrix that grows. */
export interface LiveRun {
  session: SessionSummary;
  drill: DrillView;
  tools: readonly ToolView[];
  nodes: readonly MapNode[];
  arrows: readonly MapArrow[];
  series: readonly Series[];
  matrix: SeriesMatrix;
  /** Rows in the matrix; it changes when the matrix does. */
  rows: number;
  clock: ClockState;
  room: RoomState;
  messages: readonly Message[];
  alerts: readonly AlertEvent[];
  deploys: readonly DeployEvent[];
  entries: readonly EntryView[];
}

export interface LiveState {
  connection: Connection;
  /** Null until the greeting. */
  run: LiveRun | null;
  /** The person's own time of day at which the connection was lost; null while there is one. */
  lostAt: string | null;
  /** True for a while after the connection has come back. */
  restored: boolean;
  progress: { stage: string; share: number } | null;
  /** Acts that are under way, by tool. */
  pending: readonly string[];
  /** Why it failed. */
  failure: { title: string; text: string } | null;
}

export const firstState: LiveState = {
  connection: "connecting",
  run: null,
  lostAt: null,
  restored: false,
  progress: null,
  pending: [],
  failure: null,
};

export function greeted(hello: Hello): LiveRun {
  const { session, drill, tools, nodes, arrows, series, clock, room, news } = hello;
  const matrix = new SeriesMatrix(series);
  const empty = { messages: [], alerts: [], deploys: [], entries: [] };
  const blank = { session, drill, tools, nodes, arrows, series, matrix, rows: 0, clock, room };
  return withNews({ ...blank, ...empty }, news);
}

/** The run with what is new. Lists that did not grow stay the same objects. */
export function withNews(run: LiveRun, news: News): LiveRun {
  for (const row of news.rows) run.matrix.add(row);
  const lastMessage = run.messages.at(-1)?.number ?? -1;
  return {
    ...run,
    rows: run.matrix.rows,
    messages: joined(
      run.messages,
      news.messages.filter(({ number }) => number > lastMessage),
    ),
    alerts: joined(run.alerts, news.alerts),
    deploys: joined(run.deploys, news.deploys),
    entries: withEntries(run.entries, news.entries),
  };
}

/** An entry comes with the answer to its act and again with the news; it counts once. */
export function withEntries(
  known: readonly EntryView[],
  added: readonly EntryView[],
): readonly EntryView[] {
  const last = known.at(-1)?.entry ?? 0;
  const fresh = added.filter(({ entry }) => entry > last).sort((a, b) => a.entry - b.entry);
  return joined(known, fresh);
}

function joined<Item>(known: readonly Item[], added: readonly Item[]): readonly Item[] {
  return added.length === 0 ? known : [...known, ...added];
}
