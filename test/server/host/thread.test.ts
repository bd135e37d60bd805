import { afterEach, describe, expect, test } from "vitest";
import { Thread } from "../../../src/server/host/thread.js";

interface Calls {
  echo(text: string): Promise<string>;
  fail(text: string): Promise<never>;
  die(text: string): Promise<never>;
  swallow(text: string): Promise<never>;
}

/** A thread that does as it is told. */
const module = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ call, name, argument }) => {
      if (name === "die") throw new Error("told to");
      if (name === "swallow") return parentPort.postMessage({ event: "swallowed" });
      if (name === "fail") {
        const problem = { code: "usage", message: argument, where: "here", remedy: "none" };
        return parentPort.postMessage({ call, problem });
      }
      parentPort.postMessage({ call, value: argument });
    });
  `)}`,
);

const settings = { cacheFolder: "", drillsFolder: "", frameMilliseconds: 1000 };
let thread: Thread<Calls, { event: "swallowed" }>;
afterEach(() => thread.close());

describe("a thread", () => {
  test("answers, tells of events, and hands problems over whole", async () => {
    const events: string[] = [];
    const told = new Promise<void>((resolve) => {
      thread = new Thread({
        module,
        settings,
        onEvent: ({ event }) => {
          events.push(event);
          resolve();
        },
        onLost: () => undefined,
        now: () => 0,
      });
    });
    expect(await thread.call("echo", "yes")).toBe("yes");
    await expect(thread.call("fail", "no")).rejects.toMatchObject({
      code: "usage",
      message: "no",
      where: "here",
      remedy: "none",
    });
    thread.call("swallow", "").catch(() => undefined);
    await told;
    expect(events).toEqual(["swallowed"]);
  });

  test("that fails tells all who waited, and is replaced", async () => {
    let lost = 0;
    const onLost = () => {
      lost++;
    };
    thread = new Thread({ module, settings, onEvent: () => undefined, onLost, now: () => 0 });
    const waiting = thread.call("swallow", "");
    const dying = thread.call("die", "");
    await expect(waiting).rejects.toMatchObject({ code: "worker-lost" });
    await expect(dying).rejects.toMatchObject({ code: "worker-lost" });
    expect(lost).toBe(1);
    expect(await thread.call("echo", "again")).toBe("again");
  });

  test("that fails again and again gets a pause before it is replaced", async () => {
    let now = 0;
    thread = new Thread({
      module,
      settings,
      onEvent: () => undefined,
      onLost: () => undefined,
      now: () => now,
    });
    for (let time = 0; time < 5; time++) {
      await expect(thread.call("die", "")).rejects.toMatchObject({ code: "worker-lost" });
    }
    await expect(thread.call("echo", "too soon")).rejects.toMatchObject({ code: "worker-lost" });
    now = 11_000;
    expect(await thread.call("echo", "later")).toBe("later");
  });
});
