import { statSync } from "node:fs";
import { backupStore, dataFolder, storeFile } from "../../store/index.js";
import type { AddCommand } from "../command.js";
import { printJson } from "../io.js";

interface Options {
  data?: string;
  json?: boolean;
}

export const addBackup: AddCommand = (program, { io, run }) => {
  program
    .command("backup")
    .description("copy players and sessions into a file, while the server runs or not")
    .argument("<file>", "the copy, which must not exist")
    .option("--data <folder>", "the data folder (default: SMOKEJUMPER_DATA, else your own)")
    .option("--json", "print one JSON document")
    .action(
      run((file: string, { data, json }: Options) => {
        const store = storeFile(dataFolder(data));
        backupStore(store, file);
        const { size: bytes } = statSync(file);
        if (json) printJson(io, { schema: "smokejumper.backup/1", store, file, bytes });
        else io.out(`${file} holds ${store} (${bytes} bytes)\n`);
        return 0;
      }),
    );
};
