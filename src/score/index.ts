export { scoreRun } from "./score.js";
export type { Scorecard } from "./scorecard.js";
