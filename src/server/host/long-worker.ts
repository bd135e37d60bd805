/** The thread for long work, apart from the threads in which players act. */
import { parentPort, workerData } from "node:worker_threads";
import { buffersIn, serve } from "./calls.js";
import { LongWork } from "./long-work.js";
import type { LongCalls, WorkerSettings } from "./protocol.js";

const port = parentPort!;
const work = new LongWork(
  workerData as WorkerSettings,
  (event) => port.postMessage(event, buffersIn(event)),
  () => performance.now(),
);

serve<LongCalls>(port, {
  prepare: (request) => work.prepare(request),
  foresee: (request) => work.foresee(request),
  finish: (request) => work.finish(request),
  score: (request) => work.score(request),
  whatIf: (request) => work.whatIf(request),
  reference: (request) => work.reference(request),
});
