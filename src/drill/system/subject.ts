/** What a metric is about, as written: `payment`, `order->payment`, `shoppers` or `shoppers.checkout`. */
import type { Subject, System } from "../../world/system.js";

type Named = Pick<System, "services" | "calls" | "sources">;

/** The subject of that name, or null when the system has none. */
export function findSubject(system: Named, written: string): Subject | null {
  return subjects(system).get(written) ?? null;
}

/** Every name that can be measured, with what it means. */
export function subjects(system: Named): Map<string, Subject> {
  const found = new Map<string, Subject>();
  for (const { name } of system.services) found.set(name, { of: "service", service: name });
  for (const { from, to } of system.calls) found.set(`${from}->${to}`, { of: "call", from, to });
  for (const { name: source, routes } of system.sources) {
    found.set(source, { of: "source", source, route: null });
    for (const { name: route } of routes) {
      found.set(`${source}.${route}`, { of: "source", source, route });
    }
  }
  return found;
}

/** A subject as it is written. */
export function subjectName(subject: Subject): string {
  if (subject.of === "service") return subject.service;
  if (subject.of === "call") return `${subject.from}->${subject.to}`;
  return subject.route === null ? subject.source : `${subject.source}.${subject.route}`;
}
