import { define } from "../define.js";
import type { App } from "../environment.js";
import type { RateKeeper } from "../guard.js";
import type { Services } from "../services.js";

/** What is told of a run that is over. */
export function addDebriefs(app: App, { pool, store }: Services, rates: RateKeeper): void {
  define(app, "GET /sessions/{id}/debrief", async ({ path, c }) => {
    const { id } = await c.var.caller.session(path.id);
    return pool.debrief(id);
  });

  define(app, "GET /sessions/{id}/reference", async ({ path, c }) => {
    const { id, player } = await c.var.caller.session(path.id);
    rates.simulation(player);
    return pool.reference(id);
  });

  define(app, "POST /sessions/{id}/whatif", async ({ path, body, c }) => {
    const { id, player } = await c.var.caller.session(path.id);
    rates.simulation(player);
    return pool.whatIf(id, body);
  });

  define(app, "PUT /sessions/{id}/rating", async ({ path, body, c }) => {
    const rating = { overall: body.overall, note: body.note ?? null };
    await c.var.caller.change(path.id, ({ id }) => store.rate(id, rating));
  });
}
