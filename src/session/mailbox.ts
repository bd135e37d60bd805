import type { Drill, Message, TemplateText } from "../drill/drill.js";
import { indicatorAt, isHealthy } from "../drill/indicators.js";
import { renderTemplate } from "../drill/templates.js";
import type { Telemetry } from "../world/index.js";

/** A message that has come, with its templates filled in as of that moment. */
export interface Delivery {
  id: string;
  atUs: number;
  from: string;
  channel: string;
  text: string;
  escalation: boolean;
}

/** A message whose moment is not known yet, or known and not reached. */
interface Pending {
  message: Message;
  /** Null until its condition holds. */
  dueUs: number | null;
  /** For messages about recovery: whether the indicator has been unhealthy since the opening. */
  seenUnhealthy: boolean;
}

/** What somebody will say at a moment, because of what happened in the run. */
export interface Reply {
  id: string;
  dueUs: number;
  /** The id of a person. */
  from: string;
  channel: string;
  text: TemplateText;
}

export interface MailboxSnapshot {
  pending: { id: string; dueUs: number | null; seenUnhealthy: boolean }[];
  replies: Reply[];
  brought: Delivery[];
}

/**
 * Brings the drill's messages at their moments. It looks at the telemetry when the world passes the end of an
 * interval or the moment of a message, and at no other time, so that how a session is sliced cannot matter.
 */
export class Mailbox {
  private constructor(
    private readonly drill: Drill,
    private readonly pending: Pending[],
    private replies: Reply[],
    private readonly brought: Delivery[],
  ) {}

  static of(drill: Drill): Mailbox {
    const pending = drill.messages.map((message) => ({
      message,
      dueUs: message.trigger.kind === "at" ? message.trigger.atUs : null,
      seenUnhealthy: false,
    }));
    return new Mailbox(drill, pending, [], []);
  }

  fork(): Mailbox {
    return new Mailbox(
      this.drill,
      this.pending.map((pending) => ({ ...pending })),
      [...this.replies],
      [...this.brought],
    );
  }

  /** What of the mailbox is not in its drill. */
  snapshot(): MailboxSnapshot {
    return {
      pending: this.pending.map(({ message, dueUs, seenUnhealthy }) => ({
        id: message.id,
        dueUs,
        seenUnhealthy,
      })),
      replies: [...this.replies],
      brought: [...this.brought],
    };
  }

  /** The mailbox that a snapshot is of; RangeError for one of another drill. */
  static restore(drill: Drill, { pending, replies, brought }: MailboxSnapshot): Mailbox {
    const restored = pending.map(({ id, ...rest }) => {
      const message = drill.messages.find((candidate) => candidate.id === id);
      if (!message) throw new RangeError(`there is no message ${id}`);
      return { message, ...rest };
    });
    return new Mailbox(drill, restored, [...replies], [...brought]);
  }

  /** All messages so far, in the order of their coming. */
  get deliveries(): readonly Delivery[] {
    return this.brought;
  }

  /** The next moment after `nowUs` at which `look` must be called: a message is due or an interval ends. */
  nextLookUs(nowUs: number): number {
    const { intervalUs } = this.drill.system;
    let nextUs = (Math.floor(nowUs / intervalUs) + 1) * intervalUs;
    for (const { dueUs } of [...this.pending, ...this.replies]) {
      if (dueUs !== null && dueUs > nowUs && dueUs < nextUs) nextUs = dueUs;
    }
    return nextUs;
  }

  /** Brings what is due, with the telemetry as it is at `nowUs`. */
  look(telemetry: Telemetry, nowUs: number): void {
    if (nowUs < this.drill.opensUs) return;
    for (const pending of this.pending) this.watch(pending, telemetry, nowUs);
    const due = this.pending.filter(({ dueUs }) => dueUs !== null && dueUs <= nowUs);
    // The sort is stable: messages of one moment come in the order of the drill's file.
    due.sort((a, b) => a.dueUs! - b.dueUs!);
    for (const pending of due) {
      this.pending.splice(this.pending.indexOf(pending), 1);
      if (this.applies(pending.message, telemetry, nowUs)) {
        const { message } = pending;
        this.brought.push(this.delivery(message, message.escalation, telemetry, nowUs));
      }
    }
    this.bringReplies(telemetry, nowUs);
  }

  post(reply: Reply): void {
    this.replies.push(reply);
  }

  withdraw(id: string): void {
    this.replies = this.replies.filter((reply) => reply.id !== id);
  }

  /** Brings the replies that are due at a moment. */
  bringReplies(telemetry: Telemetry, nowUs: number, untilUs = nowUs): void {
    const due = this.replies.filter(({ dueUs }) => dueUs <= untilUs);
    this.replies = this.replies.filter(({ dueUs }) => dueUs > untilUs);
    for (const reply of due.sort((a, b) => a.dueUs - b.dueUs)) {
      this.brought.push(this.delivery(reply, false, telemetry, nowUs));
    }
  }

  private watch(pending: Pending, telemetry: Telemetry, nowUs: number): void {
    if (pending.dueUs !== null) return;
    const { trigger } = pending.message;
    if (trigger.kind === "alert") {
      const firing = telemetry
        .alerts()
        .some(({ rule, state }) => rule === trigger.alert && state === "firing");
      if (firing) pending.dueUs = nowUs + trigger.afterUs;
    } else if (trigger.kind === "healthy") {
      const healthy = this.healthy(trigger.indicator, telemetry, nowUs);
      if (!healthy) pending.seenUnhealthy = true;
      else if (pending.seenUnhealthy) pending.dueUs = nowUs + trigger.afterUs;
    }
  }

  private applies(message: Message, telemetry: Telemetry, nowUs: number): boolean {
    const { trigger } = message;
    if (trigger.kind !== "at" || trigger.whileUnhealthy === null) return true;
    return !this.healthy(trigger.whileUnhealthy, telemetry, nowUs);
  }

  private healthy(name: string, telemetry: Telemetry, nowUs: number): boolean {
    const indicator = this.drill.indicators.find((candidate) => candidate.name === name)!;
    return isHealthy(indicator.healthy, indicatorAt(indicator, telemetry, nowUs));
  }

  private delivery(
    { id, from, channel, text }: Message | Reply,
    escalation: boolean,
    telemetry: Telemetry,
    nowUs: number,
  ): Delivery {
    const person = this.drill.people.find((candidate) => candidate.id === from);
    return {
      id,
      atUs: nowUs,
      from: person?.name ?? from,
      channel,
      text: renderTemplate(text, { drill: this.drill, telemetry, atUs: nowUs }),
      escalation,
    };
  }
}
