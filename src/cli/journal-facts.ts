import { findDrill } from "../drill/load.js";
import { problem } from "../drill/problem.js";
import { factsOf as factsOfRun, MemoryOpenings, replay } from "../session/index.js";
import type { Facts } from "../text/index.js";
import type { Io } from "./io.js";
import { readJournal } from "./journals.js";
import { Progress } from "./progress.js";

/** What the run of a journal says about figures that an answer may state. */
export async function factsOf(io: Io, path: string, item: string): Promise<Facts> {
  const journal = readJournal(path);
  const { id } = journal.header.drill;
  if (!item.startsWith(`${id}/`)) {
    const remedy = `give a journal of ${item.split("/")[0]}`;
    throw problem("option-invalid", { option: "--journal", value: path, remedy });
  }
  const drill = findDrill(id);
  const progress = new Progress(io, "replay", drill.endsUs);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const { session, problems } = await replay(journal, drill, { openings, breathe });
  if (problems.length > 0) {
    throw problem("journal-mismatch", { reason: problems[0]!.what }, { where: path });
  }
  await session.runToEnd();
  progress.clear();
  const { telemetry, journal: played } = session.view();
  return factsOfRun({ drill, telemetry, entries: played.entries });
}
