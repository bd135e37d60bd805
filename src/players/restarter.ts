import { type Player, type PlayerAction, type PlayerView, playerFrom } from "./player.js";

const rounds = 2;
const pauseSeconds = 30;

/** Reads nothing and tells nobody: restarts every service in turn, and then all of them once more. */
export function restarter(): Player {
  return playerFrom("restarter", function* (view) {
    for (let round = 0; round < rounds; round++) {
      for (const service of restartable(view())) {
        yield { tool: "restart_service", input: { service } };
        yield pause;
      }
    }
  });
}

const pause: PlayerAction = { tool: "wait", input: { seconds: pauseSeconds } };

/** The services that the tool's schema lists; none when the drill does not offer it. */
function restartable({ tools }: PlayerView): string[] {
  const schema = tools.find(({ name }) => name === "restart_service")?.inputSchema;
  const properties = schema?.properties as { service?: { enum?: string[] } } | undefined;
  return properties?.service?.enum ?? [];
}
