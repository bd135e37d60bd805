import type { Drill } from "../../../src/drill/drill.js";
import { findDrill, listDrills } from "../../../src/drill/load.js";
import { scoreOf, sealOf } from "../../../src/score/index.js";
import { MemoryOpenings, type Verification, verify } from "../../../src/session/index.js";

const openings = new MemoryOpenings();

export function readDrills(): Drill[] {
  return listDrills().map((id) => findDrill(id));
}

/** What `smokejumper verify` says of a journal. */
export function verifyBytes(bytes: Uint8Array): Promise<Verification> {
  return verify(bytes, {
    drillOf: (id) => findDrill(id),
    openings,
    score: async (view) => sealOf(await scoreOf(view, openings, async () => undefined)),
  });
}
