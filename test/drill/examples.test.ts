import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSystem } from "../../src/drill/system/parse.js";

const examples = join(import.meta.dirname, "../../examples");

function example(name: string) {
  const path = join(examples, name, "system.yaml");
  return parseSystem(readFileSync(path, "utf8"), path);
}

describe("examples", () => {
  test("mm1 is the textbook queue", () => {
    const system = example("mm1");
    expect(system.services).toMatchObject([{ threads: 1, replicas: 1 }]);
    expect(system.sources).toMatchObject([{ load: { law: "poisson", ratePerSecond: 80 } }]);
  });

  test("online-boutique has the services, calls and users of the manifests", () => {
    const system = example("online-boutique");
    expect(system.services.map(({ name }) => name).sort()).toEqual([
      "adservice",
      "cartservice",
      "checkoutservice",
      "currencyservice",
      "emailservice",
      "frontend",
      "paymentservice",
      "productcatalogservice",
      "recommendationservice",
      "redis-cart",
      "shippingservice",
    ]);
    expect(system.calls.map(({ from, to }) => `${from}->${to}`).sort()).toEqual([
      "cartservice->redis-cart",
      "checkoutservice->cartservice",
      "checkoutservice->currencyservice",
      "checkoutservice->emailservice",
      "checkoutservice->paymentservice",
      "checkoutservice->productcatalogservice",
      "checkoutservice->shippingservice",
      "frontend->adservice",
      "frontend->cartservice",
      "frontend->checkoutservice",
      "frontend->currencyservice",
      "frontend->productcatalogservice",
      "frontend->recommendationservice",
      "frontend->shippingservice",
      "recommendationservice->productcatalogservice",
    ]);
    const [users] = system.sources;
    expect(users?.load).toEqual({
      kind: "closed",
      users: 10,
      think: { law: "uniform", lowUs: 1_000_000, highUs: 10_000_000 },
    });
    expect(users?.routes.map(({ name, weight }) => [name, weight])).toEqual([
      ["browse", 10],
      ["cart-view", 3],
      ["currency", 2],
      ["add", 2],
      ["index", 1],
      ["checkout", 1],
    ]);
  });
});
