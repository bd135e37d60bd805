import { describe, expect, test } from "vitest";
import { indicatorAt, isHealthy, type Measurements } from "../../src/drill/indicators.js";
import { loadDrill } from "../../src/drill/load.js";
import { printCount, printMetricValue } from "../../src/drill/system/metrics.js";
import { parseTemplate, renderTemplate } from "../../src/drill/templates.js";
import { copyOfFirstPage } from "./drills.js";

/** Telemetry of a system in which every measure tells its own window in seconds. */
const telemetry: Measurements = {
  closedUntilUs: 1_000_000_000,
  query: (metric, _, fromUs, toUs) =>
    metric === "success_share" ? 0.88 : metric === "queue" ? null : (toUs - fromUs) / 1_000_000,
  users: () => ({ offered: 2_345, succeeded: 2_000, failed: 300, abandoned: 45 }),
  alerts: () => [{ rule: "checkout-errors", state: "firing", sinceUs: 985_000_000 }],
  alertLog: [
    { atUs: 600_000_000, rule: "checkout-errors", state: "firing" },
    { atUs: 700_000_000, rule: "checkout-errors", state: "resolved" },
    { atUs: 995_000_000, rule: "checkout-errors", state: "firing" },
  ],
};

const render = (text: string) =>
  renderTemplate(text, { drill: loadDrill(copyOfFirstPage()), telemetry, atUs: 1_004_000_000 });

describe("templates", () => {
  test.each([
    ["It is {{time}}.", "It is 09:30."],
    ["{{indicator checkout}} of checkouts", "88 % of checkouts"],
    ["p99 {{metric p99 storefront->checkout 5 min}}", "p99 5 min"],
    ["{{ metric  rate   shoppers 1 min }}", "60/s"],
    ["{{metric queue checkout 1 min}}", "no data"],
    [
      "{{users shoppers.checkout failed 5 min}} of {{users shoppers offered 5 min}}",
      "345 of 2,345",
    ],
    ["{{users shoppers abandoned 5 min}} gave up", "45 gave up"],
    ["since {{alert checkout-errors since}}", "since 09:30:25"],
    ["since {{alert search-slow since}}", "since not firing"],
    ["fired {{alert checkout-errors fired}}", "fired 09:30:35"],
    ["fired {{alert search-slow fired}}", "fired not firing"],
    ["no template, { or } or {x}", "no template, { or } or {x}"],
  ])("%s", (text, rendered) => {
    expect(render(text)).toBe(rendered);
  });

  test.each([
    ["{{tiem}}", 'did you mean "time"?'],
    ["{{time now}}", "write {{time}}"],
    ["{{indicator chekout}}", 'did you mean "checkout"?'],
    ["{{metric p98 shoppers 1 min}}", "p95"],
    ["{{metric p99 shopper 1 min}}", 'did you mean "shoppers"?'],
    ["{{metric p99 shoppers 60}}", "end it with a window such as 1 min"],
    ["{{users checkout failed 1 min}}", "name a source or one of its routes"],
    ["{{users shoppers failing 1 min}}", "failed"],
    ["{{alert checkout-errors}}", "write {{alert NAME since}} with an alert of the system"],
    ["{{time", "close it with }}"],
    ["time}}", "close it with }}"],
  ])("%s is refused", (text, suggestion) => {
    const parsed = parseTemplate(loadDrill(copyOfFirstPage()), text);
    expect(parsed).toMatchObject({ ok: false, finding: { code: "template-malformed" } });
    expect(!parsed.ok && parsed.finding.values).toHaveProperty(
      "suggestion",
      expect.stringContaining(suggestion),
    );
    expect(() => render(text)).toThrow(RangeError);
  });
});

describe("indicators", () => {
  test("are read over the window that ends with the last closed interval", () => {
    const [checkout] = loadDrill(copyOfFirstPage()).indicators;
    const asked: number[][] = [];
    const query: Measurements["query"] = (_, __, fromUs, toUs) => {
      asked.push([fromUs, toUs]);
      return 0.97;
    };
    expect(indicatorAt(checkout!, { closedUntilUs: 90_000_000, query }, 95_000_000)).toBe(0.97);
    indicatorAt(checkout!, { closedUntilUs: 90_000_000, query }, 20_000_000);
    expect(asked).toEqual([
      [60_000_000, 90_000_000],
      [0, 20_000_000],
    ]);
  });

  test("are healthy from the threshold on, and never without data", () => {
    expect(isHealthy({ atLeast: 0.98 }, 0.98)).toBe(true);
    expect(isHealthy({ atLeast: 0.98 }, 0.979)).toBe(false);
    expect(isHealthy({ below: 2 }, 1.99)).toBe(true);
    expect(isHealthy({ below: 2 }, 2)).toBe(false);
    expect(isHealthy({ below: 2 }, null)).toBe(false);
  });
});

describe("figures for people", () => {
  test("keep what matters", () => {
    const shares = [0, 0.0004, 0.0312, 0.05, 0.1234, 0.5, 0.996, 0.9996, 1];
    expect(shares.map((share) => printMetricValue("error_share", share))).toEqual([
      "0 %",
      "under 0.1 %",
      "3.1 %",
      "5 %",
      "12 %",
      "50 %",
      "99.6 %",
      "over 99.9 %",
      "100 %",
    ]);
    const seconds = [0.0004, 0.0225, 0.104, 2.34, 31, 600];
    expect(seconds.map((value) => printMetricValue("p99", value))).toEqual([
      "0.4 ms",
      "23 ms",
      "104 ms",
      "2.3 s",
      "31.0 s",
      "10 min",
    ]);
    expect([6.67, 50, 12_007.4].map((value) => printMetricValue("rate", value))).toEqual([
      "6.7/s",
      "50/s",
      "12,007/s",
    ]);
    expect([0, 999, 1_000, 1_234_567].map(printCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });
});
