import { clockText } from "../../drill/drill.js";
import type { Session } from "../../session/index.js";
import type { AlertEvent, DeployEvent, Message, News } from "../api/live.js";
import { entryViewOf, partsOfAlert } from "./entry-view.js";
import { type Line, rowsBetween } from "./series.js";

/**
 * Reads off a session what is new since it was read last, and keeps all of it. Everything comes in an order that does
 * not depend on how often it is read, so that whoever reloads sees what those saw who stayed.
 */
export class NewsReader {
  readonly all: News = emptyNews();
  private readRowsUntilUs = 0;
  private readDeploysUntilUs = Number.NEGATIVE_INFINITY;
  private readRollbacks = 0;

  constructor(
    private readonly session: Session,
    private readonly lines: readonly Line[],
  ) {}

  /** What has come since the last call. */
  read(): News {
    const news: News = {
      rows: this.rows(),
      messages: this.messages(),
      alerts: this.alerts(),
      deploys: this.deploys(),
      entries: this.entries(),
    };
    for (const key of Object.keys(news) as (keyof News)[]) {
      (this.all[key] as unknown[]).push(...news[key]);
    }
    return news;
  }

  private rows(): News["rows"] {
    const { telemetry } = this.session.view();
    const fromUs = this.readRowsUntilUs;
    this.readRowsUntilUs = telemetry.closedUntilUs;
    return rowsBetween(telemetry, this.lines, fromUs, telemetry.closedUntilUs);
  }

  private messages(): Message[] {
    const { drill } = this.session;
    const from = this.all.messages.length;
    const fresh = this.session.view().deliveries.slice(from);
    return fresh.map(({ atUs, from: sender, channel, text }, index) => ({
      number: from + index,
      atUs,
      clock: clockText(drill, atUs),
      from: sender,
      channel,
      text,
    }));
  }

  private alerts(): AlertEvent[] {
    const { drill } = this.session;
    const fresh = this.session.view().telemetry.alertLog.slice(this.all.alerts.length);
    return fresh.map(({ atUs, rule, state }) => ({
      atUs,
      clock: clockText(drill, atUs),
      alert: rule,
      severity: drill.system.alerts.find(({ name }) => name === rule)!.severity,
      state,
      on: partsOfAlert(drill, rule),
    }));
  }

  private deploys(): DeployEvent[] {
    const { drill, nowUs, room } = this.session;
    const sinceUs = this.readDeploysUntilUs;
    this.readDeploysUntilUs = nowUs;
    const shipped = drill.deploys.filter(({ atUs }) => atUs > sinceUs && atUs <= nowUs);
    const rollbacks = room.rollbacks
      .slice(this.readRollbacks)
      .map(({ atUs, seat, service, from, to }) => {
        return { atUs, service, release: to, by: seat, summary: `roll back from ${from}` };
      });
    this.readRollbacks = room.rollbacks.length;
    return [...shipped, ...rollbacks]
      .sort((a, b) => a.atUs - b.atUs)
      .map(({ atUs, service, release, by, summary }) => ({
        atUs,
        clock: clockText(drill, atUs),
        service,
        release,
        by,
        summary,
      }));
  }

  private entries(): News["entries"] {
    const { desk, journal } = this.session;
    const fresh = journal.entries.slice(this.all.entries.length);
    return fresh.map((entry) => entryViewOf(desk, entry));
  }
}

function emptyNews(): News {
  return { rows: [], messages: [], alerts: [], deploys: [], entries: [] };
}
