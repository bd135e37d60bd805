/** The store's thread: it waits for the disk so that the server's own thread never does. */
import { parentPort, workerData } from "node:worker_threads";
import { openSqliteBackend } from "../backend.js";
import type { Ask } from "../queries/index.js";
import { type Answer, failureOf, type Question, type ThreadData } from "./wire.js";

const port = parentPort!;
const { file, options } = workerData as ThreadData;

function tell(answer: Answer): void {
  port.postMessage(answer);
}

try {
  const backend = await openSqliteBackend(file, options);
  const ask = backend.ask as (...parameters: Parameters<Ask>) => Promise<unknown>;
  port.on("message", async ({ id, name, parameters }: Question) => {
    try {
      const value =
        name === "close" ? await backend.close() : await ask(name, ...(parameters as never));
      tell({ id, value });
    } catch (thrown) {
      tell({ id, failure: failureOf(thrown) });
    } finally {
      // Nothing is heard any more, which ends the thread.
      if (name === "close") port.close();
    }
  });
  tell({ id: 0, value: null });
} catch (thrown) {
  tell({ id: 0, failure: failureOf(thrown) });
}
