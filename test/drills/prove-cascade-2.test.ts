import { describe } from "vitest";
import { playersOnCascade } from "./cascade-players.js";
import { testPromises } from "./promises.js";

describe("bank-api-cascade, seeds 3, 5, 6, 7, 8, 9, 10", () => {
  testPromises("bank-api-cascade", [3, 5, 6, 7, 8, 9, 10], playersOnCascade);
});
