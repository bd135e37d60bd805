/** The documents of the server that the page asks for, checked for what the page relies on. */
import type { Debrief, Reference } from "../../server/api/debrief.js";
import type {
  DrillSummary,
  Rating,
  SessionSummary,
  WhatIfDocument,
  WhatIfRequest,
} from "../../server/api/documents.js";
import { isEntry } from "../live/messages.js";
import {
  type Check,
  form,
  isAnything,
  isFlag,
  isNumber,
  isRecord,
  isText,
  list,
  oneOf,
  orNull,
  table,
} from "../live/shapes.js";
import { call, RequestFailed } from "./call.js";

const isSession = form({
  id: isText,
  drill: isText,
  title: isText,
  seed: isNumber,
  status: oneOf("live", "scoring", "done"),
  updatedAt: isText,
  clock: isText,
});
const isOneSession = form({ session: isSession });
const isSessionList = form({ sessions: list(isSession) });
const isDrillList = form({
  drills: list(
    form({ id: isText, title: isText, summary: isText, minutes: isNumber, severity: isText }),
  ),
});
const isReference = form({ points: isNumber, max: isNumber, entries: list(isEntry) });
const isSide = form({ userRequests: isNumber, userFailures: isNumber, points: isNumber });
const isWhatIf = form({
  alteration: isText,
  original: isSide,
  altered: isSide,
  curve: form({ atUs: list(isNumber), original: isAnything, altered: isAnything }),
});
const isDebrief = form({
  schema: oneOf("smokejumper.debrief/1"),
  session: isSession,
  drill: form({ beginsUs: isNumber, opensUs: isNumber, endsUs: isNumber, intervalUs: isNumber }),
  nodes: list(form({ id: isText, service: isText })),
  arrows: list(form({ id: isText, from: isText, to: isText })),
  series: list(form({ metric: isText, of: isText, unit: isText })),
  rows: list(form({ atUs: isNumber, values: list(orNull(isNumber)) })),
  entries: list(isEntry),
  faults: list(form({ atUs: isNumber, text: isText, on: list(isText) })),
  harm: form({ atUs: list(isNumber), failed: list(isNumber), unattended: list(isNumber) }),
  outcome: form({ userRequests: isNumber, userFailures: isNumber, marks: table(isNumber) }),
  score: form({
    verdict: isText,
    points: isNumber,
    dimensions: list(isRecord),
    actions: list(isRecord),
  }),
  readOnly: isFlag,
});

export const listDrills = async () =>
  (await ask<{ drills: DrillSummary[] }>("GET", "/drills", isDrillList)).drills;

export const listSessions = async () =>
  (await ask<{ sessions: SessionSummary[] }>("GET", "/sessions", isSessionList)).sessions;

export const startSession = async (drill: string, seed?: number) =>
  (await askSession("/sessions", seed === undefined ? { drill } : { drill, seed })).session;

export const forkSession = async (id: string, atUs: number) =>
  (await askSession(`/sessions/${id}/fork`, { atUs })).session;

export const readSession = async (id: string) =>
  (await ask<{ session: SessionSummary }>("GET", `/sessions/${id}`, isOneSession)).session;

export const deleteSession = (id: string) => call("DELETE", `/sessions/${id}`);

export const readDebrief = (source: { session: string } | { token: string }) =>
  ask<Debrief>(
    "GET",
    "session" in source
      ? `/sessions/${encodeURIComponent(source.session)}/debrief`
      : `/shared/${encodeURIComponent(source.token)}`,
    isDebrief,
  );

export const readReference = (id: string) =>
  ask<Reference>("GET", `/sessions/${id}/reference`, isReference);

/** An act that was taken, with what it gave to see. */
export const readEntry = (id: string, entry: number) =>
  ask<{ observation: unknown }>(
    "GET",
    `/sessions/${id}/entries/${entry}`,
    form({ observation: isAnything }),
  );

export const rate = (id: string, rating: Rating) => call("PUT", `/sessions/${id}/rating`, rating);

export const askWhatIf = (id: string, request: WhatIfRequest) =>
  ask<WhatIfDocument>("POST", `/sessions/${id}/whatif`, isWhatIf, request);

export const share = async (id: string) =>
  (await ask<{ path: string }>("POST", `/sessions/${id}/share`, form({ path: isText }))).path;

export const unshare = (id: string) => call("DELETE", `/sessions/${id}/share`);

export const journalPath = (id: string) => `/api/v1/sessions/${id}/journal`;

function askSession(path: string, body: unknown) {
  return ask<{ session: SessionSummary }>("POST", path, isOneSession, body);
}

async function ask<Document>(
  method: "GET" | "POST",
  path: string,
  check: Check,
  body?: unknown,
): Promise<Document> {
  const document = await call(method, path, body);
  if (check(document)) return document as Document;
  throw new RequestFailed(
    "answer-unreadable",
    "The server answered in a form that this page does not know.",
    "Load the page again: it may be older than the server.",
  );
}
