import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const scaleService = defineTool({
  name: "scale_service",
  title: "Scale a service",
  description: "Sets the number of replicas of a service; each has the same threads and queue.",
  group: "operate",
  costUs: 30_000_000,
  input: ({ drill, vocabulary, allowed }) => {
    const service = oneOf(allowed("services", vocabulary.services), "which service");
    if (!service) return null;
    const limits = new Map(
      drill.system.services.map(({ name, maximumReplicas }) => [name, maximumReplicas]),
    );
    const most = Math.max(...service.options.map((name) => limits.get(name)!));
    return z
      .strictObject({ service, replicas: z.int().min(1).max(most).describe("how many") })
      .superRefine(({ service: name, replicas }, issues) => {
        const limit = limits.get(name)!;
        if (replicas <= limit) return;
        const message = `at most ${limit} for ${name}`;
        issues.addIssue({ code: "custom", path: ["replicas"], message });
      });
  },
  handle: ({ service, replicas }, { apply }) => ({
    changed: apply({ change: "scale", service, replicas }),
    service,
    replicas,
  }),
});
