import { describe, expect, it } from "vitest";
import type { Drill } from "../../src/drill/drill.js";
import type { ToolView } from "../../src/server/api/live.js";
import { draftOf, emptyRow, readDraft, rowsIn, withRows } from "../../src/web/act/draft.js";
import { type Field, fieldsOf } from "../../src/web/act/fields.js";
import { subjectOf } from "../../src/web/act/subject.js";
import { cascade, cascadeTools, firstPage, firstPageTools, tool } from "./support.js";

const fields = (name: string) => fieldsOf(tool(name).inputSchema);
const field = (name: string, path: string): Field => {
  const found = fields(name).find((candidate) => candidate.path === path);
  if (!found) throw new RangeError(`no field ${path}`);
  return found;
};

describe("the fields of a tool's form", () => {
  it("tells names, switches, numbers, durations, shares and words apart", () => {
    expect(field("set_call_policy", "call")).toMatchObject({ kind: "choice", required: true });
    expect(field("set_flag", "on")).toMatchObject({ kind: "switch", required: true });
    expect(field("scale_service", "replicas")).toMatchObject({ kind: "number", minimum: 1 });
    expect(field("shed_load", "share")).toMatchObject({ kind: "text", measure: "share" });
    expect(field("send_message", "text")).toMatchObject({ kind: "words" });
    expect(field("set_call_policy", "timeout")).toMatchObject({
      kind: "text",
      measure: "duration",
      mayBeNone: true,
      examples: ["500 ms", "1 s", "2 s"],
    });
    expect(field("set_call_policy", "bulkhead")).toMatchObject({ kind: "number", mayBeNone: true });
  });

  it("nests the fields of a breaker", () => {
    const breaker = field("set_call_policy", "breaker");
    expect(breaker).toMatchObject({ kind: "group", mayBeNone: true });
    expect(breaker.kind === "group" && breaker.fields.map(({ path }) => path)).toEqual([
      "breaker.failures",
      "breaker.window",
      "breaker.minimumCalls",
      "breaker.open",
      "breaker.trials",
    ]);
  });

  it.each([
    ["first-page", firstPage, firstPageTools],
    ["bank-api-cascade", cascade, cascadeTools],
  ] as [string, Drill, ToolView[]][])(
    "can say every act of the reference of %s",
    (_, drill, tools) => {
      const acts = drill.players
        .find(({ name }) => name === "reference")!
        .steps.flatMap((step) => (step.step === "act" ? [step] : []));
      expect(acts.length).toBeGreaterThan(5);
      for (const { tool: name, input } of acts) {
        const { inputSchema } = tool(name, tools);
        const reading = readDraft(fieldsOf(inputSchema), draftOf(input as Record<string, unknown>));
        expect(reading).toEqual({ input, errors: {} });
      }
    },
  );
});

describe("what was typed", () => {
  const read = (name: string, draft: Record<string, string>) => readDraft(fields(name), draft);

  it("leaves out what was left empty", () => {
    expect(read("set_call_policy", { call: "order->payment", timeout: " ", retries: "0" })).toEqual(
      {
        input: { call: "order->payment", retries: 0 },
        errors: {},
      },
    );
  });

  it("takes mechanisms away with the word none", () => {
    const { input } = read("set_call_policy", { call: "*", timeout: "None", breaker: "none" });
    expect(input).toEqual({ call: "*", timeout: "none", breaker: "none" });
  });

  it("adds the sign to a bare share, and asks for the unit of a bare duration", () => {
    expect(read("shed_load", { route: "*", share: "20" }).input).toEqual({
      route: "*",
      share: "20 %",
    });
    expect(read("set_call_policy", { call: "*", timeout: "500" }).errors).toEqual({
      timeout: "Add a unit: 500 ms or 500 s, or none.",
    });
  });

  it.each([
    ["shed_load", { route: "*", share: "120 %" }, "share", "0 % to 100 %"],
    ["shed_load", { route: "*" }, "share", "for example 0 %"],
    ["scale_service", { service: "order", replicas: "99" }, "replicas", "from 1 to 10"],
    ["scale_service", { service: "order", replicas: "1.5" }, "replicas", "whole number"],
    ["set_flag", { flag: "payment-pending" }, "on", "Choose one"],
    ["set_flag", { flag: "unknown", on: "true" }, "flag", "one of the list"],
    ["send_message", { channel: "support", text: "  " }, "text", "something first"],
    ["declare_incident", { severity: "SEV-1", title: "" }, "title", "something first"],
    ["declare_incident", { severity: "SEV-1", title: "x".repeat(203) }, "title", "by 3 characters"],
    [
      "set_call_policy",
      { call: "*", breaker: "set", "breaker.window": "soon" },
      "breaker.window",
      "10 s",
    ],
  ] as [string, Record<string, string>, string, string][])(
    "says beside the field of %s %j what to write instead",
    (name, draft, path, remedy) => {
      expect(read(name, draft).errors[path]).toContain(remedy);
    },
  );

  it("reads the rows of a list, and leaves out those in which nothing is written", () => {
    const list = field("write_postmortem", "actions");
    if (list.kind !== "list") throw new TypeError("actions are no list");
    const action = { text: "Set a timeout", owner: "Mateo", due: "3 April" };
    const begun = draftOf({ summary: "s", impact: "i", timeline: [], causes: ["", "One"] });
    const two = withRows(begun, "actions", [emptyRow(list), rowOf(action), emptyRow(list)]);
    expect(readDraft(fields("write_postmortem"), two)).toEqual({
      input: { summary: "s", impact: "i", timeline: [], causes: ["One"], actions: [action] },
      errors: {},
    });
    const one = withRows(two, "actions", rowsIn(two, "actions").slice(1, 2));
    expect(one).toEqual({ ...begun, ...draftOf({ actions: [action] }) });

    function rowOf(value: object) {
      return rowsIn(draftOf({ actions: [value] }), "actions")[0]!;
    }
  });

  it("says in which row of a list something is wrong", () => {
    const { errors } = readDraft(
      fields("write_postmortem"),
      draftOf({
        summary: "",
        impact: "i",
        timeline: [
          { at: "14:12", text: "It began" },
          { at: "noon", text: "" },
        ],
        causes: Array.from({ length: 21 }, (_, index) => `cause ${index}`),
        actions: [{ text: "x".repeat(402), owner: "Mateo", due: "soon" }],
      }),
    );
    expect(errors).toEqual({
      summary: "Write something first.",
      "timeline.1.at": "Write a time of day, such as 14:12.",
      "timeline.1.text": "Write something first.",
      causes: "Take out one row.",
      "actions.0.text": "Shorten it by 2 characters.",
    });
  });

  it("knows what the form is about", () => {
    expect(subjectOf(fields("restart_service"), { service: "order" })).toBe("order");
    expect(subjectOf(fields("restart_service"), {})).toBeNull();
    expect(subjectOf(fields("finish"), {})).toBeNull();
  });
});
