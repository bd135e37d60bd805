import * as z from "zod";
import { printDuration } from "../../../drill/system/units.js";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const restartService = defineTool({
  name: "restart_service",
  title: "Restart a service",
  description:
    "Stops all replicas of a service and starts them again; the requests it holds are lost.",
  group: "operate",
  costUs: 20_000_000,
  input: ({ vocabulary, allowed }) => {
    const service = oneOf(allowed("services", vocabulary.services), "which service");
    return service && z.strictObject({ service });
  },
  handle: ({ service: name }, { drill, apply }) => {
    const { restartUs } = drill.system.services.find((service) => service.name === name)!;
    return {
      changed: apply({ change: "restart", service: name }),
      service: name,
      startsWithin: printDuration(restartUs),
    };
  },
});
