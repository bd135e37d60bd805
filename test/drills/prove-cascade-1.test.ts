import { describe } from "vitest";
import { playersOnCascade } from "./cascade-players.js";
import { testPromises } from "./promises.js";

describe("bank-api-cascade, seeds 1, 2, 4", () => {
  testPromises("bank-api-cascade", [1, 2, 4], playersOnCascade);
});
