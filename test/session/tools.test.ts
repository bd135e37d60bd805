/** The desk: which tools it offers and refuses, and what no tool tells. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Drill } from "../../src/drill/drill.js";
import { Desk, type Session } from "../../src/session/index.js";
import { drill, open, resultOf } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});
const result = (tool: string, input: object = {}) => resultOf(session, tool, input);

describe("the desk", () => {
  test("offers what the drill names, and always a way to wait and to finish", () => {
    const names = session.desk.describe().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["roll_back", "wait", "finish"]));
    const few = new Desk(
      { ...drill, tools: [{ name: "list_alerts", limits: {}, costUs: null }] },
      "stepped",
    );
    expect(few.describe().map(({ name }) => name)).toEqual(["list_alerts", "wait", "finish"]);
  });

  test("lists every legal name in the JSON Schema, and the drill's limits and costs hold", () => {
    const limits = { services: ["back"] };
    const desk = new Desk(
      {
        ...drill,
        tools: [{ name: "restart_service", limits, costUs: 7_000_000 }],
      },
      "stepped",
    );
    const [restart] = desk.describe();
    expect(restart).toMatchObject({
      costSeconds: 7,
      inputSchema: {
        type: "object",
        properties: { service: { enum: ["back"] } },
        required: ["service"],
        additionalProperties: false,
      },
    });
    expect(desk.check("restart_service", { service: "front" })).toMatchObject({
      code: "name-unknown",
    });
  });

  test.each([
    [
      "a tool that does not exist",
      { tools: [{ name: "pray", limits: {}, costUs: null }] },
      "action-unknown",
    ],
    [
      "a tool that the drill has no use for",
      {
        tools: [{ name: "set_flag", limits: {}, costUs: null }],
        system: { ...drill.system, flags: [] },
      },
      "value-invalid",
    ],
  ] as [string, Partial<Drill>, string][])("refuses %s", (_, changes, code) => {
    expect(() => new Desk({ ...drill, ...changes }, "stepped")).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("nothing that players get", () => {
  test("holds gold or the hidden timeline", async () => {
    const told: unknown[] = [session.opening, session.desk.describe()];
    for (const tool of [
      "show_topology",
      "list_alerts",
      "list_deploys",
      "search_logs",
      "take_hint",
    ]) {
      told.push(await result(tool));
    }
    const text = JSON.stringify(told);
    for (const gold of drill.gold) {
      expect(text).not.toContain(gold);
      expect(text).not.toContain(Buffer.from(gold).toString("base64").replace(/=+$/, ""));
    }
  });
});
