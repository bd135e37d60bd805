/** The part of the contract that is about what comes after a run: its result, its rating and who it is shared with. */
import { describe, expect, test } from "vitest";
import { type Current, newSession, type Reopen, someResult, withSession } from "./support.js";

export function contractForResults(store: Current, reopen: Reopen): void {
  describe("results, ratings and shares", () => {
    test("a result is kept, shows in the session and is final", async () => {
      await withSession(store());
      await store().setStatus("one", "scoring");
      expect(await store().result("one")).toBeNull();
      await store().finish("one", someResult);
      await reopen();
      expect(await store().result("one")).toEqual(someResult);
      const done = { status: "done", points: 87.5, max: 100, verdict: "passed" };
      expect(await store().session("one")).toMatchObject(done);
      expect((await store().sessionsOf("ada", 1))[0]).toMatchObject(done);
      await expect(store().finish("one", { ...someResult, points: 1 })).rejects.toThrow(RangeError);
      await expect(store().setStatus("one", "live")).rejects.toThrow(RangeError);
      await expect(store().finish("none", someResult)).rejects.toThrow(RangeError);
      expect(await store().result("one")).toEqual(someResult);
    });

    test("a result that cannot be kept changes nothing", async () => {
      await withSession(store());
      const refused = [
        { ...someResult, points: Number.NaN },
        { ...someResult, verdict: "" },
        { ...someResult, debrief: "a\0b" },
      ];
      for (const one of refused)
        await expect(store().finish("one", one)).rejects.toThrow(RangeError);
      expect(await store().session("one")).toMatchObject({ status: "live", points: null });
    });

    test("a rating can be changed and holds any text", async () => {
      await withSession(store());
      expect(await store().rating("one")).toBeNull();
      await store().rate("one", { overall: 2, note: null });
      expect(await store().rating("one")).toEqual({ overall: 2, note: null });
      const rating = { overall: 5, note: "NUL \0, half a pair \udc00, \u{1f692}" };
      await store().rate("one", rating);
      await reopen();
      expect(await store().rating("one")).toEqual(rating);
      for (const overall of [0, 6, 2.5]) {
        await expect(store().rate("one", { overall, note: null })).rejects.toThrow(RangeError);
      }
      await expect(store().rate("none", rating)).rejects.toThrow(RangeError);
      expect(await store().rating("one")).toEqual(rating);
    });

    test("a share opens one session until it is taken back or replaced", async () => {
      await withSession(store());
      await store().createSession(newSession("two", "ada"), []);
      await store().share("one", "token");
      expect((await store().sharedSession("token"))?.id).toBe("one");
      await store().share("two", "token-of-two");
      await expect(store().share("two", "token")).rejects.toThrow(RangeError);
      // What was refused has not taken the old token away.
      expect((await store().sharedSession("token-of-two"))?.id).toBe("two");
      await expect(store().share("none", "other")).rejects.toThrow(RangeError);
      await store().share("one", "newer");
      await reopen();
      expect(await store().sharedSession("token")).toBeNull();
      expect((await store().sharedSession("newer"))?.id).toBe("one");
      await store().unshare("one");
      await store().unshare("one");
      expect(await store().sharedSession("newer")).toBeNull();
    });
  });
}
