import { clockText, type Drill } from "../drill/drill.js";
import { type Problem, problem } from "../drill/problem.js";
import { renderTemplate } from "../drill/templates.js";
import type { World } from "../world/index.js";
import { beginPhase } from "./cast/cast.js";
import { advance, type Breathe } from "./clock.js";
import { Desk } from "./desk.js";
import { deepFreeze } from "./freeze.js";
import { type ClockMode, headerOf } from "./header.js";
import { type Entry, type Header, type Seat, seatsSchema } from "./journal/index.js";
import { Mailbox } from "./mailbox.js";
import { inboxOf, type OpeningObservation } from "./observation.js";
import type { Openings } from "./openings.js";
import { emptyRoom, type Room } from "./room.js";

export interface SessionOptions {
  drill: Drill;
  /** An integer from 0 to 2^53 - 1. */
  seed: number;
  seats: readonly Seat[];
  clock: ClockMode;
  openings: Openings;
  /** Called between slices of simulated time. */
  breathe?: Breathe | undefined;
}

/** All that a session consists of. */
export interface State {
  readonly desk: Desk;
  readonly header: Header;
  readonly opening: OpeningObservation;
  readonly world: World;
  readonly mailbox: Mailbox;
  readonly room: Room;
  readonly entries: Entry[];
  /** By seat, how many messages it has read. */
  readonly read: Map<string, number>;
  /** How many messages had come when the players left; what comes later reaches nobody. */
  messagesAtLeave: number | null;
  readonly breathe: Breathe | undefined;
  /** Set once the world took on more than it can hold: it stopped half way through an event, and must not run on. */
  overload: Problem | null;
}

/** The moment at which the players enter. Throws a problem for a broken drill. */
export async function openState(options: SessionOptions): Promise<State> {
  const { drill, seed, seats, clock, openings, breathe } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`${seed} is not a seed`);
  checkSeats(seats);
  const desk = new Desk(drill, clock);
  const world = await openings.opening(drill, seed);
  const mailbox = Mailbox.of(drill);
  mailbox.look(world.telemetry, world.nowUs);
  const room = emptyRoom(drill.opensUs);
  if (drill.cast) {
    beginPhase(
      {
        drill,
        room,
        telemetry: world.telemetry,
        nowUs: world.nowUs,
        entry: 0,
        entries: [],
        post: (reply) => mailbox.post(reply),
        withdraw: (id) => mailbox.withdraw(id),
      },
      true,
    );
  }
  return {
    desk,
    header: deepFreeze(headerOf(drill, seed, seats, clock)),
    opening: deepFreeze(openingOf(drill, world, mailbox)),
    world,
    mailbox,
    room,
    entries: [],
    read: new Map(seats.map(({ seat }) => [seat, mailbox.deliveries.length])),
    messagesAtLeave: null,
    breathe,
    overload: null,
  };
}

/** The same moment once more; what happens to one does not touch the other. */
export function forkState(state: State): State {
  return {
    ...state,
    world: state.world.fork(),
    mailbox: state.mailbox.fork(),
    room: structuredClone(state.room),
    entries: [...state.entries],
    read: new Map(state.read),
  };
}

/** Lets time pass, at most to the drill's end, or until `stop` says so. */
export function runTo(
  { world, mailbox, desk, breathe }: State,
  toUs: number,
  stop?: () => boolean,
): Promise<void> {
  const untilUs = Math.min(toUs, desk.drill.endsUs);
  return advance(world, mailbox, untilUs, { breathe, ...(stop && { stop }) });
}

/** True once the world has reached the drill's end. */
export function hasEnded({ world, desk }: State): boolean {
  return world.nowUs >= desk.drill.endsUs;
}

/** A run must not begin whose journal nobody could read again. */
function checkSeats(seats: readonly Seat[]): void {
  const { error } = seatsSchema.safeParse(seats);
  if (!error) return;
  const { path, message } = error.issues[0]!;
  const value = ["seats", ...path].join(" ");
  const expected = `fit for a journal (${message})`;
  throw problem("value-invalid", { value, expected, remedy: "choose other names" });
}

function openingOf(drill: Drill, world: World, mailbox: Mailbox): OpeningObservation {
  const { telemetry, nowUs: atUs } = world;
  return {
    clock: clockText(drill, atUs),
    inbox: inboxOf(drill, mailbox.deliveries),
    briefing: renderTemplate(drill.briefing, { drill, telemetry, atUs }),
    title: drill.title,
    severity: drill.severity,
    date: drill.clock.date,
    ends: clockText(drill, drill.endsUs),
    people: drill.people.map(({ id, name, role }) => ({ id, name, role })),
    ended: false,
  };
}
