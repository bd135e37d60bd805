import { problem } from "../../../drill/problem.js";
import type { Entry } from "../../../session/index.js";
import type { StoredEntry } from "../../../store/store.js";
import type { ActedDocument } from "../../api/documents.js";
import { entryViewOf } from "../../host/entry-view.js";
import type { PoolActed } from "../../host/pool.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { Services } from "../services.js";

/** Acts without a live socket, for programs, and looking back at one. */
export function addActions(app: App, { pool, store, desks }: Services): void {
  define(app, "POST /sessions/{id}/actions", async ({ path, body, c }) => {
    const { id } = await c.var.caller.session(path.id);
    return { schema: "smokejumper.acted/1", ...actedOf(await pool.act(id, body)) };
  });

  define(app, "GET /sessions/{id}/entries/{entry}", async ({ path, c }) => {
    const { id, drill, entries } = await c.var.caller.session(path.id);
    const number = Number(path.entry);
    const stored = await store.entry(id, number);
    if (stored === null) {
      throw problem("journal-entry-unknown", { entry: number, first: 1, last: entries });
    }
    return { schema: "smokejumper.acted/1", ...recalled(stored) };

    /** What was stored was checked when it was written. */
    function recalled({ line, observation }: StoredEntry): Acted {
      const entry = JSON.parse(line) as Entry;
      const view = entryViewOf(desks(drill), entry);
      return { entry: view, chain: entry.chain, observation: JSON.parse(observation) };
    }
  });
}

type Acted = Omit<ActedDocument, "schema">;

/** What a client is told of an act. */
export function actedOf({ entry, chain, observation }: PoolActed): Acted {
  return { entry, chain, observation: observation as Acted["observation"] };
}
