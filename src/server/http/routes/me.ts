import { tellsUnderstanding } from "../../../session/index.js";
import type { ExportLine } from "../../../store/store.js";
import { setCookie } from "../callers.js";
import { define } from "../define.js";
import type { App } from "../environment.js";
import type { Services } from "../services.js";

/** One's own data, all of it: taken along or deleted. */
export function addCallers(app: App, { pool, store, live, limits, log }: Services): void {
  define(app, "GET /me/export", async ({ c }) => {
    const player = await c.var.caller.player();
    c.header("content-disposition", 'attachment; filename="smokejumper-export.jsonl"');
    return player === null ? "" : jsonLines(tellable(store.export(player)), log);
  });

  define(app, "DELETE /me", async ({ c }) => {
    const player = await c.var.caller.player();
    if (player !== null) {
      const sessions = await store.sessionsOf(player, limits.sessionsPerPlayer);
      await Promise.all(sessions.map(({ id }) => pool.forget(id)));
      await store.deletePlayer(player);
      for (const { id } of sessions) live.drop(id);
    }
    c.header("set-cookie", setCookie("", false));
  });
}

/**
 * Everything but what players may know only once a run is over: the journal of one that goes on ends before the first
 * words that were read, since their reading names what the rubric asks for.
 */
async function* tellable(lines: AsyncIterable<ExportLine>): AsyncGenerator<ExportLine> {
  let isRunning = false;
  let isCut = false;
  for await (const line of lines) {
    if (line.kind === "session") {
      isRunning = line.session.status !== "done";
      isCut = false;
    }
    if (line.kind === "journal") isCut ||= isRunning && tellsUnderstanding(line.line);
    if (line.kind !== "journal" || !isCut) yield line;
  }
}

/** A line at a time, and only as fast as the reader takes them. */
function jsonLines(
  documents: AsyncIterable<unknown>,
  log: (line: string) => void,
): ReadableStream<Uint8Array> {
  const iterator = documents[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      } catch (thrown) {
        // The status is long sent; an answer that breaks off is the one way left to say that it is not whole.
        log(`fault: export: ${(thrown as Error).message}`);
        controller.error(new Error("the export broke off"));
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
