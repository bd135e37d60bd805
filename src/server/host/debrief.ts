import { clockText, type Drill } from "../../drill/drill.js";
import { type FinishedRun, sentenceOf } from "../../score/index.js";
import { type Session, setSpeed } from "../../session/index.js";
import type { Telemetry } from "../../world/index.js";
import type { Debrief, Score } from "../api/debrief.js";
import { faultsOf } from "./fault-text.js";
import { NewsReader } from "./news.js";
import { linesOf } from "./series.js";
import { arrowsOf, nodesOf } from "./system-map.js";
import { drillViewOf, toolViewsOf } from "./views.js";

/** What does not change once the run is over; the rest is added when somebody reads it. */
export type DebriefBody = Omit<Debrief, "session" | "rating" | "readOnly">;

/** Everything about a run that has ended and is sealed; `unattended` is the same system left alone. */
export function debriefOf(
  session: Session,
  { document }: FinishedRun,
  unattended: Telemetry,
): DebriefBody {
  const { drill, room } = session;
  const { system } = drill;
  const lines = linesOf(system);
  const { rows, messages, alerts, deploys, entries } = new NewsReader(session, lines).read();
  return {
    schema: "smokejumper.debrief/1",
    drill: drillViewOf(session),
    tools: toolViewsOf(session),
    nodes: nodesOf(system),
    arrows: arrowsOf(system),
    series: lines.map(({ series }) => series),
    rows,
    messages,
    alerts,
    deploys,
    entries,
    faults: faultsOf(drill, drill.endsUs),
    harm: harmOf(drill, session.view().telemetry, unattended),
    outcome: document.outcome,
    score: scoreOf(session, document),
    valueWindowSeconds: drill.rubric.valueWindow / 1_000_000,
    pace: paceOf(session),
    hintsTaken: room.hints.length,
    journal: document.journal,
    worldHash: document.worldHash,
  };
}

/** Failed requests of the users that count, an interval, from the opening on. */
function harmOf(drill: Drill, own: Telemetry, unattended: Telemetry): Debrief["harm"] {
  const { opensUs, endsUs, outcome, system } = drill;
  const harm: Debrief["harm"] = { atUs: [], failed: [], unattended: [] };
  const failures = (telemetry: Telemetry, toUs: number) => {
    const { failed, abandoned } = telemetry.users(
      outcome.source,
      null,
      toUs - system.intervalUs,
      toUs,
    );
    return failed + abandoned;
  };
  const firstUs = (Math.floor(opensUs / system.intervalUs) + 1) * system.intervalUs;
  for (let toUs = firstUs; toUs <= endsUs; toUs += system.intervalUs) {
    harm.atUs.push(toUs);
    harm.failed.push(failures(own, toUs));
    harm.unattended.push(failures(unattended, toUs));
  }
  return harm;
}

function scoreOf({ drill, journal }: Session, { verdict, score }: FinishedRun["document"]): Score {
  const { rubric } = drill;
  const clockOf = (entry: number) => clockText(drill, journal.entries[entry - 1]!.atUs);
  return {
    verdict,
    ...score,
    dimensions: score.dimensions.map((dimension) => {
      const { title, levels } = rubric.dimensions.find(({ id }) => id === dimension.id)!;
      return {
        ...dimension,
        title,
        levels: Object.keys(levels),
        criteria: dimension.criteria.map((criterion) => ({
          ...criterion,
          text: sentenceOf(rubric, criterion, clockOf),
        })),
      };
    }),
  };
}

/** When the clock was stopped or its speed changed; it costs nothing, and whoever judges a run may want to know. */
function paceOf({ drill, journal }: Session): Debrief["pace"] {
  return journal.entries
    .filter(({ tool }) => tool === setSpeed.name)
    .map(({ entry, atUs, input }) => ({
      entry,
      clock: clockText(drill, atUs),
      speed: String(input.speed),
    }));
}
