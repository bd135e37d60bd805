/** The thread that runs live sessions. */
import { parentPort, workerData } from "node:worker_threads";
import { buffersIn, serve } from "./calls.js";
import { LiveSessions } from "./live-sessions.js";
import type { LiveCalls, WorkerSettings } from "./protocol.js";

const port = parentPort!;
const sessions = new LiveSessions(
  workerData as WorkerSettings,
  (event) => port.postMessage(event, buffersIn(event)),
  () => performance.now(),
);

serve<LiveCalls>(port, {
  load: (run) => sessions.load(run),
  act: (request) => sessions.act(request),
  settle: (request) => sessions.settle(request),
  attend: (request) => sessions.attend(request),
  greet: (request) => sessions.greet(request),
  drop: (request) => sessions.drop(request),
});
