/** The part of the contract that compares any sequence of calls with a model of the store in plain maps. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/index.js";
import { Model } from "./model.js";
import { collect, newEntry, newSession } from "./support.js";

const players = ["ada", "bob"];
const sessions = ["one", "two", "three"];
const tokens = ["red", "blue"];

const player = fc.constantFrom(...players);
const session = fc.constantFrom(...sessions);
const token = fc.constantFrom(...tokens);
/** Entries as steps from the last one: mostly the next number, sometimes one that does not follow. */
const steps = fc.array(
  fc.record({
    by: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 0, 2),
    text: fc.string({ unit: "binary" }),
  }),
  { maxLength: 4 },
);

/** What is done to the store and to the model alike. */
const call = fc.oneof(
  fc.record({ name: fc.constant("createPlayer" as const), player, token }),
  fc.record({ name: fc.constant("createSession" as const), session, player, steps }),
  { weight: 4, arbitrary: fc.record({ name: fc.constant("append" as const), session, steps }) },
  fc.record({
    name: fc.constant("setStatus" as const),
    session,
    status: fc.constantFrom("live" as const, "scoring" as const),
  }),
  fc.record({ name: fc.constant("finish" as const), session, points: fc.nat({ max: 100 }) }),
  fc.record({
    name: fc.constant("rate" as const),
    session,
    rating: fc.record({
      overall: fc.integer({ min: 1, max: 5 }),
      note: fc.option(fc.string({ unit: "binary" })),
    }),
  }),
  fc.record({ name: fc.constant("share" as const), session, token }),
  fc.record({ name: fc.constant("unshare" as const), session }),
  fc.record({ name: fc.constant("deleteSession" as const), session }),
  fc.record({ name: fc.constant("deletePlayer" as const), player }),
  fc.record({ name: fc.constant("reopen" as const) }),
);
type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

export function contractForModel(store: () => Store, reopen: () => Promise<void>): void {
  describe("any sequence of calls", () => {
    test("answers as the model in plain maps does", { timeout: 300_000 }, async () => {
      await fc.assert(
        fc
          .asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
            const model = new Model();
            for (const one of calls) {
              if (one.name === "reopen") {
                await reopen();
                continue;
              }
              const count = "session" in one ? model.count(one.session) : 0;
              const expected = await outcomeOf(() => doToModel(model, one));
              const found = await outcomeOf(() => doToStore(store(), count, one));
              expect(found, one.name).toEqual(expected);
            }
            expect(await pictureOf(store())).toEqual(model.picture(players, sessions, tokens));
          })
          .afterEach(async () => {
            for (const id of players) await store().deletePlayer(id);
          }),
        { numRuns: 60 },
      );
    });
  });
}

async function doToModel(model: Model, one: Exclude<Call, { name: "reopen" }>): Promise<unknown> {
  switch (one.name) {
    case "createPlayer":
      return model.createPlayer(one.player, one.token);
    case "createSession":
      return model.createSession(one.session, one.player, entriesAfter(0, one.steps));
    case "append":
      return model.append(one.session, entriesAfter(model.count(one.session), one.steps));
    case "setStatus":
      return model.setStatus(one.session, one.status);
    case "finish":
      return model.finish(one.session, one.points);
    case "rate":
      return model.rate(one.session, one.rating);
    case "share":
      return model.share(one.session, one.token);
    case "unshare":
      return model.unshare(one.session);
    case "deleteSession":
      return model.deleteSession(one.session);
    case "deletePlayer":
      return model.deletePlayer(one.player);
  }
}

/** `count` is how many entries the session had before the call. */
async function doToStore(
  store: Store,
  count: number,
  one: Exclude<Call, { name: "reopen" }>,
): Promise<unknown> {
  switch (one.name) {
    case "createPlayer":
      await store.createPlayer(one.player, one.token);
      return;
    case "createSession": {
      await store.createSession(newSession(one.session, one.player), entriesAfter(0, one.steps));
      return;
    }
    case "append":
      return store.append(one.session, entriesAfter(count, one.steps));
    case "setStatus":
      return store.setStatus(one.session, one.status);
    case "finish": {
      const { points } = one;
      const result = { footer: "{}\n", verdict: "passed", points, max: 100, debrief: "{}" };
      return store.finish(one.session, result);
    }
    case "rate":
      return store.rate(one.session, one.rating);
    case "share":
      return store.share(one.session, one.token);
    case "unshare":
      return store.unshare(one.session);
    case "deleteSession":
      return store.deleteSession(one.session);
    case "deletePlayer":
      return store.deletePlayer(one.player);
  }
}

function entriesAfter(count: number, taken: readonly { by: number; text: string }[]) {
  let number = count;
  return taken.map(({ by, text }) => {
    number += by;
    return newEntry(number, text);
  });
}

async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: await work() };
  } catch (thrown) {
    if (thrown instanceof RangeError) return "refused";
    throw thrown;
  }
}

/** What `Model.picture` says, asked of the store. */
async function pictureOf(store: Store) {
  const shown = [];
  for (const id of sessions) {
    const found = await store.session(id);
    if (found === null) {
      shown.push(null);
      continue;
    }
    const { status, entries: count, points } = found;
    const [entries, rating] = [await store.entries(id), await store.rating(id)];
    shown.push({ status, count, entries, rating, points });
  }
  const listed = [];
  for (const id of players) {
    const own = await store.sessionsOf(id, 10);
    const [first] = await collect(store.export(id));
    listed.push({ isKnown: first !== undefined, sessions: own.map((one) => one.id) });
  }
  const shared = [];
  for (const one of tokens) shared.push((await store.sharedSession(one))?.id ?? null);
  return { players: listed, sessions: shown, shared };
}
