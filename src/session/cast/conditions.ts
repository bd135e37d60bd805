import type { CastCondition } from "../../drill/cast-schema.js";
import { indicatorAt, isHealthy } from "../../drill/indicators.js";
import type { CastContext } from "./context.js";

/** Whether a condition of the cast holds at this moment. */
export function holds(condition: CastCondition | undefined, context: CastContext): boolean {
  if (condition === undefined) return true;
  const { phase, healthy, unhealthy, done, agreed, said, heard, hint, not, any } = condition;
  const { cast } = context.room;
  const checks = [
    phase === undefined || phase.includes(context.drill.phases[context.room.phase]?.id ?? ""),
    healthy === undefined || isIndicatorHealthy(healthy, context),
    unhealthy === undefined || !isIndicatorHealthy(unhealthy, context),
    done === undefined || wasDone(done, context),
    agreed === undefined || agreed in cast.agreed,
    said === undefined || said.some((saying) => wasSaid(saying, context)),
    heard === undefined || heard.some((criterion) => cast.heard.includes(criterion)),
    hint === undefined ||
      context.room.hints.some(({ topic, level }) => topic === hint.topic && level >= hint.level),
    not === undefined || !holds(not, context),
    any === undefined || any.some((one) => holds(one, context)),
  ];
  return checks.every(Boolean);
}

function isIndicatorHealthy(name: string, { drill, telemetry, nowUs }: CastContext): boolean {
  const indicator = drill.indicators.find((candidate) => candidate.name === name)!;
  return isHealthy(indicator.healthy, indicatorAt(indicator, telemetry, nowUs));
}

/** The last use of a tool on the same thing is what counts: what was switched off again is not done. */
function wasDone(
  { tool, input }: NonNullable<CastCondition["done"]>,
  { entries }: CastContext,
): boolean {
  const names = Object.entries(input).filter(([, value]) => typeof value === "string");
  const last = entries.findLast(
    (entry) => entry.tool === tool && names.every(([key, value]) => entry.input[key] === value),
  );
  return (
    last !== undefined && Object.entries(input).every(([key, value]) => last.input[key] === value)
  );
}

function wasSaid(saying: string, { room }: CastContext): boolean {
  const [phase = "", criterion = ""] = saying.split(".");
  return room.cast.said[phase]?.includes(criterion) ?? false;
}
