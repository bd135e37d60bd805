import type { Drill, Indicator, PlayerCondition, ScriptedPlayer } from "../drill/drill.js";
import { isHealthy } from "../drill/indicators.js";
import { subjectName } from "../drill/system/subject.js";
import { printDuration } from "../drill/system/units.js";
import type { JsonObject } from "../session/index.js";
import { type Player, type PlayerAction, type PlayerView, playerFrom } from "./player.js";

/** How often a waiting player looks again. */
const lookEveryUs = 15_000_000;

/** Plays a list of acts and waits; throws the problem of an act that is refused, since a script cannot adapt. It learns what it waits for as everybody does: through the tools. */
export function script(scripted: ScriptedPlayer, drill: Drill): Player {
  return playerFrom(scripted.name, function* (view) {
    for (const step of scripted.steps) {
      if (step.step === "wait") {
        yield* waitUntil(step.until, step.atMostUs, drill, view);
      } else {
        const { at, tool, input } = step;
        const nowUs = view().nowUs;
        const atUs = at === null ? nowUs : "atUs" in at ? at.atUs : nowUs + at.afterUs;
        yield* waitFor(atUs - costUs(view(), tool), view);
        yield { tool, input: input as JsonObject };
        const { refused } = view();
        if (refused) throw refused;
      }
    }
  });
}

type Actions = Generator<PlayerAction, void>;

/** The wait is counted in whole seconds; a step never comes before its moment. */
function* waitFor(momentUs: number, view: () => PlayerView): Actions {
  const seconds = Math.ceil((momentUs - view().nowUs) / 1_000_000);
  if (seconds > 0) yield { tool: "wait", input: { seconds } };
}

/** An act should take effect at its moment, so whatever it costs must have begun before. */
function costUs({ tools }: PlayerView, tool: string): number {
  return (tools.find(({ name }) => name === tool)?.costSeconds ?? 0) * 1_000_000;
}

function* waitUntil(
  condition: PlayerCondition,
  atMostUs: number,
  drill: Drill,
  view: () => PlayerView,
): Actions {
  const untilUs = view().nowUs + atMostUs;
  if (condition.until === "page") {
    while (!paged(view()) && view().nowUs < untilUs) {
      const seconds = Math.max(1, Math.ceil((untilUs - view().nowUs) / 1_000_000));
      yield { tool: "wait", input: { seconds, until: "news" } };
    }
    return;
  }
  const look = lookFor(condition, drill);
  for (;;) {
    yield look.action;
    if (look.holds(view().observations.at(-1)!.result as JsonObject)) return;
    if (view().nowUs >= untilUs) return;
    yield* waitFor(Math.min(untilUs, view().nowUs + lookEveryUs), view);
  }
}

function paged({ opening, observations }: PlayerView): boolean {
  return [opening, ...observations].some(({ inbox }) =>
    inbox.some(({ channel }) => channel === "page"),
  );
}

/** The action that shows whether a condition holds, and how its answer is read. */
function lookFor(
  condition: Exclude<PlayerCondition, { until: "page" }>,
  drill: Drill,
): { action: PlayerAction; holds: (result: JsonObject) => boolean } {
  if (condition.until === "alert") {
    return {
      action: { tool: "list_alerts", input: {} },
      holds: ({ alerts }) => {
        const firing = (alerts as { alert: string; state: string }[]).some(
          ({ alert, state }) => alert === condition.alert && state === "firing",
        );
        return firing === condition.firing;
      },
    };
  }
  const indicator = drill.indicators.find(({ name }) => name === condition.indicator)!;
  return {
    action: { tool: "query_metrics", input: queryOf(indicator) },
    holds: ({ value }) =>
      isHealthy(indicator.healthy, value as number | null) === condition.healthy,
  };
}

function queryOf({ metric, subject, windowUs }: Indicator): JsonObject {
  return { metric, of: subjectName(subject), window: printDuration(windowUs) };
}
