/**
 * What each act was worth: the same system with the same luck, once with the act and once without it.
 *
 * Acts are added one after the other, as they were taken: the value of the third is measured on top of the first two.
 * Failures are counted over a window after the act, long enough for its effect to show. The system with the first n
 * acts is at once the one with the nth and the one without the next, so each is simulated only once; the one without
 * any is the unattended run, and the one with all of them is the run itself.
 */
import { changedBy, changesOf, type Entry, type RunView } from "../session/index.js";
import type { Telemetry, World } from "../world/index.js";

export interface ActionValue {
  entry: number;
  atUs: number;
  /** User requests within the window. */
  requests: number;
  /** Those that failed without the act, with it, and when nobody does anything at all. */
  failuresWithout: number;
  failuresWith: number;
  failuresUnattended: number;
}

/** The worlds to compare with: see score.ts. */
export interface Comparison {
  /** The world as it was when the player entered; used up by scoring. */
  opening: World;
  /** The measurements of the same world left alone until the drill's end. */
  unattended: Telemetry;
}

export type Breathe = () => Promise<void>;

/** Changes beyond this many are not measured one by one: a run of so many acts is not a plan. */
const maximumMeasured = 40;

/** Acts of which it is measured what they would have done by themselves. */
const maximumAlone = 12;

/** Where fewer requests fail than this share, chance decides who of them does. */
const negligibleShare = 0.01;

/** The values of all acts that changed the system, in order. */
export async function valuesOf(
  run: RunView,
  { opening, unattended }: Comparison,
  windowUs: number,
  breathe?: Breathe,
): Promise<ActionValue[]> {
  const acts = changingActs(run);
  const windows = acts.map((act) => windowOf(run, act, windowUs));
  const values: ActionValue[] = [];
  let before = unattended;
  let upcoming = opening.fork();
  for (const [index, act] of acts.entries()) {
    const world = upcoming;
    await runTo(world, act.atUs, breathe);
    for (const change of changesOf(act)) world.apply(change);
    const next = acts[index + 1];
    if (next) {
      await runTo(world, next.atUs, breathe);
      upcoming = world.fork();
    }
    let { telemetry } = run;
    if (next || index + 1 === maximumMeasured) {
      await runTo(world, Math.max(windows[index]!.toUs, windows[index + 1]?.toUs ?? 0), breathe);
      telemetry = world.telemetry;
    }
    values.push(actionValue(run, act, windows[index]!, { unattended, before, after: telemetry }));
    before = telemetry;
  }
  return values;
}

/** What each of the first acts would have been worth if nobody had done anything else; `opening` is used up. */
export async function valuesAlone(
  run: RunView,
  { opening, unattended }: Comparison,
  windowUs: number,
  breathe?: Breathe,
): Promise<ActionValue[]> {
  const values: ActionValue[] = [];
  for (const act of changingActs(run).slice(0, maximumAlone)) {
    await runTo(opening, act.atUs, breathe);
    const alone = opening.fork();
    for (const change of changesOf(act)) alone.apply(change);
    const window = windowOf(run, act, windowUs);
    await runTo(alone, window.toUs, breathe);
    const { telemetry } = alone;
    values.push(
      actionValue(run, act, window, { unattended, before: unattended, after: telemetry }),
    );
  }
  return values;
}

/**
 * The share of the failures that an act prevented, from -1 to 1; below 0 when it made things worse. Where hardly
 * anything failed, it is the share of what would have been worth preventing.
 */
export function savedShare({ requests, failuresWith, failuresWithout }: ActionValue): number {
  const whole = Math.max(failuresWithout, requests * negligibleShare);
  return whole === 0 ? 0 : Math.max(-1, (failuresWithout - failuresWith) / whole);
}

function changingActs(run: RunView): Entry[] {
  return run.journal.entries.filter(changedBy).slice(0, maximumMeasured);
}

interface Window {
  fromUs: number;
  toUs: number;
}

/** Whole intervals from the act's on, so that counts are exact. */
function windowOf(run: RunView, { atUs }: Entry, windowUs: number): Window {
  const { intervalUs } = run.drill.system;
  const endUs = Math.min(run.drill.endsUs, atUs + windowUs);
  return {
    fromUs: Math.floor(atUs / intervalUs) * intervalUs,
    toUs: Math.floor(endUs / intervalUs) * intervalUs,
  };
}

function actionValue(
  run: RunView,
  { entry, atUs }: Entry,
  { fromUs, toUs }: Window,
  measured: { unattended: Telemetry; before: Telemetry; after: Telemetry },
): ActionValue {
  const { source } = run.drill.outcome;
  const count = (telemetry: Telemetry) => telemetry.users(source, null, fromUs, toUs);
  const failuresIn = (telemetry: Telemetry) => {
    const { failed, abandoned } = count(telemetry);
    return failed + abandoned;
  };
  return {
    entry,
    atUs,
    requests: count(measured.unattended).offered,
    failuresWithout: failuresIn(measured.before),
    failuresWith: failuresIn(measured.after),
    failuresUnattended: failuresIn(measured.unattended),
  };
}

const sliceUs = 1_000_000;

async function runTo(world: World, toUs: number, breathe: Breathe | undefined): Promise<void> {
  while (world.nowUs < toUs) {
    world.runUntil(Math.min(toUs, world.nowUs + sliceUs));
    await breathe?.();
  }
}
