/** The scorecard's form: every point cites journal entries, every sentence is a message id with parameters. */

import type { Quote, Understood } from "./words.js";

/** A sentence of the rubric, by its id; rendered late, so that hashes do not depend on wording. */
export interface Message {
  id: string;
  parameters: Record<string, string | number>;
}

export interface CriterionScore {
  id: string;
  met: boolean;
  points: number;
  max: number;
  evidence: number[];
  /** The player's own words that earned it, a few of them; none for deeds. */
  quotes: Quote[];
}

export interface DimensionScore {
  id: string;
  level: string;
  /** Null for a dimension that is not judged; its maximum is then 0. */
  points: number | null;
  max: number;
  why: string;
  evidence: number[];
  criteria: CriterionScore[];
}

/** Points taken off, for hints for example. */
export interface Penalty {
  id: string;
  points: number;
  evidence: number[];
}

export interface Outcome {
  userRequests: number;
  userFailures: number;
  /** Clock texts; null when it did not happen. */
  mitigatedAt: string | null;
  recoveredAt: string | null;
  /** Failures of the same system with the same luck when nobody acts. */
  baselineFailures: number;
  /** Requests served in a lesser way, by label, in the run. */
  marks: Record<string, number>;
}

/** What one act was worth: user requests that did not fail because of it (below 0: that failed because of it). */
export interface ValuedAction {
  entry: number;
  saved: number;
  share: number;
}

export type RunVerdict = "passed" | "failed" | "incomplete" | "error";

export interface Scorecard {
  verdict: RunVerdict;
  score: {
    points: number;
    max: number;
    dimensions: DimensionScore[];
    unjudged: string[];
    penalties: Penalty[];
    strengths: string[];
    improvements: string[];
    resources: string[];
    actions: ValuedAction[];
    /** All that was understood of the players' words in the end, with points or without. */
    understood: Understood[];
    /** What was said that the run contradicts. */
    untrue: Quote[];
  };
  outcome: Outcome;
  rubricVersion: string;
  /** Over verdict, points, evidence and message ids; not over wording. */
  hash: string;
}
