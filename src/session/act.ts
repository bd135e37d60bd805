import { clockText } from "../drill/drill.js";
import { type Problem, problem } from "../drill/problem.js";
import type { Change } from "../world/system.js";
import { withinLimits } from "./clock.js";
import type { Checked } from "./desk.js";
import { factsOf, untrueClaims } from "./facts.js";
import { deepFreeze } from "./freeze.js";
import {
  chained,
  type Effect,
  type Entry,
  hashOf,
  type Json,
  type WordsEffect,
  type WorldEffect,
} from "./journal/index.js";
import { inboxOf, type Observation, type Refusal, refusal } from "./observation.js";
import { hasEnded, runTo, type State } from "./state.js";
import type { ToolContext, ToolGroup } from "./tools/tool.js";
import { type Understanding, understand, withRefuted } from "./understanding.js";

export interface Action {
  seat: string;
  tool: string;
  input: unknown;
  /** The moment of the action on a wall clock, in microseconds since the drill's epoch; ignored when stepped. */
  atUs?: number;
}

export type Acted =
  | { ok: true; entry: Entry; observation: Observation }
  /** The action was not taken: nothing happened and nothing was journalled. */
  | { ok: false; problem: Problem; observation: Refusal };

/** What an action brings about beside its answer, as it comes about. */
type Effects = WorldEffect & WordsEffect;

/** Takes one action; see `Session.act`. Everything that could be wrong with it is found before anything happens. */
export async function takeAction(
  state: State,
  action: Action,
  recorded: readonly Understanding[],
): Promise<Acted> {
  const checked = check(state, action);
  if (checked instanceof Error) return refuse(state, checked);
  const { drill } = state.desk;
  const stepped = state.header.clock.mode === "stepped";
  // In a phase that is a meeting, whatever is done takes none of the run's time.
  const isMeeting = () => drill.phases[state.room.phase]?.frozen ?? false;
  const costUs = isMeeting() ? 0 : checked.desk.costUs;
  const atUs = stepped ? state.world.nowUs + costUs : action.atUs!;
  await runTo(state, atUs);
  // The run was over before the action could take effect.
  if (atUs >= drill.endsUs) return refuse(state, problem("session-finished", {}));

  const { tool } = checked.desk;
  const effects: Effects = { changed: false, changes: [], understood: [] };
  const context = contextOf(state, action.seat, atUs, effects, recorded);
  const result = await tool.handle(checked.parsed, context);
  // While people sit together, nobody waits for an answer.
  const untilUs = isMeeting() ? Number.POSITIVE_INFINITY : atUs;
  state.mailbox.bringReplies(state.world.telemetry, state.world.nowUs, untilUs);
  const observation = observe(state, action.seat, result);
  const effect = effectOf(tool.group, effects);
  const entry = record(state, action, checked, { atUs, effect, observation });
  return { ok: true, entry, observation };
}

/** The answer to an action that is not taken. */
export function refuse(state: State, why: Problem): Acted {
  const clock = clockText(state.desk.drill, state.world.nowUs);
  return { ok: false, problem: why, observation: refusal(why, clock, hasEnded(state)) };
}

function check(state: State, { seat, tool, input, atUs }: Action): Checked | Problem {
  // Actions come from other programs as well, which no compiler checked.
  for (const [key, value] of Object.entries({ seat, tool })) {
    if (typeof value === "string") continue;
    const remedy = `write the ${key}'s name`;
    return problem("value-invalid", { value: `the ${key}`, expected: "a text", remedy });
  }
  if (hasEnded(state)) return problem("session-finished", {});
  const { header, desk, world } = state;
  if (!header.seats.some((known) => known.seat === seat)) {
    const seats = header.seats.map((known) => known.seat).join(", ");
    return problem("seat-unknown", { seat, seats });
  }
  const onWall = header.clock.mode === "wall";
  if (onWall && (!Number.isSafeInteger(atUs) || atUs! < world.nowUs)) {
    return problem("moment-past", { moment: String(atUs), now: String(world.nowUs) });
  }
  return desk.check(tool, input);
}

function effectOf(group: ToolGroup, { changed, changes, understood }: Effects): Effect | null {
  if (group === "operate") return { changed, changes };
  return understood.length > 0 ? { understood } : null;
}

function contextOf(
  state: State,
  seat: string,
  atUs: number,
  effects: Effects,
  recorded: readonly Understanding[],
): ToolContext {
  const { world, room, desk, mailbox } = state;
  const { drill, vocabulary } = desk;
  const run = { drill, telemetry: world.telemetry, entries: state.entries, nowUs: atUs };
  return {
    drill,
    vocabulary,
    telemetry: world.telemetry,
    room,
    seat,
    entries: state.entries,
    entry: state.entries.length + 1,
    nowUs: atUs,
    clock: (momentUs) => clockText(drill, momentUs),
    apply: (change: Change) => {
      const changed = withinLimits(() => world.apply(change));
      if (changed) room.changes.push({ atUs, change });
      effects.changes.push(change);
      effects.changed ||= changed;
      return changed;
    },
    understand: async (item, words, untrueIn) => {
      const read = async () => {
        const understood = await understand(item, words, factsOf(run));
        const untrue = { ...untrueClaims(understood, run), ...(await untrueIn?.(run)) };
        return withRefuted(understood, untrue);
      };
      const known = recorded.find((one) => one.item === item);
      const understood = known ? structuredClone(known) : await read();
      effects.understood.push(understood);
      return understood;
    },
    pass: (toUs, { news } = { news: false }) => {
      const seen = () => mailbox.deliveries.length + world.telemetry.alertLog.length;
      const before = seen();
      return runTo(state, toUs, news ? () => seen() > before : undefined);
    },
    post: (reply) => mailbox.post(reply),
    withdraw: (id) => mailbox.withdraw(id),
    finish: () => {
      state.messagesAtLeave = mailbox.deliveries.length;
      return runTo(state, drill.endsUs);
    },
  };
}

function observe(state: State, seat: string, result: Json): Observation {
  const { read, mailbox, messagesAtLeave, desk, world } = state;
  const reached = messagesAtLeave ?? mailbox.deliveries.length;
  const inbox = inboxOf(desk.drill, mailbox.deliveries.slice(read.get(seat), reached));
  read.set(seat, reached);
  return { clock: clockText(desk.drill, world.nowUs), inbox, result, ended: hasEnded(state) };
}

function record(
  { entries, header }: State,
  { seat, tool }: Action,
  { input }: Checked,
  done: { atUs: number; effect: Effect | null; observation: Observation },
): Entry {
  const entry: Entry = chained((entries.at(-1) ?? header).chain, {
    entry: entries.length + 1,
    atUs: done.atUs,
    seat,
    tool,
    input: input as Entry["input"],
    effect: done.effect,
    observation: hashOf(done.observation),
  });
  entries.push(deepFreeze(entry));
  return entry;
}
