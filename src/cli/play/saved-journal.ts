import { appendFileSync, existsSync } from "node:fs";
import { problem } from "../../drill/problem.js";
import { type Entry, encodeLine, type Journal } from "../../session/index.js";
import { writeJournal } from "../journals.js";

/** A journal that is on disk after every action, so that a run survives whatever ends the program. */
export class SavedJournal {
  constructor(readonly path: string) {}

  /** Begins the file with what there is so far. */
  begin(journal: Journal): void {
    writeJournal(this.path, journal);
  }

  append(entry: Entry): void {
    try {
      appendFileSync(this.path, encodeLine(entry));
    } catch (thrown) {
      const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
      throw problem("file-unwritable", { file: this.path, reason }, { cause: thrown });
    }
  }

  /** Writes the whole run with its footer. */
  finish(journal: Journal): void {
    writeJournal(this.path, journal);
  }
}

/** A file name for a run that is not taken yet. */
export function freshPath(drillId: string, seed: number): string {
  for (let number = 1; ; number++) {
    const path = `${drillId}-seed-${seed}${number === 1 ? "" : `-${number}`}.jsonl`;
    if (!existsSync(path)) return path;
  }
}
