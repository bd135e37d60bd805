/** The run that the tests of the pool play, and the journal that the store has of it. */
import { join } from "node:path";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import type { Pool } from "../../../src/server/host/pool.js";
import { decodeJournal, type Journal, MemoryOpenings } from "../../../src/session/index.js";
import type { Store } from "../../../src/store/index.js";

export const drill = loadDrill(join(shippedDrills, "first-page"));
export const openings = new MemoryOpenings();

export async function journalIn(store: Store, id: string): Promise<Journal> {
  const session = (await store.session(id))!;
  const entries = await store.entries(id);
  const result = await store.result(id);
  const text = session.header + entries.map(({ line }) => line).join("") + (result?.footer ?? "");
  const decoded = decodeJournal(new TextEncoder().encode(text));
  if (decoded.state !== "sound") throw new Error(decoded.problems[0]!.what);
  return decoded.journal;
}

/** Some acts of every group; the last of them ends the run. */
export const acts: [tool: string, input: object][] = [
  ["show_topology", {}],
  ["wait", { seconds: 45 }],
  ["acknowledge_page", { alert: "checkout-errors" }],
  ["declare_incident", { severity: "SEV-2", title: "Paying fails" }],
  ["list_deploys", {}],
  ["roll_back", { service: "checkout" }],
  ["wait", { seconds: 60 }],
  ["query_metrics", { metric: "error_share", of: "storefront->checkout" }],
];

export async function play(pool: Pool, id: string, until = acts.length): Promise<string[]> {
  const chains: string[] = [];
  for (const [tool, input] of acts.slice(0, until)) {
    chains.push((await pool.act(id, { tool, input })).chain);
  }
  return chains;
}
