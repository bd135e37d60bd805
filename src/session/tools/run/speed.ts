import * as z from "zod";
import { type Speed, speedNames } from "../../speeds.js";
import { defineTool } from "../tool.js";

/** What a pause is recorded with that nobody asked for. */
export const unattended = "unattended";

export const setSpeed = defineTool({
  name: "set_speed",
  title: "Pause or change the speed",
  description:
    "How fast the drill's clock goes: paused stops it until another speed is set, 1x is real time, 0.67x gives one and a half times the time to think and 0.5x twice the time, 2x and more pass quiet stretches. It costs no points; the debrief lists it.",
  group: "run",
  costUs: 0,
  input: ({ mode }) =>
    // On a stepped clock time passes by acts alone.
    mode === "stepped"
      ? null
      : z.strictObject({
          speed: z.enum(speedNames).describe("the clock's speed from now on"),
          reason: z
            .enum([unattended])
            .describe("set by the server when it pauses a run that nobody attends")
            .optional(),
        }),
  handle: ({ speed, reason }, { room }) => {
    const before: Speed | null = room.speed;
    room.speed = speed;
    if (speed !== "paused") room.runningSpeed = speed;
    room.unattended = speed === "paused" && reason === unattended;
    return { changed: before !== speed, speed };
  },
});
