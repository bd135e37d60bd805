import { findDrill } from "../../drill/load.js";
import { findPlayer, type Player, runPlayer } from "../../players/index.js";
import { finishRun } from "../../score/index.js";
import { MemoryOpenings, type OpeningObservation } from "../../session/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { checkWritable, writeJournal } from "../journals.js";
import { seedOption } from "../options.js";
import { letOthersRun, Progress } from "../progress.js";
import { actionLine } from "../render/action.js";
import { renderRun } from "../render/scorecard.js";
import { painter } from "../render/style.js";
import { fold } from "../render/table.js";

interface Options {
  player: string;
  seed: string;
  journal?: string;
  json?: boolean;
}

export const addRun: AddCommand = (program, { io, run }) => {
  program
    .command("run")
    .description("let a player play a drill, and score it")
    .argument("<drill>", "a drill's id or the path of its folder")
    .requiredOption(
      "--player <name>",
      "reference, bystander, random, restarter, stuffer, or a script FILE.yaml",
    )
    .option("--seed <number>", "the seed of all luck", "1")
    .option("--journal <file>", "write the journal to this file")
    .option("--json", "print one JSON document")
    .action(run((drill: string, options: Options) => runDrill(io, drill, options)));
};

async function runDrill(io: Io, id: string, options: Options): Promise<Exit> {
  const seed = seedOption(options.seed);
  const drill = findDrill(id);
  const player = findPlayer(options.player, drill, seed);
  if (options.journal !== undefined) checkWritable(options.journal);

  const opening = `Computing the opening of ${drill.id}, seed ${seed}`;
  const progress = new Progress(io, `${drill.id}, ${player.name}`, drill.endsUs, opening);
  /** Prints for people, as it comes. */
  const tell = (text: string): void => {
    progress.clear();
    if (!options.json) io.out(text);
  };
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const session = await runPlayer({
    drill,
    seed,
    player: listening(player, ({ briefing }) =>
      tell(`${fold(briefing.trim(), io.columns).join("\n")}\n\n`),
    ),
    openings,
    breathe,
    onEntry: (entry, observation) => tell(`${actionLine(drill, entry, observation)}\n`),
  });
  const finished = await finishRun(session, openings, letOthersRun);
  const { journal, document } = finished;
  progress.clear();
  if (options.journal !== undefined) writeJournal(options.journal, journal);

  if (options.json) printJson(io, document);
  else {
    io.out(renderRun(finished, drill, { paint: painter(io.colour), columns: io.columns }));
    if (options.journal !== undefined) io.out(`\nJournal: ${options.journal}\n`);
  }
  return document.verdict === "passed" ? 0 : 1;
}

/** The same player; what it sees on entering is told before it does anything. */
function listening(player: Player, told: (opening: OpeningObservation) => void): Player {
  let entered = false;
  return {
    name: player.name,
    next: (view) => {
      if (!entered) told(view.opening);
      entered = true;
      return player.next(view);
    },
  };
}
