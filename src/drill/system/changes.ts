/** The timeline: each entry becomes a change of the world, once all that it names exists. */
import type { Change, System, TimedChange } from "../../world/system.js";
import { suggest } from "../suggest.js";
import type { YamlFile } from "../yaml-file.js";
import { readPolicy } from "./policy.js";
import type { ChangeFile } from "./schema.js";

/** In the order of time; entries of the same moment keep the file's order. */
export function buildTimeline(
  entries: readonly ChangeFile[],
  system: System,
  file: YamlFile,
): TimedChange[] {
  return entries
    .map((entry, index) => {
      checkNames(entry, system, (kind, written, known, key) => {
        if (known.includes(written)) return;
        const suggestion = suggest(written, known);
        file.note("name-unknown", { kind, name: written, suggestion }, ["timeline", index, key]);
      });
      checkOperable(entry, system, index, file);
      return { atUs: entry.at, change: readChange(entry) };
    })
    .toSorted((one, other) => one.atUs - other.atUs);
}

function readChange(entry: ChangeFile): Change {
  switch (entry.change) {
    case "call-policy":
      return { change: "call-policy", ...ends(entry.call), set: readPolicy(entry.set) };
    case "block":
      return { change: "block", ...ends(entry.call), mode: entry.mode };
    case "flag":
      return { change: "flag", flag: entry.flag, on: entry.on };
    case "shed":
      return {
        change: "shed",
        source: entry.source,
        route: entry.route ?? null,
        share: entry.share,
      };
    case "shift":
      return {
        change: "shift",
        source: entry.source,
        route: entry.route ?? null,
        site: entry.site,
        share: entry.share,
      };
    case "scale":
      return { change: "scale", service: entry.service, replicas: entry.replicas };
    case "release":
      return { change: "release", service: entry.service, release: entry.release };
    case "slow":
      return { change: "slow", service: entry.service, factor: entry.factor };
    case "fail":
      return { change: "fail", service: entry.service, errorShare: entry.errors };
    case "stall":
      return {
        change: "stall",
        service: entry.service,
        law: entry.law,
        fromShare: entry.from,
        toShare: entry.to,
        overUs: entry.over,
      };
    case "load":
      return { change: "load", source: entry.source, factor: entry.factor };
    default:
      return { change: entry.change, service: entry.service };
  }
}

function ends(arrow: string): { from: string; to: string } {
  const [from, to] = arrow.split("->");
  return { from: from!, to: to! };
}

function checkNames(
  entry: ChangeFile,
  system: System,
  check: (kind: string, written: string, known: string[], key: string) => void,
): void {
  const names = (things: readonly { name: string }[]) => things.map(({ name }) => name);
  if ("service" in entry) {
    check("service", entry.service, names(system.services), "service");
    const service = system.services.find(({ name }) => name === entry.service);
    if (entry.change === "release" && service !== undefined) {
      check(`release of ${service.name}`, entry.release, names(service.releases), "release");
    }
  }
  if ("source" in entry) {
    check("source", entry.source, names(system.sources), "source");
    const source = system.sources.find(({ name }) => name === entry.source);
    if ("route" in entry && entry.route !== undefined && source !== undefined) {
      check(`route of ${source.name}`, entry.route, names(source.routes), "route");
    }
  }
  if ("call" in entry) {
    check(
      "call",
      entry.call,
      system.calls.map(({ from, to }) => `${from}->${to}`),
      "call",
    );
  }
  if (entry.change === "flag") check("flag", entry.flag, names(system.flags), "flag");
  if (entry.change === "call-policy" && entry.set.skip) {
    check("flag", entry.set.skip.flag, names(system.flags), "set");
  }
  if (entry.change === "shift") {
    check("site", entry.site, system.site === null ? [] : [system.site.name], "site");
  }
}

function checkOperable(entry: ChangeFile, system: System, index: number, file: YamlFile): void {
  if (!("service" in entry)) return;
  const service = system.services.find(({ name }) => name === entry.service);
  if (service === undefined) return;
  const path = ["timeline", index];
  if (service.kind === "external" && ["restart", "scale", "release"].includes(entry.change)) {
    file.note(
      "value-invalid",
      {
        value: `"${service.name}"`,
        expected: "yours to operate",
        remedy: "choose a service that is not external",
      },
      [...path, "service"],
    );
  }
  if (entry.change === "scale" && entry.replicas > service.maximumReplicas) {
    file.note(
      "value-out-of-bounds",
      { value: entry.replicas, remedy: `keep to its maximumReplicas, ${service.maximumReplicas}` },
      [...path, "replicas"],
    );
  }
}
