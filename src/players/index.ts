export { findPlayer } from "./find.js";
export type { Player, PlayerAction } from "./player.js";
export { type Proof, prove } from "./prove.js";
export { playerSeat, runPlayer } from "./run.js";
export { script } from "./script.js";
