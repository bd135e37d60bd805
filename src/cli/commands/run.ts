import { findDrill } from "../../drill/load.js";
import { findPlayer, runPlayer } from "../../players/index.js";
import { MemoryOpenings } from "../../session/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { checkWritable, writeJournal } from "../journals.js";
import { seedOption } from "../options.js";
import { Progress } from "../progress.js";
import { actionLine } from "../render/action.js";
import { renderRun } from "../render/scorecard.js";
import { painter } from "../render/style.js";
import { fold } from "../render/table.js";
import { finishRun } from "../run-document.js";

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
      "reference, bystander, random, restarter, or a script FILE.yaml",
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
  if (options.journal) checkWritable(options.journal);

  const progress = new Progress(io, `${drill.id}, ${player.name}`, drill.endsUs);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const actions: string[] = [];
  const session = await runPlayer({
    drill,
    seed,
    player,
    openings,
    breathe,
    onEntry: (entry, observation) => actions.push(actionLine(drill, entry, observation)),
  });
  const finished = await finishRun(session, openings);
  const { journal, document } = finished;
  progress.clear();
  if (options.journal) writeJournal(options.journal, journal);

  if (options.json) printJson(io, document);
  else {
    const briefing = fold(session.opening.briefing.trim(), io.columns);
    io.out(`${briefing.join("\n")}\n\n`);
    io.out(actions.map((line) => `${line}\n`).join(""));
    io.out(renderRun(finished, drill, { paint: painter(io.colour), columns: io.columns }));
    if (options.journal) io.out(`\nJournal: ${options.journal}\n`);
  }
  return document.verdict === "passed" ? 0 : 1;
}
