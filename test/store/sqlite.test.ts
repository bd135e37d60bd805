import { join } from "node:path";
import { openStore, openStoreHere } from "../../src/store/index.js";
import { storeContract } from "./contract.js";

storeContract("SQLite in a thread of its own", (folder) => ({
  open: () => openStore(join(folder, "smokejumper.db")),
  openBackup: (path) => openStore(path),
}));

storeContract("SQLite in the caller's thread", (folder) => ({
  open: () => openStoreHere(join(folder, "smokejumper.db")),
  openBackup: (path) => openStoreHere(path),
}));
