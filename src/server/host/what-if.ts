import { clockText, type Drill } from "../../drill/drill.js";
import { finishRun } from "../../score/index.js";
import {
  type Alteration,
  type Breathe,
  type Journal,
  type JsonObject,
  type Openings,
  registry,
  type Session,
  significant,
  whatIf,
} from "../../session/index.js";
import type { WhatIfDocument, WhatIfRequest } from "../api/documents.js";

interface WhatIfWork {
  journal: Journal;
  drill: Drill;
  request: WhatIfRequest;
  /** How the run as it was came out, which is known already. */
  original: WhatIfDocument["original"];
  openings: Openings;
  breathe: Breathe;
}

/** What would have become of a run with one act more or one less. Throws a problem for one that cannot be. */
export async function whatIfDocument(work: WhatIfWork): Promise<WhatIfDocument> {
  const { journal, drill, request, original, openings, breathe } = work;
  const alteration = alterationOf(request);
  const runs = await whatIf(journal, drill, alteration, { openings, breathe });
  const { document } = await finishRun(runs.altered, openings, () => breathe(drill.endsUs));
  const { outcome, score, verdict } = document;
  return {
    schema: "smokejumper.whatif/1",
    alteration: wordsFor(alteration, journal, drill),
    original,
    altered: {
      userRequests: outcome.userRequests,
      userFailures: outcome.userFailures,
      mitigatedAt: outcome.mitigatedAt,
      recoveredAt: outcome.recoveredAt,
      points: score.points,
      max: score.max,
      verdict,
    },
    curve: curveOf(drill, runs.original, runs.altered),
  };
}

function alterationOf(request: WhatIfRequest): Alteration {
  if ("drop" in request) return { kind: "drop", entry: request.drop };
  const { atUs, tool, input } = request;
  return { kind: "add", atUs, action: { tool, input } };
}

function wordsFor(alteration: Alteration, { entries }: Journal, drill: Drill): string {
  const [word, { tool, input, atUs }] =
    alteration.kind === "add"
      ? (["With", { ...alteration.action, atUs: alteration.atUs }] as const)
      : (["Without", entries[alteration.entry - 1]!] as const);
  const title = registry.find(({ name }) => name === tool)?.title ?? tool;
  const values = Object.entries(input as JsonObject)
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
  const what = values === "" ? title : `${title} (${values})`;
  return `${word} ${what} at ${clockText(drill, atUs)}`;
}

/** The outcome's indicator from the opening on, an interval at a time, in both runs. */
function curveOf(drill: Drill, original: Session, altered: Session): WhatIfDocument["curve"] {
  const { metric, subject } = drill.indicators.find(
    ({ name }) => name === drill.outcome.indicator,
  )!;
  const samples = (session: Session) =>
    session.view().telemetry.series(metric, subject, drill.opensUs, drill.endsUs);
  const own = samples(original);
  return {
    atUs: own.map(({ toUs }) => toUs),
    original: own.map(({ value }) => significant(value)),
    altered: samples(altered).map(({ value }) => significant(value)),
  };
}
