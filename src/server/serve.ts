/** Puts the parts of a server together: the store, the sessions' workers, and what listens. */
import { mkdirSync } from "node:fs";
import type { Drill } from "../drill/drill.js";
import { findDrill, listDrills, shippedDrills } from "../drill/load.js";
import { Problem } from "../drill/problem.js";
import { Desk } from "../session/index.js";
import { openStore, storeFile } from "../store/index.js";
import type { DrillSummary } from "./api/documents.js";
import { createPool } from "./host/pool.js";
import { Hosts } from "./http/hosts.js";
import { defaultLimits, type Limits } from "./http/limits.js";
import { builtPage, readPage } from "./http/page-files.js";
import { type RunningServer, startHttp } from "./http/server.js";
import type { Services } from "./http/services.js";

export interface ServeOptions {
  host: string;
  port: number;
  /** So many ports after it are tried as well when it is taken. */
  furtherPorts?: number;
  /** Where runs are kept. */
  folder: string;
  workers?: number | undefined;
  /** Names, beside localhost and plain addresses, by which pages may call us. */
  allowHosts?: readonly string[];
  behindProxy?: boolean;
  /** Whether openings are prepared before anybody asks for them. */
  warm?: boolean;
  log: (line: string) => void;
  limits?: Limits;
  drillsFolder?: string;
  /** The folder of the built page. */
  page?: string;
}

/** Starts everything. Throws a Problem, and then nothing is left running. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { folder, workers, log, drillsFolder = shippedDrills } = options;
  const drills = listDrills(drillsFolder).map((id) => findDrill(id, drillsFolder));
  const desks = new Map(drills.map((drill) => [drill.id, new Desk(drill, "wall")]));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = await openStore(storeFile(folder));
  const pool = createPool({
    store,
    dataFolder: folder,
    drillsFolder,
    warm: options.warm ?? false,
    log,
    ...(workers !== undefined && { workers }),
  });
  const services: Omit<Services, "live"> = {
    pool,
    store,
    drills: drills.map(summaryOf),
    desks: (drill) => desks.get(drill)!,
    page: readPage(options.page ?? builtPage),
    hosts: new Hosts(options.allowHosts ?? []),
    limits: options.limits ?? defaultLimits,
    now: () => performance.now(),
    behindProxy: options.behindProxy ?? false,
    log,
  };
  const stop = async () => {
    await pool.close();
    await store.close();
  };
  try {
    const http = await listenSomewhere(services, options);
    return {
      port: http.port,
      close: async () => {
        await http.close();
        await stop();
      },
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function listenSomewhere(
  services: Omit<Services, "live">,
  { host, port, furtherPorts = 0 }: ServeOptions,
): Promise<RunningServer> {
  for (let further = 0; ; further++) {
    try {
      return await startHttp(services, { host, port: port + further });
    } catch (thrown) {
      const taken = thrown instanceof Problem && thrown.code === "port-taken";
      if (!taken || further >= furtherPorts) throw thrown;
    }
  }
}

function summaryOf(drill: Drill): DrillSummary {
  const { id, title, summary, difficulty, minutes, severity, phases, opensUs, endsUs } = drill;
  const titles = phases.map((phase) => phase.title);
  const frozenUs = phases.reduce(
    (sum, { frozen, durationUs }) => sum + (frozen ? durationUs : 0),
    0,
  );
  const maximumMinutes = Math.round((endsUs - opensUs + frozenUs) / 60_000_000);
  return { id, title, summary, difficulty, minutes, maximumMinutes, severity, phases: titles };
}
