import type { CastPhase } from "../../drill/cast-schema.js";
import { type Line, worded } from "./answers.js";
import { holds } from "./conditions.js";
import type { CastContext } from "./context.js";

/** What the commander of the present phase has to say; nothing where the cast has nothing on it. */
export class Commander {
  private readonly phaseId: string;
  private readonly script: CastPhase | undefined;

  constructor(private readonly context: CastContext) {
    const { drill, room } = context;
    this.phaseId = drill.phases[room.phase]?.id ?? "";
    this.script = drill.cast!.phases[this.phaseId];
  }

  /** Whether a message says something that was asked for, now or in this phase. */
  waitsFor(met: ReadonlySet<string>, gained: readonly string[]): boolean {
    const asked = this.question();
    return (
      (asked !== undefined && met.has(asked.answer)) ||
      (this.script?.probes.some((probe) => gained.includes(probe.for)) ?? false)
    );
  }

  /** Says back what is new, unless she answers it anyway, and asks for what is missing. */
  note(gained: readonly string[], isAnswering: boolean): Line | null {
    if (!this.script) return null;
    const titles = this.script.probes
      .filter((probe) => gained.includes(probe.for))
      .map(({ title }) => title);
    if (titles.length === 0) return null;
    const next = this.next();
    if (isAnswering) return next === null ? null : this.line([next]);
    const noted = worded(`noted/${this.phaseId}`, this.script.noted, this.context);
    return this.line([noted.replaceAll("{what}", joined(titles)), next]);
  }

  /** Thanks for the answer to the question that was asked last, if it is one. */
  thank(met: ReadonlySet<string>): Line | null {
    const asked = this.question();
    if (!asked || !met.has(asked.answer)) return null;
    this.context.room.cast.question = null;
    return this.line([asked.thanks, this.next()]);
  }

  /** Asks for the next thing that is missing, asks on, or asks to go on to the next phase; null when all is said. */
  next(): string | null {
    if (!this.script) return null;
    const { room, drill } = this.context;
    const probe = this.missing();
    if (probe) return worded(`probe/${this.phaseId}/${probe.for}`, probe.ask, this.context);
    const followUp = drill.cast!.followUps.find(
      ({ id, if: condition }) =>
        room.cast.given[`follow-up/${id}`] === undefined && holds(condition, this.context),
    );
    if (followUp) {
      room.cast.question = followUp.id;
      return worded(`follow-up/${followUp.id}`, [followUp.ask], this.context);
    }
    const complete = `complete/${this.phaseId}`;
    if (room.cast.given[complete] !== undefined) return null;
    return worded(complete, [this.script.complete], this.context);
  }

  /** What is asked after a silence: the next probe, which stays the next. */
  afterSilence(): string | null {
    const probe = this.missing();
    if (!probe) return null;
    const times = this.context.room.cast.given[`probe/${this.phaseId}/${probe.for}`] ?? 0;
    return probe.ask[times % probe.ask.length]!;
  }

  private question() {
    const { drill, room } = this.context;
    return drill.cast!.followUps.find(({ id }) => id === room.cast.question);
  }

  private missing() {
    const said = this.context.room.cast.said[this.phaseId] ?? [];
    return this.script?.probes.find((probe) => !said.includes(probe.for));
  }

  private line(parts: readonly (string | null)[]): Line {
    const text = parts.filter((part) => part !== null).join(" ");
    return { from: this.context.drill.cast!.commander, text, afterUs: null };
  }
}

function joined(titles: readonly string[]): string {
  return titles.length === 1
    ? titles[0]!
    : `${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}`;
}
