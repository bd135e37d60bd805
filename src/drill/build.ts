/** From drill.yaml's form to the drill's: clock strings become moments, names are checked against the system. */
import type { System } from "../world/system.js";
import {
  type Clock,
  clockText,
  type Deploy,
  type Drill,
  type Healthy,
  type Indicator,
  type Message,
  type Outcome,
  parseClock,
  parseClockBefore,
  parseTimeOfDay,
  type Trigger,
} from "./drill.js";
import type { DrillFile } from "./schema.js";
import { suggest } from "./suggest.js";
import { readSubject, readThreshold } from "./system/alerts.js";
import type { Path, YamlFile } from "./yaml-file.js";

/** What drill.yaml alone determines. */
export type DrillContent = Omit<
  Drill,
  "system" | "rubric" | "runbooks" | "cast" | "players" | "hashes"
>;

/** Throws a Problem that lists everything that does not hold together. */
export function buildDrill(content: DrillFile, system: System, file: YamlFile): DrillContent {
  const clock = { date: content.date, beginsUs: parseTimeOfDay(content.begins)! };
  const opensUs = parseClock({ clock }, content.opens)!;
  const endsUs = parseClock({ clock }, content.ends)!;
  if (endsUs <= opensUs) {
    const remedy = `write a time of day after ${content.opens}`;
    const values = { value: content.ends, expected: "after the opening", remedy };
    file.note("value-invalid", values, ["ends"]);
    file.throwProblems();
  }
  const reader = new Reader(content, system, file, { clock, opensUs, endsUs });
  const indicators = reader.indicators();
  const drill: DrillContent = {
    id: content.id,
    title: content.title,
    summary: content.summary,
    difficulty: content.difficulty,
    minutes: content.minutes,
    severity: content.severity,
    clock,
    opensUs,
    endsUs,
    briefing: content.briefing,
    indicators,
    outcome: reader.outcome(indicators),
    messages: reader.messages(),
    deploys: reader.deploys(),
    people: content.people,
    roles: content.roles,
    channels: content.channels,
    tools: reader.tools(),
    hints: content.hints,
    phases: content.phases.map(({ minutes, ...phase }) => ({
      ...phase,
      durationUs: minutes * 60_000_000,
    })),
    ...(content.claims && { claims: content.claims }),
    ...(content.postmortem && { postmortem: content.postmortem }),
    gold: content.gold,
  };
  file.throwProblems();
  return drill;
}

class Reader {
  constructor(
    private readonly content: DrillFile,
    private readonly system: System,
    private readonly file: YamlFile,
    private readonly run: { clock: Clock; opensUs: number; endsUs: number },
  ) {}

  indicators(): Indicator[] {
    return Object.entries(this.content.indicators).map(([name, written]) => {
      const path = ["indicators", name];
      const { metric, healthy, below } = written;
      const subject = readSubject(written.of, metric, this.system, this.file, [...path, "of"]);
      if ((healthy === undefined) === (below === undefined)) {
        this.file.note(
          "value-invalid",
          {
            value: `the indicator "${name}"`,
            expected: "told apart by exactly one of healthy and below",
            remedy: healthy === undefined ? "add one of them" : "remove one of the two",
          },
          path,
        );
      }
      return {
        name,
        metric,
        subject: subject ?? { of: "service", service: "" },
        healthy:
          below === undefined
            ? { atLeast: readThreshold(healthy, metric, this.file, [...path, "healthy"]) ?? 0 }
            : { below: readThreshold(below, metric, this.file, [...path, "below"]) ?? 0 },
        windowUs: written.window,
      };
    });
  }

  outcome(indicators: readonly Indicator[]): Outcome {
    const { indicator, source, mitigated } = this.content.outcome;
    this.checkIndicator(indicator, ["outcome", "indicator"]);
    const sources = this.system.sources.map(({ name }) => name);
    this.check("source", source, sources, ["outcome", "source"]);
    const found = indicators.find(({ name }) => name === indicator);
    if (found === undefined) return { indicator, source, mitigated: { atLeast: 0 } };
    const path = ["outcome", "mitigated"];
    const threshold = readThreshold(mitigated, found.metric, this.file, path);
    return { indicator, source, mitigated: mitigatedFrom(found.healthy, threshold) };
  }

  messages(): Message[] {
    const { messages, escalation, outcome } = this.content;
    const ids = new Set<string>();
    const unique = (id: string, path: Path) => {
      if (ids.has(id)) this.file.note("name-taken", { name: id, kind: "message" }, path);
      ids.add(id);
    };
    const ordinary = messages.map((message, index): Message => {
      const path = ["messages", index];
      const { id, from, channel, text } = message;
      unique(id, [...path, "id"]);
      this.checkChannel(channel, [...path, "channel"]);
      const trigger = this.trigger(message, path);
      return { id, trigger, from, channel, text, escalation: false };
    });
    const escalating = escalation.map((message, index): Message => {
      const path = ["escalation", index];
      const { id, from, channel, text, unhealthy = outcome.indicator } = message;
      unique(id, [...path, "id"]);
      this.checkChannel(channel, [...path, "channel"]);
      this.checkIndicator(unhealthy, [...path, "unhealthy"]);
      const atUs = this.momentOfPlay(message.at, [...path, "at"]);
      const trigger: Trigger = { kind: "at", atUs, whileUnhealthy: unhealthy };
      return { id, trigger, from, channel, text, escalation: true };
    });
    return [...ordinary, ...escalating];
  }

  deploys(): Deploy[] {
    const services = this.system.services.map(({ name }) => name);
    return this.content.deploys.map(({ at, ...deploy }, index) => {
      const path = ["deploys", index];
      this.check("service", deploy.service, services, [...path, "service"]);
      const service = this.system.services.find(({ name }) => name === deploy.service);
      const releases = (service?.releases ?? []).map(({ name }) => name);
      const kind = `release of ${deploy.service}`;
      if (service !== undefined) this.check(kind, deploy.release, releases, [...path, "release"]);
      return { atUs: parseClockBefore(this.run, at, this.run.endsUs)!, ...deploy };
    });
  }

  tools(): Drill["tools"] {
    const { tools, costs } = this.content;
    const names = tools.map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      this.file.note("name-taken", { name, kind: "tool of this drill" }, ["tools", index]);
    }
    for (const name of Object.keys(costs)) this.check("tool", name, names, ["costs", name]);
    return tools.map(({ name, limits }) => ({ name, limits, costUs: costs[name] ?? null }));
  }

  private trigger(message: DrillFile["messages"][number], path: Path): Trigger {
    const { at, alert, healthy, after: afterUs = 0 } = message;
    const given = [at, alert, healthy].filter((one) => one !== undefined);
    if (given.length !== 1 || (at !== undefined && message.after !== undefined)) {
      this.file.note(
        "value-invalid",
        {
          value: `the moment of "${message.id}"`,
          expected: "said in one way",
          remedy: "give exactly one of at, alert and healthy, and `after` only with the last two",
        },
        path,
      );
    }
    if (alert !== undefined) {
      const alerts = this.system.alerts.map(({ name }) => name);
      this.check("alert", alert, alerts, [...path, "alert"]);
      return { kind: "alert", alert, afterUs };
    }
    if (healthy !== undefined) {
      this.checkIndicator(healthy, [...path, "healthy"]);
      return { kind: "healthy", indicator: healthy, afterUs };
    }
    const atUs = at === undefined ? this.run.opensUs : this.momentOfPlay(at, [...path, "at"]);
    return { kind: "at", atUs, whileUnhealthy: null };
  }

  /** A moment between the player's entry and the end. */
  private momentOfPlay(written: string, path: Path): number {
    const { opensUs, endsUs } = this.run;
    const atUs = parseClock(this.run, written)!;
    if (atUs < opensUs || atUs > endsUs) {
      const [from, to] = [clockText(this.run, opensUs), clockText(this.run, endsUs)];
      this.file.note("clock-outside", { value: written, from, to }, path);
    }
    return atUs;
  }

  private checkChannel(written: string, path: Path): void {
    this.check("channel", written, ["page", ...this.content.channels], path);
  }

  private checkIndicator(written: string, path: Path): void {
    this.check("indicator", written, Object.keys(this.content.indicators), path);
  }

  private check(kind: string, written: string, known: readonly string[], path: Path): void {
    if (known.includes(written)) return;
    const suggestion = suggest(written, known);
    this.file.note("name-unknown", { kind, name: written, suggestion }, path);
  }
}

/** Half-way to health unless the drill says otherwise. */
function mitigatedFrom(healthy: Healthy, threshold: number | null): Healthy {
  if ("below" in healthy) return { below: threshold ?? healthy.below * 2 };
  return { atLeast: threshold ?? healthy.atLeast / 2 };
}
