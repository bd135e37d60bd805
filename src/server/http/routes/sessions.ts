import { problem } from "../../../drill/problem.js";
import { suggest } from "../../../drill/suggest.js";
import type { StoredSession } from "../../../store/store.js";
import { randomId, setCookie } from "../callers.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { RateKeeper } from "../guard.js";
import type { Services } from "../services.js";

/** Runs: begun, listed, gone on from, deleted. */
export function addSessions(app: App, services: Services, rates: RateKeeper): void {
  const { pool, store, limits } = services;

  /** A bound on what one player can make the server keep. */
  async function checkRoom(player: string): Promise<void> {
    const count = (await store.sessionsOf(player, limits.sessionsPerPlayer)).length;
    if (count >= limits.sessionsPerPlayer) throw problem("sessions-full", { count });
  }

  function checkDrill(drill: string): void {
    const ids = services.drills.map(({ id }) => id);
    if (ids.includes(drill)) return;
    throw problem("drill-unknown", { drill, suggestion: suggest(drill, ids) });
  }

  define(app, "POST /sessions", async ({ body, c }) => {
    const { caller, address } = c.var;
    // Asked before anybody becomes a player, so that a misspelt name leaves none behind.
    checkDrill(body.drill);
    let player = await caller.player();
    if (player === null) {
      rates.newPlayer(address);
      const enrolled = await caller.enrol();
      player = enrolled.player;
      const isSecure = c.req.header("origin")?.startsWith("https:") === true;
      if (enrolled.newSecret !== null) {
        c.header("set-cookie", setCookie(enrolled.newSecret, isSecure));
      }
    }
    rates.simulation(player);
    await checkRoom(player);
    const { drill, seed = null, speed = null } = body;
    return told(await pool.open({ id: randomId(), player, drill, seed, speed }));
  });

  define(app, "GET /sessions", async ({ c }) => {
    const player = await c.var.caller.player();
    const own = player === null ? [] : await store.sessionsOf(player, limits.sessionsPerPlayer);
    const sessions = own.map((session) => pool.summary(session));
    return { schema: "smokejumper.sessions/1", sessions };
  });

  define(app, "GET /sessions/{id}", async ({ path, c }) =>
    told(await c.var.caller.session(path.id)),
  );

  define(app, "DELETE /sessions/{id}", async ({ path, c }) => {
    const { id } = await c.var.caller.session(path.id);
    await pool.forget(id);
    await store.deleteSession(id);
    services.live.drop(id);
  });

  define(app, "POST /sessions/{id}/fork", async ({ path, body, c }) => {
    const { id, player } = await c.var.caller.session(path.id);
    rates.simulation(player);
    await checkRoom(player);
    return told(await pool.fork(id, body.atUs, randomId()));
  });

  function told(session: StoredSession) {
    return { schema: "smokejumper.session/1" as const, session: pool.summary(session) };
  }
}
