import { describe, expect, it } from "vitest";
import type { EntryView } from "../../src/server/api/documents.js";
import type { AlertEvent, Series } from "../../src/server/api/live.js";
import { entryTitle } from "../../src/web/act/entry-title.js";
import type { LiveRun } from "../../src/web/live/live-state.js";
import { SeriesMatrix } from "../../src/web/live/series-matrix.js";
import { filters, itemsOf } from "../../src/web/room/timeline-items.js";

const success: Series = { metric: "success_share", of: "shoppers", kind: "users", unit: "share" };
const drill = { source: "shoppers", people: [] } as unknown as LiveRun["drill"];
const nothing = { alerts: [], deploys: [], messages: [], entries: [], drill };

function matrixOf(...values: number[]): SeriesMatrix {
  const matrix = new SeriesMatrix([success]);
  for (const [index, value] of values.entries()) matrix.add({ atUs: index + 1, values: [value] });
  return matrix;
}

function alert(state: AlertEvent["state"], atUs: number): AlertEvent {
  const severity = "page" as const;
  const alerting = { alert: "checkout-errors", severity, on: ["checkout"] };
  return { ...alerting, atUs, clock: "09:31:00", state };
}

function pace(entry: number, input: Record<string, string>): EntryView {
  const made = { atUs: entry, clock: "09:31:00", seat: "player", on: [] };
  const tool = { tool: "set_speed", title: "Pause or change the speed", group: "run" };
  return { ...made, ...tool, entry, input } as unknown as EntryView;
}

describe("the timeline", () => {
  it("says of a resolved alert how many users were still failing then", () => {
    const alerts = [alert("firing", 1), alert("resolved", 2), alert("resolved", 3)];
    const matrix = matrixOf(0.5, 0.6, 0.999);
    const [well, failing, firing] = itemsOf({ ...nothing, alerts, matrix });
    expect(failing!.detail).toBe("Checkout, 40.0 % of users were still failing");
    expect([firing!.detail, well!.detail]).toEqual(["Checkout", "Checkout"]);
  });

  it("tells changes of the clock in one quiet line each, which are hidden at first", () => {
    const entries = [
      pace(1, { speed: "paused", reason: "unattended" }),
      pace(2, { speed: "2x" }),
      pace(3, { speed: "paused" }),
    ];
    const items = itemsOf({ ...nothing, entries, matrix: matrixOf() });
    expect(items.map(({ title, detail }) => [title, detail])).toEqual([
      ["Paused", null],
      ["Speed 2x", null],
      ["Paused, since nobody was here", null],
    ]);
    const hidden = filters.filter(({ isShown }) => !isShown).flatMap(({ kinds }) => kinds);
    for (const { kind } of items) expect(hidden).toContain(kind);
    expect(entryTitle(entries[0]!)).toBe("Paused, since nobody was here");
  });
});
