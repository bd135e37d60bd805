import { describe, expect, test } from "vitest";
import type { EntryView } from "../../src/server/api/documents.js";
import type { ClientMessage } from "../../src/server/api/live.js";
import { ActQueue, ActRefused } from "../../src/web/live/act-queue.js";

type Act = Extract<ClientMessage, { type: "act" }>;

function entryOf({ entry, tool, input }: Pick<Act, "entry" | "tool" | "input">): EntryView {
  return {
    entry: entry!,
    atUs: 0,
    clock: "14:12:00",
    seat: "player",
    tool,
    title: tool,
    group: "operate",
    input,
    changed: true,
    on: [],
  };
}

/** A queue, and what it sends. */
function queueWithWire() {
  const sent: Act[] = [];
  const queue = new ActQueue(
    (message) => {
      sent.push(message as Act);
      return true;
    },
    () => undefined,
  );
  const answer = (act: Act) =>
    queue.answered({
      type: "acted",
      id: act.id,
      entry: entryOf(act),
      chain: "",
      observation: act.tool,
    });
  const refuse = (act: Act, code: string) =>
    queue.refused({
      type: "refused",
      id: act.id,
      problem: { schema: "smokejumper.problem/1", code, message: code, where: null, remedy: "" },
    });
  return { queue, sent, answer, refuse };
}

describe("acts on their way", () => {
  test("one is under way at a time, each with the number of the next entry", async () => {
    const { queue, sent, answer } = queueWithWire();
    const first = queue.ask("restart_service", { service: "order" });
    const second = queue.ask("set_flag", { flag: "x", on: true });
    expect(sent.map(({ entry }) => entry)).toEqual([1]);
    answer(sent[0]!);
    expect(sent.map(({ entry }) => entry)).toEqual([1, 2]);
    answer(sent[1]!);
    expect((await first).observation).toBe("restart_service");
    expect((await second).observation).toBe("set_flag");
  });

  test("an act whose answer was lost is asked again under its number", () => {
    const { queue, sent } = queueWithWire();
    void queue.ask("restart_service", { service: "order" });
    queue.reconnected([entryOf(sent[0]!)]);
    expect(sent.map(({ entry }) => entry)).toEqual([1, 1]);
  });

  test("an act that never arrived gets the number that is next by now", () => {
    const { queue, sent } = queueWithWire();
    void queue.ask("restart_service", { service: "order" });
    const pause = entryOf({ entry: 1, tool: "set_speed", input: { speed: "paused" } });
    queue.reconnected([pause]);
    expect(sent.map(({ entry }) => entry)).toEqual([1, 2]);
  });

  test("a number that went to another act is replaced by the next", async () => {
    const { queue, sent, answer, refuse } = queueWithWire();
    const asked = queue.ask("set_flag", { flag: "x", on: true });
    refuse(sent[0]!, "entry-taken");
    expect(sent.map(({ entry }) => entry)).toEqual([1, 2]);
    answer(sent[1]!);
    expect((await asked).entry.entry).toBe(2);
  });

  test("any other refusal is told, and the next act follows under the same number", async () => {
    const { queue, sent, refuse } = queueWithWire();
    const refused = queue.ask("set_flag", {});
    void queue.ask("wait", {});
    refuse(sent[0]!, "input-invalid");
    await expect(refused).rejects.toBeInstanceOf(ActRefused);
    expect(sent.map(({ tool, entry }) => [tool, entry])).toEqual([
      ["set_flag", 1],
      ["wait", 1],
    ]);
  });
});
