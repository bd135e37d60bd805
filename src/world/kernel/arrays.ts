/** State of fixed size: one value a box, instance, lane, source or route. */
import { BreakerWindow } from "./policy.js";

/** Arrays of numbers that are copied, hashed and saved as they stand. */
export abstract class Arrays {
  parts(): (Float64Array | Int32Array | Uint8Array)[] {
    return Object.values(this);
  }

  protected fillFrom(other: Arrays): this {
    const theirs = other.parts();
    this.parts().forEach((part, index) => {
      part.set(theirs[index]);
    });
    return this;
  }
}

export const enum Up {
  down = 0,
  up = 1,
  draining = 2,
}

export class BoxArrays extends Arrays {
  /** Where round robin goes on. */
  readonly rotor: Int32Array;
  readonly replicas: Int32Array;
  readonly slowFactor: Float64Array;
  readonly errorShare: Float64Array;

  constructor(count: number) {
    super();
    this.rotor = new Int32Array(count);
    this.replicas = new Int32Array(count);
    this.slowFactor = new Float64Array(count).fill(1);
    this.errorShare = new Float64Array(count);
  }

  clone(): BoxArrays {
    return new BoxArrays(this.rotor.length).fillFrom(this);
  }
}

/** Where the numbers of instance i stand: at `ints[4 * i + ...]` and `floats[4 * i + ...]`. */
export const enum Instance {
  busy = 0,
  queued = 1,
  /** First and last task of the queue, -1 for none. */
  head = 2,
  tail = 3,
}

/** See `Instance`. */
export const enum InstanceTime {
  /** Sums of moments from which the integrals follow, see service.ts. */
  busyMomentsUs = 0,
  queueMomentsUs = 1,
  acceptorFreeUs = 2,
}

export class InstanceArrays extends Arrays {
  readonly ints: Int32Array;
  readonly floats: Float64Array;
  readonly up: Uint8Array;
  /** When an instance that is down will be up again, -1 for never; a start at another moment was given up. */
  readonly upAtUs: Float64Array;
  /** By what the release and the state of the service multiply work, and the share of requests that fail. */
  readonly workFactor: Float64Array;
  readonly errorShare: Float64Array;
  readonly release: Uint8Array;
  /** The release this instance will run when its turn in the rollout comes. */
  readonly nextRelease: Uint8Array;

  constructor(count: number) {
    super();
    this.ints = new Int32Array(4 * count).map((_, index) => (index % 4 < 2 ? 0 : -1));
    this.floats = new Float64Array(4 * count);
    this.up = new Uint8Array(count);
    this.upAtUs = new Float64Array(count).fill(-1);
    this.workFactor = new Float64Array(count).fill(1);
    this.errorShare = new Float64Array(count);
    this.release = new Uint8Array(count);
    this.nextRelease = new Uint8Array(count);
  }

  clone(): InstanceArrays {
    return new InstanceArrays(this.up.length).fillFrom(this);
  }
}

export const enum Breaker {
  closed = 0,
  open = 1,
  halfOpen = 2,
}

/** A lane is one replica's side of an arrow: its connections, breaker and retry budget. */
export class LaneArrays extends Arrays {
  readonly inFlight: Int32Array;
  readonly waitHead: Int32Array;
  readonly waitTail: Int32Array;
  readonly tokens: Float64Array;
  readonly breaker: Uint8Array;
  readonly breakerUntilUs: Float64Array;
  readonly trialsStarted: Int32Array;
  readonly trialsPassed: Int32Array;
  /** The number of the newest bucket (time divided by bucket width), then counts per bucket. */
  readonly bucket: Float64Array;
  readonly successes: Int32Array;
  readonly failures: Int32Array;

  constructor(count: number) {
    super();
    this.inFlight = new Int32Array(count);
    this.waitHead = new Int32Array(count).fill(-1);
    this.waitTail = new Int32Array(count).fill(-1);
    this.tokens = new Float64Array(count);
    this.breaker = new Uint8Array(count);
    this.breakerUntilUs = new Float64Array(count);
    this.trialsStarted = new Int32Array(count);
    this.trialsPassed = new Int32Array(count);
    this.bucket = new Float64Array(count);
    this.successes = new Int32Array(count * BreakerWindow.buckets);
    this.failures = new Int32Array(count * BreakerWindow.buckets);
  }

  clone(): LaneArrays {
    return new LaneArrays(this.inFlight.length).fillFrom(this);
  }
}

export class SourceArrays extends Arrays {
  /** Requests sent so far; the number of a request is its place in this count. */
  readonly sent: Float64Array;
  /** Pauses between requests so far, for closed sources. */
  readonly thoughts: Float64Array;
  /** The exact (fractional) time of the next arrival of an open source. */
  readonly nextUs: Float64Array;
  /** By what the load is multiplied, and the mean gap of an open source that follows from it. */
  readonly factor: Float64Array;
  readonly meanGapUs: Float64Array;
  /** Per route, over all sources in order. */
  readonly shedShare: Float64Array;
  readonly shiftShare: Float64Array;

  constructor(sources: number, routes: number) {
    super();
    this.sent = new Float64Array(sources);
    this.thoughts = new Float64Array(sources);
    this.nextUs = new Float64Array(sources);
    this.factor = new Float64Array(sources).fill(1);
    this.meanGapUs = new Float64Array(sources);
    this.shedShare = new Float64Array(routes);
    this.shiftShare = new Float64Array(routes);
  }

  clone(): SourceArrays {
    return new SourceArrays(this.sent.length, this.shedShare.length).fillFrom(this);
  }
}

export class EdgeArrays extends Arrays {
  /** See `BlockMode`. */
  readonly blocked: Uint8Array;
  readonly timeoutLine: Int32Array;
  readonly poolLine: Int32Array;

  constructor(count: number) {
    super();
    this.blocked = new Uint8Array(count);
    this.timeoutLine = new Int32Array(count).fill(-1);
    this.poolLine = new Int32Array(count).fill(-1);
  }

  clone(): EdgeArrays {
    return new EdgeArrays(this.blocked.length).fillFrom(this);
  }
}
