/** A thread for one backup, which reads beside the store: appends go on meanwhile. */
import { parentPort, workerData } from "node:worker_threads";
import { backupSqlite } from "../sqlite/backup.js";
import { type Answer, failureOf } from "./wire.js";

const { file, path } = workerData as { file: string; path: string };

let answer: Answer = { id: 0, value: null };
try {
  backupSqlite(file, path);
} catch (thrown) {
  answer = { id: 0, failure: failureOf(thrown) };
}
parentPort!.postMessage(answer);
