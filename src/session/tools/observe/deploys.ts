import * as z from "zod";
import { defineTool } from "../tool.js";

export const listDeploys = defineTool({
  name: "list_deploys",
  title: "List deploys",
  description:
    "What was deployed or rolled back, newest first, and by service how many replicas run which release now.",
  group: "observe",
  costUs: 10_000_000,
  input: () => z.strictObject({}),
  handle: (_, { drill, vocabulary, telemetry, room, nowUs, clock }) => {
    const deploys = [
      ...drill.deploys.filter(({ atUs }) => atUs <= nowUs),
      ...room.rollbacks.map(({ atUs, seat, service, from, to }) => ({
        atUs,
        service,
        release: to,
        by: seat,
        summary: `roll back from ${from}`,
      })),
    ];
    deploys.sort((a, b) => b.atUs - a.atUs);
    return {
      deploys: deploys.map(({ atUs, ...deploy }) => ({ at: clock(atUs), ...deploy })),
      running: Object.fromEntries(
        vocabulary.services.map((name) => [name, telemetry.releases(name)]),
      ),
    };
  },
});
