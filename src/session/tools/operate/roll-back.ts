import * as z from "zod";
import { earlierReleaseOf, releaseOf } from "../../measures.js";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const rollBack = defineTool({
  name: "roll_back",
  title: "Roll back a service",
  description: "Puts a service back to the release before the one that runs, replica by replica.",
  group: "operate",
  costUs: 30_000_000,
  input: ({ vocabulary, allowed }) => {
    const service = oneOf(allowed("services", vocabulary.services), "which service");
    return service && z.strictObject({ service });
  },
  handle: ({ service: name }, { drill, telemetry, room, seat, nowUs, apply }) => {
    const spec = drill.system.services.find((service) => service.name === name)!;
    const running = releaseOf(spec, telemetry.changes);
    const earlier = earlierReleaseOf(spec, telemetry.changes);
    const changed =
      earlier !== null && apply({ change: "release", service: name, release: earlier });
    if (changed) {
      room.rollbacks.push({ atUs: nowUs, seat, service: name, from: running, to: earlier });
    }
    return {
      changed,
      service: name,
      from: running,
      /** Null when there is no earlier release to go back to. */
      to: earlier,
    };
  },
});
