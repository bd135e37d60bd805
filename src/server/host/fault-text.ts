import { clockText, type Drill } from "../../drill/drill.js";
import { printDuration, printShare } from "../../drill/system/units.js";
import type { Change, Law, System, TimedChange } from "../../world/index.js";
import type { Debrief } from "../api/debrief.js";
import { arrowName, partsOf } from "./system-map.js";

type Fault = Debrief["faults"][number];

/** What the drill's timeline did to the system, in words; for the debrief only. */
export function faultsOf(drill: Drill, untilUs: number): Fault[] {
  return drill.system.timeline
    .filter((fault) => fault.atUs <= untilUs && !isHarmlessDeploy(drill, fault))
    .map((fault: TimedChange) => ({
      atUs: fault.atUs,
      clock: clockText(drill, fault.atUs),
      text: faultText(fault.change),
      on: partsChanged(drill, fault.change),
    }));
}

/** A deploy that everybody was told of, of a release that works no worse than the one before: no fault, but a decoy. */
function isHarmlessDeploy({ system, deploys }: Drill, { atUs, change }: TimedChange): boolean {
  if (change.change !== "release") return false;
  const { service, release } = change;
  const isTold = deploys.some(
    (deploy) => deploy.service === service && deploy.release === release && deploy.atUs === atUs,
  );
  const releases = system.services.find(({ name }) => name === service)?.releases ?? [];
  const next = releases.find(({ name }) => name === release);
  const before = releaseBefore(system, service, atUs) ?? releases[0];
  if (!isTold || !next || !before) return false;
  return next.latencyFactor <= before.latencyFactor && next.errorShare <= before.errorShare;
}

/** The release that the timeline last gave a service before a moment. */
function releaseBefore({ timeline, services }: System, service: string, untilUs: number) {
  const releases = services.find(({ name }) => name === service)?.releases ?? [];
  const last = timeline
    .flatMap(({ atUs, change }) =>
      change.change === "release" && change.service === service && atUs < untilUs
        ? [{ atUs, name: change.release }]
        : [],
    )
    .sort((a, b) => a.atUs - b.atUs)
    .at(-1);
  return releases.find(({ name }) => name === last?.name);
}

function faultText(change: Change): string {
  switch (change.change) {
    case "call-policy":
      return `The policy of the calls from ${change.from} to ${change.to} changes.`;
    case "block":
      return change.mode === "none"
        ? `The network lets ${change.from} reach ${change.to} again.`
        : `The network ${change.mode}s what ${change.from} sends to ${change.to}.`;
    case "flag":
      return `The flag ${change.flag} is switched ${change.on ? "on" : "off"}.`;
    case "shed":
      return `${printShare(change.share)} of ${routeText(change)} is refused at the edge.`;
    case "shift":
      return `${printShare(change.share)} of ${routeText(change)} goes to ${change.site}.`;
    case "restart":
      return `${change.service} is restarted.`;
    case "crash":
      return `${change.service} crashes.`;
    case "start":
      return `${change.service} starts.`;
    case "scale":
      return `${change.service} is set to ${change.replicas} replicas.`;
    case "release":
      return `Release ${change.release} of ${change.service} goes out.`;
    case "slow":
      return `The work of ${change.service} takes ${change.factor} times as long.`;
    case "fail":
      return `${printShare(change.errorShare)} of what ${change.service} does fails.`;
    case "stall":
      return stallText(change);
    case "load":
      return `${change.source} send ${change.factor} times as many requests.`;
  }
}

function stallText({
  service,
  law,
  fromShare,
  toShare,
  overUs,
}: Extract<Change, { change: "stall" }>): string {
  const over =
    overUs > 0 ? `, from ${printShare(fromShare)} on, within ${printDuration(overUs)}` : "";
  return `${service} stalls: ${printShare(toShare)} of its answers take ${lawText(law)}${over}.`;
}

function lawText(law: Law): string {
  if (law.law === "constant") return printDuration(law.valueUs);
  if (law.law === "uniform") return `${printDuration(law.lowUs)} to ${printDuration(law.highUs)}`;
  return `${printDuration(law.meanUs)} on average`;
}

function routeText({ source, route }: { source: string; route: string | null }): string {
  return route === null ? `what ${source} send` : `${source}.${route}`;
}

/** The boxes or arrows that a change is on. */
function partsChanged({ system }: Drill, change: Change): string[] {
  if ("service" in change) return [change.service];
  if ("from" in change) return [arrowName(change.from, change.to, null)];
  if ("source" in change) {
    const route = "route" in change ? change.route : null;
    return partsOf(system, { of: "source", source: change.source, route });
  }
  return system.calls
    .filter(({ skip }) => skip?.flag === change.flag)
    .map(({ from, to }) => arrowName(from, to, null));
}
