import { describe } from "vitest";
import { testPromises } from "./promises.js";

describe("first-page", () => {
  testPromises("first-page", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
