import type { ServerMessage } from "../../server/api/live.js";
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
  optional,
  orNull,
  table,
} from "./shapes.js";

/** An act, wherever one is told. */
export const isEntry = form({
  entry: isNumber,
  atUs: isNumber,
  clock: isText,
  seat: isText,
  tool: isText,
  title: isText,
  group: isText,
  input: isRecord,
  on: list(isText),
});

const news = form({
  rows: list(form({ atUs: isNumber, values: list(orNull(isNumber)) })),
  messages: list(
    form({ number: isNumber, atUs: isNumber, from: isText, channel: isText, text: isText }),
  ),
  alerts: list(form({ atUs: isNumber, alert: isText, state: isText, on: list(isText) })),
  deploys: list(form({ atUs: isNumber, service: isText, release: isText })),
  entries: list(isEntry),
});

const clock = form({
  nowUs: isNumber,
  speed: isNumber,
  paused: oneOf("player", "unattended", "frozen", null),
  ended: isFlag,
});

const room = form({
  incident: orNull(form({ severity: isText, title: isText })),
  roles: table(isText),
  acknowledged: list(isText),
  phase: isNumber,
  phaseSinceUs: isNumber,
  firing: list(form({ alert: isText, sinceUs: isNumber, severity: isText })),
  flags: table(isFlag),
  policies: table(isRecord),
  blocks: table(isText),
  sheds: table(isNumber),
  shifts: table(isNumber),
  draftTimeline: orNull(list(form({ at: isText, text: isText }))),
});

const drill = form({
  id: isText,
  title: isText,
  severity: isText,
  beginsUs: isNumber,
  opensUs: isNumber,
  endsUs: isNumber,
  intervalUs: isNumber,
  people: list(form({ id: isText, name: isText, role: isText })),
  channels: list(isText),
  phases: list(form({ id: isText, title: isText, minutes: isNumber, frozen: isFlag })),
  source: isText,
  indicators: list(form({ name: isText, metric: isText, of: isText })),
});

const messages: Record<ServerMessage["type"], Check> = {
  hello: form({
    schema: oneOf("smokejumper.live/1"),
    session: form({ id: isText, status: isText }),
    drill,
    tools: list(form({ name: isText, title: isText, group: isText, inputSchema: isRecord })),
    nodes: list(form({ id: isText, service: isText, external: isFlag })),
    arrows: list(form({ id: isText, from: isText, to: isText })),
    series: list(form({ metric: isText, of: isText, kind: isText, unit: isText })),
    clock,
    news,
    room,
  }),
  frame: form({ clock, news, room: optional(room) }),
  acted: form({ id: isNumber, entry: isEntry, observation: isAnything }),
  refused: form({
    id: orNull(isNumber),
    problem: form({ code: isText, message: isText, remedy: isText }),
  }),
  progress: form({ stage: isText, share: isNumber }),
  done: form({}),
  pong: form({ id: isNumber }),
};

/** A message of the server, or null for what is none: the page then waits for the next. */
export function readMessage(data: unknown): ServerMessage | null {
  if (typeof data !== "string") return null;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return null;
  }
  if (!isRecord(value) || typeof value.type !== "string") return null;
  const check = Object.hasOwn(messages, value.type)
    ? messages[value.type as ServerMessage["type"]]
    : null;
  return check?.(value) ? (value as unknown as ServerMessage) : null;
}
