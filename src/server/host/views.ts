import { clockText } from "../../drill/drill.js";
import { subjectName } from "../../drill/system/subject.js";
import {
  callName,
  describePolicy,
  earlierReleaseOf,
  hintsLeft,
  measuresOf,
  nextHint,
  ownServices,
  type Session,
} from "../../session/index.js";
import type { DrillView, RoomState, ToolView } from "../api/live.js";

/** What a player may know of a drill from the start. */
export function drillViewOf({ drill, opening }: Session): DrillView {
  return {
    id: drill.id,
    title: drill.title,
    severity: drill.severity,
    briefing: opening.briefing,
    date: drill.clock.date,
    beginsUs: drill.clock.beginsUs,
    opensUs: drill.opensUs,
    endsUs: drill.endsUs,
    intervalUs: drill.system.intervalUs,
    people: drill.people.map(({ id, name, role }) => ({ id, name, role })),
    roles: drill.roles,
    channels: drill.channels,
    phases: drill.phases.map(({ id, title, durationUs, frozen }) => ({
      id,
      title,
      minutes: durationUs / 60_000_000,
      frozen,
    })),
    runbooks: drill.runbooks.map(({ name, title }) => ({ name, title })),
    source: drill.outcome.source,
    indicators: drill.indicators.map(({ name, metric, subject }) => ({
      name,
      metric,
      of: subjectName(subject),
    })),
  };
}

export function toolViewsOf({ desk }: Session): ToolView[] {
  return desk.describe() as ToolView[];
}

/** What is agreed and in force now. */
export function roomStateOf(session: Session): RoomState {
  const { drill, room } = session;
  const { telemetry } = session.view();
  const { incident } = room;
  return {
    incident: incident && {
      severity: incident.severity,
      title: incident.title,
      clock: clockText(drill, incident.declaredAtUs),
    },
    roles: { ...room.roles },
    acknowledged: Object.keys(room.acknowledged),
    hintsTaken: room.hints.length,
    hintsLeft: hintsLeft(drill, room),
    nextHintCost: nextHint(drill, room)?.cost ?? null,
    phase: room.phase,
    phaseSinceUs: room.phaseSinceUs,
    firing: telemetry
      .alerts()
      .filter(({ state }) => state === "firing")
      .map(({ rule: alert, sinceUs, severity }) => ({ alert, sinceUs, severity })),
    ...inForce(session),
    draftTimeline: drill.postmortem ? session.draftTimeline() : null,
  };
}

/** Of the players' measures only their own: what a fault of the timeline changed is theirs to find out. */
function inForce(session: Session) {
  const { drill, room } = session;
  const { system } = drill;
  const { telemetry } = session.view();
  const measures = measuresOf(system, room.changes);
  const above0 = (shares: Map<string, number>) =>
    Object.fromEntries([...shares].filter(([, share]) => share > 0));
  return {
    flags: telemetry.flags(),
    releases: Object.fromEntries(
      ownServices(system).map(({ name }) => [name, telemetry.releases(name)]),
    ),
    earlierReleases: Object.fromEntries(
      ownServices(system).map((service) => [
        service.name,
        earlierReleaseOf(service, telemetry.changes),
      ]),
    ),
    policies: Object.fromEntries(
      system.calls.map(({ from, to }) => [
        callName({ from, to }),
        describePolicy(telemetry.policy(from, to)!),
      ]),
    ),
    blocks: Object.fromEntries(measures.blocks),
    sheds: above0(measures.sheds),
    shifts: above0(measures.shifts),
  };
}
