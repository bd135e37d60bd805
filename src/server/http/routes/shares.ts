import { problem } from "../../../drill/problem.js";
import { hashOf, randomId } from "../callers.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { Services } from "../services.js";

/** Links to a debrief for others to read. */
export function addShares(app: App, { pool, store }: Services): void {
  define(app, "POST /sessions/{id}/share", async ({ path, c }) => {
    const token = randomId();
    await c.var.caller.change(path.id, async ({ id, status }) => {
      if (status !== "done") throw problem("session-unfinished", {});
      await store.share(id, hashOf(token));
    });
    return { schema: "smokejumper.share/1", path: `/shared/${token}` };
  });

  define(app, "DELETE /sessions/{id}/share", async ({ path, c }) => {
    await c.var.caller.change(path.id, ({ id }) => store.unshare(id));
  });

  define(app, "GET /shared/{token}", async ({ path }) => {
    const session = await store.sharedSession(hashOf(path.token));
    if (session === null) throw problem("share-unknown", {});
    return { ...(await pool.debrief(session.id)), readOnly: true };
  });
}
