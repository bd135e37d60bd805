import { openSqliteBackend } from "./backend.js";
import { storeOver } from "./client.js";
import type { SqliteOptions } from "./sqlite/open.js";
import type { Store } from "./store.js";
import { StoreThread, type ThreadOptions } from "./thread/start.js";

/** Opens the store in `file`, in a thread of its own, and creates what is not there. Rejects with a Problem. */
export async function openStore(file: string, options: ThreadOptions = {}): Promise<Store> {
  return storeOver(await StoreThread.open(file, options));
}

/** The same store in this thread, for programs that have nothing else to do meanwhile. */
export async function openStoreHere(file: string, options: SqliteOptions = {}): Promise<Store> {
  return storeOver(await openSqliteBackend(file, options));
}
