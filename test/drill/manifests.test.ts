import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { parseSystem } from "../../src/drill/system/parse.js";

const root = join(import.meta.dirname, "../..");
const manifests = join(root, "../shared/data/topologies/online-boutique.k8s.yaml");

interface Deployment {
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    template: { spec: { containers: { env?: { name: string; value: string }[] }[] } };
  };
}

test.skipIf(!existsSync(manifests))(
  "the Online Boutique example agrees with the real manifests",
  () => {
    const deployments = parseAllDocuments(readFileSync(manifests, "utf8"))
      .map((document) => document.toJS() as Deployment | null)
      .filter((document) => document?.kind === "Deployment") as Deployment[];
    const deployed = new Map(deployments.map((one) => [one.metadata.name, one]));
    const generator = deployed.get("loadgenerator");
    deployed.delete("loadgenerator");

    const path = join(root, "examples/online-boutique/system.yaml");
    const system = parseSystem(readFileSync(path, "utf8"), path);
    expect(system.services.map(({ name }) => name).sort()).toEqual([...deployed.keys()].sort());
    for (const { name, replicas } of system.services) {
      expect(replicas, name).toBe(deployed.get(name)?.spec.replicas ?? 1);
    }

    const variables = (one: Deployment) =>
      one.spec.template.spec.containers.flatMap(({ env }) => env ?? []);
    const wired = [...deployed.values()].flatMap((one) =>
      variables(one)
        .filter(({ name }) => name.endsWith("_ADDR"))
        .map(({ value }) => `${one.metadata.name}->${value.split(":")[0]}`),
    );
    // The manifests name an assistant that they do not deploy.
    const leadingSomewhere = wired.filter((arrow) => deployed.has(arrow.split("->")[1] ?? ""));
    expect(wired.length - leadingSomewhere.length).toBe(1);
    expect(system.calls.map(({ from, to }) => `${from}->${to}`).sort()).toEqual(
      leadingSomewhere.sort(),
    );

    const users = variables(generator!).find(({ name }) => name === "USERS")?.value;
    expect(system.sources[0]?.load).toMatchObject({ users: Number(users) });
  },
);
