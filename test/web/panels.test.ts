import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { linesOf } from "../../src/server/host/series.js";
import { histogramOf, type LogLine } from "../../src/web/panels/log-histogram.js";
import { type Inline, readMarkdown } from "../../src/web/panels/markdown.js";
import { pageWord } from "../../src/web/panels/page-words.js";
import { secondsOfDay } from "../../src/web/panels/time-of-day.js";
import { type Span, waterfallOf } from "../../src/web/panels/waterfall.js";
import { cascade, cascadeTools, firstPage, firstPageTools } from "./support.js";

const drills = fileURLToPath(new URL("../../drills", import.meta.url));
const plain = (parts: readonly Inline[]) => parts.map(({ text }) => text).join("");

describe("a runbook's text", () => {
  it("is read into headings, lists, tables, code and emphasis", () => {
    const blocks = readMarkdown(
      "# Title\n\nTwo lines\nof **text** with `code` and *stress*.\n\n1. one\n   goes on\n2. two\n\n- dot\n\n```\na  b\n# c\n```\n\n| x | y |\n| --- | --- |\n| `a` | b |\n",
    );
    expect(blocks.map(({ kind }) => kind)).toEqual([
      "heading",
      "paragraph",
      "list",
      "list",
      "code",
      "table",
    ]);
    expect(blocks).toMatchObject([
      { text: [{ text: "Title" }] },
      {},
      { ordered: true, items: [[{ text: "one goes on" }], [{ text: "two" }]] },
      { ordered: false },
      { text: "a  b\n# c" },
      { rows: [[[{ kind: "code", text: "a" }], [{ text: "b" }]]] },
    ]);
    const [, paragraph] = blocks;
    expect(paragraph?.kind === "paragraph" && paragraph.text.map(({ kind }) => kind)).toEqual([
      "text",
      "strong",
      "text",
      "code",
      "text",
      "emphasis",
      "text",
    ]);
  });

  it("keeps what looks like markup as text", () => {
    const text = '<img src=x onerror="alert(1)"> & snake_case_name 2 * 3 * 4';
    expect(readMarkdown(text)).toEqual([{ kind: "paragraph", text: [{ kind: "text", text }] }]);
  });

  it("loses no word of any shipped runbook", () => {
    const files = readdirSync(drills, { recursive: true, encoding: "utf8" });
    const runbooks = files.filter((name) => name.includes("runbooks") && name.endsWith(".md"));
    expect(runbooks.length).toBeGreaterThan(3);
    for (const name of runbooks) {
      const text = readFileSync(join(drills, name), "utf8");
      const shown = readMarkdown(text)
        .flatMap((block) => {
          if (block.kind === "code") return [block.text];
          if (block.kind === "list") return block.items.map(plain);
          if (block.kind === "table") return [block.head, ...block.rows].flat().map(plain);
          return [plain(block.text)];
        })
        .join(" ");
      const words = (source: string) => source.match(/[\p{L}\p{N}]+/gu);
      expect(words(shown)).toEqual(words(text.replace(/^\d+\. /gm, "")));
    }
  });

  it("ends, however broken the text", () => {
    expect(readMarkdown("```\nnever closed")).toEqual([{ kind: "code", text: "never closed" }]);
    expect(readMarkdown("#no heading\n| a |\n")[0]!.kind).toBe("paragraph");
  });
});

describe("a runbook's names on the page", () => {
  const names = {
    tools: cascadeTools,
    series: linesOf(cascade.system).map(({ series }) => series),
  };

  it.each([
    ["restart_service", "Restart a service"],
    ["success_share", "succeed"],
    ["shoppers.checkout", "Shoppers: checkout"],
    ["payment->bank", "Payment to Bank"],
    ["retryBudget", "Retry budget"],
    ["fallback: pending", "Fallback: pending"],
    ["*", "all"],
    ["payment-pending", null],
    ["offered x (1 - shed)", null],
  ])("are %s: %s", (code, word) => {
    expect(pageWord(code, names)).toBe(word);
  });

  it.each([
    ["bank-api-cascade", cascade, cascadeTools],
    ["first-page", firstPage, firstPageTools],
  ] as const)("leave no name of a tool in those of %s", (name, drill, tools) => {
    const series = linesOf(drill.system).map((line) => line.series);
    const folder = join(drills, name, "runbooks");
    const codes = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
    );
    expect(codes.length).toBeGreaterThan(3);
    const left = codes.filter((code) => pageWord(code, { tools, series }) === null);
    expect(left.filter((code) => code.includes("_"))).toEqual([]);
  });
});

describe("the histogram over log lines", () => {
  const line = (at: string, level: LogLine["level"], message = "failed"): LogLine => ({
    at,
    level,
    service: "checkout",
    message,
    trace: null,
  });

  const span = (end: string, intervalSeconds = 5) => ({
    intervalSeconds,
    windowSeconds: 300,
    endSeconds: secondsOfDay(end),
  });

  it("covers the window in steps no shorter than the interval that a line may stand for", () => {
    const found = [line("14:20:15", "error", "failed, 240 times in 15 s")];
    const { steps, widthSeconds } = histogramOf(found, span("14:20:20", 15));
    expect(widthSeconds).toBe(15);
    expect(steps[0]!.from).toBe(secondsOfDay("14:15:15"));
    expect(steps.at(-1)!.from).toBe(secondsOfDay("14:20:15"));
  });

  it("counts every event once, also those that share a line", () => {
    const lines = [
      line("09:31:15", "error", "unhandled error in request handler, 6 times"),
      line("09:31:10", "error", "call to checkout failed: error (500), 16 times in 5 s"),
      line("09:30:05", "warn"),
    ];
    const { steps } = histogramOf(lines, span("09:31:20"));
    const total = (level: LogLine["level"]) =>
      steps.reduce((sum, { counts }) => sum + counts[level], 0);
    expect(total("error")).toBe(22);
    expect(total("warn")).toBe(1);
    expect(steps.length).toBeLessThanOrEqual(40);
    expect(steps.at(-2)!.counts.error).toBeGreaterThan(0);
  });

  it("goes over midnight", () => {
    const { steps } = histogramOf(
      [line("00:00:10", "info"), line("23:59:50", "info")],
      span("00:00:12"),
    );
    expect(steps.length).toBeLessThanOrEqual(40);
    expect(steps.filter(({ counts }) => counts.info === 1).length).toBe(2);
    expect(steps.at(-1)!.counts.info).toBe(1);
  });

  it("is empty without lines", () => {
    expect(histogramOf([], span("09:31:20")).steps).toEqual([]);
  });
});

describe("a trace's waterfall", () => {
  const span = (values: Partial<Span> & Pick<Span, "span">): Span => ({
    parent: null,
    kind: "client",
    name: values.span,
    attempt: null,
    outcome: "ok",
    start: 0,
    waited: null,
    seconds: 1,
    ...values,
  });

  it("puts callees below their callers, by their start, with the time that is a span's own", () => {
    const { rows, seconds } = waterfallOf([
      span({ span: "root", seconds: 10 }),
      span({ span: "late", parent: "root", start: 6, seconds: 2 }),
      span({ span: "early", parent: "root", start: 1, seconds: 4, outcome: "timeout" }),
      span({ span: "inner", parent: "early", kind: "server", start: 1, seconds: 4, waited: 3 }),
    ]);
    expect(seconds).toBe(10);
    expect(rows.map(({ span: id, depth }) => [id, depth])).toEqual([
      ["root", 0],
      ["early", 1],
      ["inner", 2],
      ["late", 1],
    ]);
    const [root, early, inner] = rows;
    expect(root!.own).toBeCloseTo(4);
    expect(early).toMatchObject({ failed: true, left: 0.1, width: 0.4 });
    expect(inner!.waitWidth).toBeCloseTo(0.3);
  });

  it("counts callees that overlap once, and keeps spans that still go on inside the picture", () => {
    const { rows } = waterfallOf([
      span({ span: "root", seconds: 4 }),
      span({ span: "a", parent: "root", start: 0, seconds: 3 }),
      span({ span: "b", parent: "root", start: 1, seconds: 2 }),
      span({ span: "open", parent: "root", start: 3, seconds: null, outcome: "in progress" }),
    ]);
    expect(rows[0]!.own).toBe(0);
    const open = rows.at(-1)!;
    expect(open.left + open.width).toBeLessThanOrEqual(1);
    expect(open.failed).toBe(false);
  });

  it("shows spans whose caller is not known, and none for no spans", () => {
    expect(waterfallOf([span({ span: "orphan", parent: "gone" })]).rows).toHaveLength(1);
    expect(waterfallOf([])).toEqual({ rows: [], seconds: 0 });
  });
});
