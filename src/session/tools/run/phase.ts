import * as z from "zod";
import { beginPhase } from "../../cast/cast.js";
import { inSeconds } from "../../numbers.js";
import { defineTool } from "../tool.js";

export const nextPhase = defineTool({
  name: "next_phase",
  title: "Go to the next phase",
  description: "Ends the present phase of the drill and begins the next.",
  group: "run",
  costUs: 0,
  input: ({ drill }) => (drill.phases.length < 2 ? null : z.strictObject({})),
  handle: (_, context) => {
    const { drill, room, nowUs } = context;
    const changed = room.phase < drill.phases.length - 1;
    if (changed) {
      room.phase += 1;
      room.phaseSinceUs = nowUs;
      room.said = [];
      beginPhase(context, false);
    }
    const { id, title, durationUs, purpose } = drill.phases[room.phase]!;
    return {
      changed,
      phase: id,
      title,
      minutes: inSeconds(durationUs) / 60,
      ...(purpose !== undefined && { purpose }),
    };
  },
});
