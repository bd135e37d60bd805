import { parseSystem } from "../../src/drill/system/parse.js";

/** A system of one service, `shop`, and more text after it. */
export function shop(serviceLines: string, rest = "") {
  return parseSystem(
    `services:\n  shop:\n    ${serviceLines.trim().split("\n").join("\n    ")}\n${rest}`,
    "system.yaml",
  );
}

export const serve = "threads: 4\noperations: { serve: [ { work: constant 5 ms } ] }";
