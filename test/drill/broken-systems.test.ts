import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Problem } from "../../src/drill/problem.js";
import { parseSystem } from "../../src/drill/system/parse.js";

const folder = join(import.meta.dirname, "broken");

/** Every line that the command line would print for a text. */
function linesOf(text: string, fileName = "system.yaml"): string[] {
  try {
    parseSystem(text, fileName);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    return thrown.details.map(({ line }) => line);
  }
  return [];
}

test("each broken file is refused with file, line, key and remedy", () => {
  const lines = readdirSync(folder)
    .sort()
    .map((name) => linesOf(readFileSync(join(folder, name), "utf8"), name));
  expect(lines).toMatchInlineSnapshot(`
    [
      [
        "error: "400 d" is not a duration of at most 31 days, absurd-duration.yaml:4 services.shop.restart, write a duration such as "500 ms" [value-invalid]",
      ],
      [
        "error: "poisson 5000000/s" is not an arrival law such as "poisson 50/s" or "fixed 50/s", absurd-rate.yaml:7 sources.users.open, write poisson or fixed and a rate above 0 and up to 1,000,000/s [value-invalid]",
      ],
      [
        "error: 5000000 is out of bounds, absurd-threads.yaml:3 services.shop.threads, keep to at most 1000000 [value-out-of-bounds]",
      ],
      [
        "error: 3 has no unit, alert-number.yaml:10 alerts.slow.above, write a duration such as "22.5 ms", with one of the units us, ms, s, min, h, d [unit-missing]",
      ],
      [
        "error: there is no subject "shpo", alert-subject.yaml:6 alerts.busy.of, did you mean "shop"? [name-unknown]",
      ],
      [
        "error: the YAML aliases expand to too much, alias-bomb.yaml, write the repeated parts out [yaml-aliases]",
      ],
      [
        "error: malformed YAML: it is nested too deeply, alias-circle.yaml, correct the file at this line [yaml-malformed]",
      ],
      [
        "error: no operation makes the call payment->shop, arrow-unused.yaml:9 calls.payment->shop, remove the entry or add a call step [arrow-unused]",
      ],
      [
        "error: "exponential 20" is not a duration such as "22.5 ms", with one of the units us, ms, s, min, h, d, bare-number-in-law.yaml:5 services.shop.operations.serve[0].work, write a law of random durations such as "exponential 20 ms" [value-invalid]",
      ],
      [
        "error: 30 has no unit, bare-number.yaml:10 calls.shop->payment.timeout, write a duration such as "500 ms" [unit-missing]",
      ],
      [
        "error: "shop [31m error: nothing is wrong" is not a valid name, control-characters.yaml:2 services.shop [31m error: nothing is wrong, use lower-case letters, digits and hyphens, beginning with a letter [name-invalid]",
      ],
      [
        "error: operations call each other without an end (order.place -> payment.charge -> order.place), cycle.yaml:4 services.order.operations.place, take one call out of the cycle or put it into a branch [operations-endless]",
      ],
      [
        "error: the key "threads" stands twice in one map, duplicate-key.yaml:5, keep one of the two [yaml-duplicate-key]",
      ],
      [
        "error: an empty file is not a map of keys, empty.yaml, write its keys [value-invalid]",
      ],
      [
        "error: one request to a.one would make more than 10000 calls on average, explosion.yaml:5 services.a.operations.one, make fewer calls or lower the shares of its branches [operation-explodes]",
      ],
      [
        "error: "bank" is not yours to operate, external-restart.yaml:6 timeline[0].service, choose a service that is not external [value-invalid]",
      ],
      [
        "error: malformed YAML: Flow sequence in block collection must be sufficiently indented and end with a ], malformed.yaml:4, correct the file at this line [yaml-malformed]",
      ],
      [
        "error: "threads" is missing, missing-threads.yaml:3 services.shop, add it [key-missing]",
      ],
      [
        "error: "constant -5 ms" is not a duration of 0 or more, negative-duration.yaml:4 services.shop.operations.serve[0].work, write a law of random durations such as "exponential 20 ms" [value-invalid]",
        "error: "-2 min" is not a duration of 0 or more, negative-duration.yaml:6 timeline[0].at, write a duration such as "500 ms" [value-invalid]",
      ],
      [
        "error: the name "__proto__" is reserved, prototype-key.yaml:2, choose another name [key-reserved]",
      ],
      [
        "error: unknown key "intervall", several.yaml:1 intervall, did you mean "interval"? [key-unknown]",
        "error: "Shop" is not a valid name, several.yaml:3 services.Shop, use lower-case letters, digits and hyphens, beginning with a letter [name-invalid]",
        "error: "many" is not a number, several.yaml:7 services.payment.threads, write a number or unlimited [value-invalid]",
        "error: unknown key "lenght", several.yaml:8 services.payment.queue.lenght, did you mean "length"? [key-unknown]",
        "error: the step is not exactly one of work, call, parallel, branch, several.yaml:9 services.payment.operations.charge[0], make it several steps [value-invalid]",
        "error: "count" is missing, several.yaml:11 calls.shop->payment.retries.count, add it [key-missing]",
        "error: unknown key "cuont", several.yaml:11 calls.shop->payment.retries.cuont, did you mean "count"? [key-unknown]",
        "error: 50 has no unit, several.yaml:11 calls.shop->payment.breaker.failures, write a share such as "12 %" [unit-missing]",
        "error: "poisson 10" is not an arrival law such as "poisson 50/s" or "fixed 50/s", several.yaml:13 sources.users.open, write poisson or fixed and a rate above 0 and up to 1,000,000/s [value-invalid]",
        "error: "payment" is not a name of the form service.operation, several.yaml:13 sources.users.mix.visit.to, write a name of the form service.operation [value-invalid]",
      ],
      [
        "error: "just some words" is not a map of keys, text-not-map.yaml:1, write a map [value-invalid]",
      ],
      [
        "error: malformed YAML: the file holds several documents, two-documents.yaml:2, correct the file at this line [yaml-malformed]",
      ],
      [
        "error: the load of "users" is not exactly one of open and closed, two-loads.yaml:7 sources.users, remove one of the two [value-invalid]",
      ],
      [
        "error: "stal" is not a known change, unknown-change.yaml:6 timeline[0].change, did you mean "stall"? [value-invalid]",
      ],
      [
        "error: there is no flag "payment-pendign", unknown-flag.yaml:10 calls.shop->payment.skip.flag, did you mean "payment-pending"? [name-unknown]",
      ],
      [
        "error: unknown key "maximumwait", unknown-key.yaml:4 services.shop.queue.maximumwait, did you mean "maximumWait"? [key-unknown]",
      ],
      [
        "error: there is no operation "payment.chrage", unknown-operation.yaml:8 services.shop.operations.serve[0].branch.then[0].call, did you mean "payment.charge"? [name-unknown]",
      ],
      [
        "error: there is no release of shop "v3", unknown-service-in-timeline.yaml:6 timeline[0].release, use v1 [name-unknown]",
        "error: there is no service "shops", unknown-service-in-timeline.yaml:7 timeline[1].service, did you mean "shop"? [name-unknown]",
      ],
      [
        "error: malformed YAML: Unresolved tag: tag:yaml.org,2002:js/function, unknown-tag.yaml:3, correct the file at this line [yaml-malformed]",
      ],
    ]
  `);
});

describe("sizes", () => {
  const service = "threads: 1, operations: { serve: [ { work: constant 1 ms } ] }";

  test("a file above one MiB is refused before it is read", () => {
    expect(linesOf(`# ${"x".repeat(1_048_576)}`)).toEqual([
      "error: the file holds 1048578 bytes, system.yaml, keep it within 1048576 bytes [file-too-large]",
    ]);
  });

  test("more than 500 services are refused", () => {
    const services = Array.from({ length: 501 }, (_, index) => `  s${index}: { ${service} }`);
    expect(linesOf(`services:\n${services.join("\n")}`)).toEqual([
      "error: there are 501 services, system.yaml:2 services, keep to 500 at most [too-many]",
    ]);
  });

  test("deep nesting is refused, not a crash", () => {
    for (const depth of [300, 100_000]) {
      const lines = linesOf(`services: ${"[".repeat(depth)}${"]".repeat(depth)}`);
      expect(lines).toEqual([
        "error: malformed YAML: it is nested too deeply, system.yaml, correct the file at this line [yaml-malformed]",
      ]);
    }
  });

  test("at most ten problems are told", () => {
    const keys = Array.from({ length: 30 }, (_, index) => `key-${index}: 1`);
    expect(linesOf(`services: { shop: { ${service} } }\n${keys.join("\n")}`)).toHaveLength(10);
  });
});
