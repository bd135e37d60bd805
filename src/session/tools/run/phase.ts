import * as z from "zod";
import { beginPhase } from "../../cast/cast.js";
import { inSeconds } from "../../numbers.js";
import { laterPhase } from "../../phases.js";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const nextPhase = defineTool({
  name: "next_phase",
  title: "Go to the next phase",
  description:
    "Ends the present phase of the drill and begins the next, or a later one, to practise that alone: what is passed over is not judged, nor is the first phase when this is the first act.",
  group: "run",
  costUs: 0,
  input: ({ drill }) => {
    const later = drill.phases.slice(1).map(({ id }) => id);
    const to = oneOf(later, "the phase to begin, the next unless said");
    return to && z.strictObject({ to: to.optional() });
  },
  handle: ({ to }, context) => {
    const { drill, room, nowUs, entries } = context;
    const { phases } = drill;
    const target = laterPhase(drill, room.phase, to);
    if (target !== null) {
      // Whoever begins at a later phase has not been in the first.
      const passedFrom = to !== undefined && entries.length === 0 ? 0 : room.phase + 1;
      room.skipped.push(...phases.slice(passedFrom, target).map(({ id }) => id));
      room.phase = target;
      room.phaseSinceUs = nowUs;
      room.said = [];
      beginPhase(context, false);
    }
    const { id, title, durationUs, purpose } = phases[room.phase]!;
    return {
      changed: target !== null,
      phase: id,
      title,
      minutes: inSeconds(durationUs) / 60,
      ...(purpose !== undefined && { purpose }),
      ...(room.skipped.length > 0 && { notJudged: [...room.skipped] }),
    };
  },
});
