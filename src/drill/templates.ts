/**
 * Templates: the figures in a drill's texts are taken from measured state, so that story and charts cannot disagree.
 *
 *     {{time}}                              the moment, for example 14:12
 *     {{indicator NAME}}                    an indicator over its own window
 *     {{metric METRIC SUBJECT WINDOW}}      for example {{metric p99 order->payment 1 min}}
 *     {{users SUBJECT COUNT WINDOW}}        offered, succeeded, failed or abandoned requests of a source or route;
 *                                           failed includes those whose users gave up, as in the scorecard
 *     {{restart SERVICE}}                   how long a restart of the service takes
 *     {{alert NAME since}}                  since when the alert's condition holds
 *     {{alert NAME fired}}                  when it last fired, which is later by its `for`
 */
import type { Metric, Subject } from "../world/system.js";
import { clockText, type Drill } from "./drill.js";
import { indicatorAt, type Measurements } from "./indicators.js";
import { type Finding, finding } from "./issues.js";
import { suggest } from "./suggest.js";
import { metricNames, printCount, printMetricValue } from "./system/metrics.js";
import { findSubject, subjects } from "./system/subject.js";
import { parseDuration, printDuration } from "./system/units.js";

type AlertMoment = "since" | "fired";
type UserCount = "offered" | "succeeded" | "failed" | "abandoned";

export type TemplatePart =
  | { part: "text"; text: string }
  | { part: "time" }
  | { part: "indicator"; indicator: string }
  | { part: "metric"; metric: Metric; subject: Subject; windowUs: number }
  | { part: "users"; source: string; route: string | null; count: UserCount; windowUs: number }
  | { part: "restart"; service: string }
  | { part: "alert"; alert: string; moment: AlertMoment };

type Names = Pick<Drill, "system" | "indicators">;

/** The parts of a text, or what is wrong with its first bad template. */
export function parseTemplate(
  names: Names,
  text: string,
): { ok: true; parts: TemplatePart[] } | { ok: false; finding: Finding } {
  const parts: TemplatePart[] = [];
  for (const [index, piece] of text.split(/\{\{(.*?)\}\}/s).entries()) {
    if (index % 2 === 0) {
      if (/\{\{|\}\}/.test(piece)) return malformed(piece.trim(), "close it with }}");
      if (piece !== "") parts.push({ part: "text", text: piece });
      continue;
    }
    const read = parsePart(names, piece.trim());
    if ("code" in read) return { ok: false, finding: read };
    parts.push(read);
  }
  return { ok: true, parts };
}

/** The text as it reads at a moment. Throws RangeError for a template that lint would have refused. */
export function renderTemplate(
  text: string,
  at: {
    drill: Pick<Drill, "system" | "indicators" | "clock">;
    telemetry: Measurements;
    atUs: number;
  },
): string {
  const parsed = parseTemplate(at.drill, text);
  if (!parsed.ok) throw new RangeError(`unreadable template in "${text}"`);
  return parsed.parts.map((part) => renderPart(part, at)).join("");
}

function parsePart(names: Names, text: string): TemplatePart | Finding {
  const [word, ...rest] = text.split(/\s+/);
  switch (word) {
    case "time":
      return rest.length === 0 ? { part: "time" } : wrong(text, "write {{time}}");
    case "indicator": {
      const known = names.indicators.map((indicator) => indicator.name);
      return rest.length === 1 && known.includes(rest[0]!)
        ? { part: "indicator", indicator: rest[0]! }
        : wrong(text, suggest(rest.join(" "), known));
    }
    case "alert": {
      const known = names.system.alerts.map((alert) => alert.name);
      const [alert, moment] = rest;
      return rest.length === 2 && known.includes(alert!) && isAlertMoment(moment)
        ? { part: "alert", alert: alert!, moment }
        : wrong(text, "write {{alert NAME since}} with an alert of the system");
    }
    case "restart": {
      const known = names.system.services.map((service) => service.name);
      return rest.length === 1 && known.includes(rest[0]!)
        ? { part: "restart", service: rest[0]! }
        : wrong(text, suggest(rest.join(" "), known));
    }
    case "metric":
      return parseMetric(names, text, rest);
    case "users":
      return parseUsers(names, text, rest);
    default:
      return wrong(
        text,
        suggest(word ?? "", ["time", "indicator", "metric", "users", "restart", "alert"]),
      );
  }
}

function parseMetric(names: Names, text: string, words: string[]): TemplatePart | Finding {
  const [written, about, ...window] = words;
  const metric = metricNames.find((known) => known === written);
  if (metric === undefined) return wrong(text, suggest(written ?? "", metricNames));
  const subject = findSubject(names.system, about ?? "");
  if (subject === null) return wrong(text, suggest(about ?? "", subjects(names.system).keys()));
  const reading = parseDuration(window.join(" "));
  return reading.ok
    ? { part: "metric", metric, subject, windowUs: reading.value }
    : wrong(text, "end it with a window such as 1 min");
}

function parseUsers(names: Names, text: string, words: string[]): TemplatePart | Finding {
  const [about, written, ...window] = words;
  const subject = findSubject(names.system, about ?? "");
  if (subject?.of !== "source") return wrong(text, "name a source or one of its routes");
  const counts: UserCount[] = ["offered", "succeeded", "failed", "abandoned"];
  const count = counts.find((known) => known === written);
  if (count === undefined) return wrong(text, suggest(written ?? "", counts));
  const reading = parseDuration(window.join(" "));
  return reading.ok
    ? {
        part: "users",
        source: subject.source,
        route: subject.route,
        count,
        windowUs: reading.value,
      }
    : wrong(text, "end it with a window such as 5 min");
}

function renderPart(part: TemplatePart, at: Parameters<typeof renderTemplate>[1]): string {
  const { drill, telemetry, atUs } = at;
  const toUs = Math.min(atUs, telemetry.closedUntilUs);
  switch (part.part) {
    case "text":
      return part.text;
    case "time":
      return clockText(drill, atUs).slice(0, "14:12".length);
    case "indicator": {
      const indicator = drill.indicators.find((known) => known.name === part.indicator)!;
      return printMetricValue(indicator.metric, indicatorAt(indicator, telemetry, atUs));
    }
    case "metric": {
      const fromUs = Math.max(0, toUs - part.windowUs);
      return printMetricValue(
        part.metric,
        telemetry.query(part.metric, part.subject, fromUs, toUs),
      );
    }
    case "users": {
      const fromUs = Math.max(0, toUs - part.windowUs);
      const users = telemetry.users(part.source, part.route, fromUs, toUs);
      const count = part.count === "failed" ? users.failed + users.abandoned : users[part.count];
      return printCount(count);
    }
    case "restart": {
      const service = drill.system.services.find(({ name }) => name === part.service)!;
      return printDuration(service.restartUs);
    }
    case "alert": {
      const momentUs = alertMomentUs(part, telemetry);
      return momentUs === undefined ? "not firing" : clockText(drill, momentUs);
    }
  }
}

function isAlertMoment(word: string | undefined): word is AlertMoment {
  return word === "since" || word === "fired";
}

/** Undefined for an alert that is not on, or that is pending and has not fired. */
function alertMomentUs(
  { alert, moment }: { alert: string; moment: AlertMoment },
  telemetry: Measurements,
): number | undefined {
  const now = telemetry.alerts().find(({ rule }) => rule === alert);
  if (moment === "since") return now?.sinceUs;
  if (now?.state !== "firing") return undefined;
  const fired = telemetry.alertLog.filter(
    ({ rule, state }) => rule === alert && state === "firing",
  );
  return fired.at(-1)?.atUs;
}

function wrong(template: string, suggestion: string): Finding {
  return finding("template-malformed", { template, suggestion });
}

function malformed(template: string, suggestion: string): { ok: false; finding: Finding } {
  return { ok: false, finding: wrong(template, suggestion) };
}
