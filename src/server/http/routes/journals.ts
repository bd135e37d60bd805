import { problem } from "../../../drill/problem.js";
import { tellsUnderstanding } from "../../../session/index.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { Services } from "../services.js";

/** The journal as it is stored, so that its bytes are those that were hashed. */
export function addJournals(app: App, { store }: Services): void {
  define(app, "GET /sessions/{id}/journal", async ({ path, c }) => {
    const { id, drill, seed, header, status } = await c.var.caller.session(path.id);
    const [entries, result] = await Promise.all([store.entries(id), store.result(id)]);
    if (status !== "done" && entries.some(({ line }) => tellsUnderstanding(line))) {
      throw problem("session-unfinished", {});
    }
    const name = `${drill}-${seed}-${id.slice(0, 8)}.jsonl`;
    c.header("content-disposition", `attachment; filename="${name}"`);
    return [header, ...entries.map(({ line }) => line), result?.footer ?? ""].join("");
  });
}
