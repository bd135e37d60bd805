/** The pending events come in order of time and, at the same microsecond, in the order of scheduling. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventQueue } from "../../src/world/kernel/event-queue.js";

const lineKind = 0;
const ownKind = 1;
const dayUs = 86_400_000_000;
const payloadOf = (number: number) => (number << 4) | ownKind;

interface Taken {
  timeUs: number;
  number: number;
}

/** Takes everything up to a time, as the event loop does. */
function takeAll(queue: EventQueue, untilUs: number): Taken[] {
  const taken: Taken[] = [];
  for (let payload = queue.takeUntil(untilUs); payload >= 0; payload = queue.takeUntil(untilUs)) {
    const timeUs = queue.nowUs;
    if ((payload & 15) === lineKind) {
      const line = queue.lines[payload >> 4];
      taken.push({ timeUs, number: line.headPayload() >> 4 });
      line.shift();
      queue.exposeLine(payload >> 4);
    } else taken.push({ timeUs, number: payload >> 4 });
  }
  return taken;
}

type Step = { put: number[]; lines: boolean[]; run: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    // Few distinct times, so that many events fall on one microsecond; some are days away.
    put: fc.array(
      fc.oneof(fc.nat(5), fc.nat(3e6), fc.integer({ min: 4e9, max: 9e9 }), fc.nat(31 * dayUs)),
      { maxLength: 12 },
    ),
    lines: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    run: fc.oneof(fc.nat(4), fc.nat(2e6), fc.nat(8e9)),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Every distinct delay has its own line; whether an event goes there or into the heap must not matter. */
function isStableSort(all: Step[], take: typeof takeAll = takeAll): boolean {
  const queue = new EventQueue(lineKind);
  const lineOf = new Map<number, number>();
  let waiting: Taken[] = [];
  let now = 0;
  let number = 0;
  for (const step of [...all, { put: [], lines: [], run: 40 * dayUs }]) {
    step.put.forEach((delayUs, index) => {
      const timeUs = now + delayUs;
      if (step.lines[index]) {
        const line = lineOf.get(delayUs) ?? queue.addLine();
        lineOf.set(delayUs, line);
        queue.scheduleInLine(line, timeUs, payloadOf(number));
      } else queue.schedule(timeUs, payloadOf(number));
      waiting.push({ timeUs, number: number++ });
    });
    now += step.run;
    const due = waiting.filter(({ timeUs }) => timeUs <= now);
    waiting = waiting.filter(({ timeUs }) => timeUs > now);
    // The language promises that sorting keeps the order of equals.
    due.sort((a, b) => a.timeUs - b.timeUs);
    if (!same(take(queue, now), due)) return false;
    queue.nowUs = now;
  }
  return queue.pending === 0;
}

function same(a: Taken[], b: Taken[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ timeUs, number }, i) => timeUs === b[i].timeUs && number === b[i].number)
  );
}

/** What a queue would give that takes the youngest of several events at one time first. */
function takeWithReversedTies(queue: EventQueue, untilUs: number): Taken[] {
  const taken = takeAll(queue, untilUs);
  return taken.sort((a, b) => a.timeUs - b.timeUs || b.number - a.number);
}

describe("the event queue", () => {
  test("gives the order of a stable sort, through lines and heap, near and far", () => {
    fc.assert(
      fc.property(steps, (all) => isStableSort(all)),
      { numRuns: 500, seed: 1 },
    );
  });

  test("a queue with reversed ties is caught by the same property", () => {
    const property = fc.property(steps, (all) => isStableSort(all, takeWithReversedTies));
    expect(fc.check(property, { numRuns: 500, seed: 1 }).failed).toBe(true);
  });

  test("keeps the order of ties when the sequence numbers run out and all are renumbered", () => {
    const queue = new EventQueue(lineKind);
    const line = queue.addLine();
    const later = 10_000_000;
    const marks = [1, 2, 3, 4, 5, 6];
    for (const mark of marks) {
      if (mark % 2 === 0) queue.scheduleInLine(line, later, payloadOf(mark));
      else queue.schedule(later, payloadOf(mark));
      // A million schedules between any two of them: the numbers run out every second time.
      for (let i = 1; i <= 1_000_000; i++) {
        queue.schedule(queue.nowUs + 1, payloadOf(0));
        queue.takeUntil(queue.nowUs + 1);
      }
    }
    expect(queue.nowUs).toBe(6_000_000);
    expect(takeAll(queue, later).map(({ number }) => number)).toEqual(marks);
  });

  test("holds events 31 days ahead, in order with those scheduled later for the same time", () => {
    const queue = new EventQueue(lineKind);
    const far = 31 * dayUs;
    queue.schedule(far, payloadOf(1));
    queue.schedule(far + 1, payloadOf(4));
    queue.schedule(far, payloadOf(2));
    for (let day = 1; day <= 30; day++) {
      queue.schedule(day * dayUs, payloadOf(100 + day));
      expect(takeAll(queue, day * dayUs)).toEqual([{ timeUs: day * dayUs, number: 100 + day }]);
    }
    queue.schedule(far - 1, payloadOf(0));
    expect(takeAll(queue, far - 1)).toHaveLength(1);
    queue.schedule(far, payloadOf(3));
    expect(takeAll(queue, 2 * far).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test("a clone and a restored snapshot go on alike", () => {
    const queue = new EventQueue(lineKind);
    const line = queue.addLine();
    for (let i = 0; i < 100; i++) {
      queue.schedule((i * 7919) % 50, payloadOf(2 * i));
      queue.scheduleInLine(line, i, payloadOf(2 * i + 1));
    }
    takeAll(queue, 10);
    const restored = new EventQueue(lineKind);
    const snapshot = queue.snapshot();
    restored.restore({ ...snapshot, lines: snapshot.lines.map((line) => line.clone()) });
    const copy = queue.clone();
    const expected = takeAll(queue, 1_000);
    expect(takeAll(copy, 1_000)).toEqual(expected);
    expect(takeAll(restored, 1_000)).toEqual(expected);
  });
});
