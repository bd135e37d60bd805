export { dataFolder, storeFile } from "./data-folder.js";
export { openStore, openStoreHere } from "./open.js";
export { backupSqlite as backupStore } from "./sqlite/backup.js";
export { inspectSqlite as inspectStore } from "./sqlite/inspect.js";
export type * from "./store.js";
