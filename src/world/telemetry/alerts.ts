/** Alert rules: evaluated at the end of each interval, pending until the condition has held for the rule's time. */

export const enum AlertState {
  inactive = 0,
  pending = 1,
  firing = 2,
}

export interface AlertEvent {
  readonly atUs: number;
  /** The index of the rule in the system. */
  readonly rule: number;
  readonly state: "firing" | "resolved";
}

export class AlertBook {
  readonly states: Uint8Array;
  /** Since when the condition has held. */
  readonly sinceUs: Float64Array;
  log: AlertEvent[] = [];

  constructor(rules: number) {
    this.states = new Uint8Array(rules);
    this.sinceUs = new Float64Array(rules).fill(-1);
  }

  /** Takes the result of one evaluation of one rule. */
  evaluated(rule: number, holds: boolean, forUs: number, nowUs: number): void {
    const before = this.states[rule];
    if (!holds) {
      if (before === AlertState.firing) this.log.push({ atUs: nowUs, rule, state: "resolved" });
      this.states[rule] = AlertState.inactive;
      return;
    }
    if (before === AlertState.inactive) {
      this.states[rule] = AlertState.pending;
      this.sinceUs[rule] = nowUs;
    }
    if (this.states[rule] === AlertState.pending && nowUs - this.sinceUs[rule] >= forUs) {
      this.states[rule] = AlertState.firing;
      this.log.push({ atUs: nowUs, rule, state: "firing" });
    }
  }

  clone(): AlertBook {
    const copy = new AlertBook(this.states.length);
    copy.states.set(this.states);
    copy.sinceUs.set(this.sinceUs);
    copy.log = this.log.slice();
    return copy;
  }
}
