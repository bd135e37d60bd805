import { type Player, playerFrom } from "./player.js";

/** Does nothing at all: what any run is compared with. */
export function bystander(): Player {
  return playerFrom("bystander", () => [].values());
}
