import { findDrill } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { playerSeat } from "../../players/index.js";
import { finishRun } from "../../score/index.js";
import {
  type Journal,
  MemoryOpenings,
  openSession,
  resume,
  type Session,
  WallClock,
} from "../../session/index.js";
import type { AddCommand, Exit } from "../command.js";
import type { Io } from "../io.js";
import { checkWritable, readJournal } from "../journals.js";
import { seedOption } from "../options.js";
import { freshPath, SavedJournal } from "../play/saved-journal.js";
import { runTerminal } from "../play/terminal.js";
import { WarRoom } from "../play/war-room.js";
import { letOthersRun, Progress } from "../progress.js";
import { renderRun } from "../render/scorecard.js";
import { painter } from "../render/style.js";

interface Options {
  seed: string;
  speed: string;
  phase?: string;
  journal?: string;
  resume?: string;
}

export const addPlay: AddCommand = (program, { io, run }) => {
  program
    .command("play")
    .description("play a drill in the terminal")
    .argument("[drill]", "a drill's id or the path of its folder; not needed with --resume")
    .option("--seed <number>", "the seed of all luck", "1")
    .option(
      "--speed <number>",
      "simulated seconds in a second, from 0.1 to 60, until set_speed says otherwise",
      "1",
    )
    .option("--phase <name>", "the phase to begin with; earlier ones are not judged")
    .option("--journal <file>", "where to save the journal")
    .option("--resume <file>", "go on with the unfinished run of this journal")
    .action(run((drill: string | undefined, options: Options) => play(io, drill, options)));
};

const seats = [{ seat: playerSeat, player: "person" }];

async function play(io: Io, id: string | undefined, options: Options): Promise<Exit> {
  if (!io.isTerminal) {
    const remedy = "use run to let a player play it";
    throw problem("terminal-needed", { command: "play", remedy });
  }
  const speed = speedOption(options.speed);
  const recorded = options.resume === undefined ? null : readResumable(options.resume);
  const drillId = id ?? recorded?.header.drill.id;
  if (drillId === undefined) {
    throw problem("usage", { what: "play needs a drill", remedy: "see smokejumper drills" });
  }
  const drill = findDrill(drillId);
  const seed = seedOption(options.seed);
  const path = options.resume ?? options.journal ?? freshPath(drill.id, seed);
  checkWritable(path);

  const progress = new Progress(io, "setting up", drill.opensUs);
  const openings = new MemoryOpenings(progress.breathe);
  // While a person plays, nothing may draw over what they type.
  const breathe = letOthersRun;
  const session = recorded
    ? await resume(recorded, drill, { openings, breathe })
    : await openSession({ drill, seed, seats, clock: "wall", openings, breathe });
  progress.clear();
  if (options.phase !== undefined && recorded === null) await beginAt(session, options.phase);
  const saved = new SavedJournal(path);
  saved.begin(session.journal);

  const clock = new WallClock(io.now, session.nowUs, speed);
  const room = new WarRoom({
    session,
    clock,
    columns: io.columns,
    onEntry: (entry) => saved.append(entry),
  });
  await runTerminal(room, io);
  if (!session.ended) {
    io.out(`\nThe run is not finished. Go on with: smokejumper play --resume ${path}\n`);
    return 1;
  }
  progress.label = "scoring";
  progress.endUs = drill.endsUs;
  const finished = await finishRun(session, openings, letOthersRun);
  const { journal, document } = finished;
  progress.clear();
  saved.finish(journal);
  io.out(renderRun(finished, drill, { paint: painter(io.colour), columns: io.columns }));
  io.out(`\nJournal: ${path}\n`);
  return document.verdict === "passed" ? 0 : 1;
}

/** Begins with a later phase; the drill's first is where every run begins anyway. */
async function beginAt(session: Session, phase: string): Promise<void> {
  if (session.drill.phases[0]?.id === phase) return;
  const action = { seat: playerSeat, tool: "next_phase", input: { to: phase } };
  const acted = await session.act({ ...action, atUs: session.nowUs });
  if (!acted.ok) throw acted.problem;
}

/** A stepped clock moves with the cost of each action, so a run on one cannot go on by the wall's time. */
function readResumable(path: string): Journal {
  const journal = readJournal(path);
  if (journal.header.clock.mode === "wall") return journal;
  const what = `${path} was not recorded by play, so it cannot be resumed`;
  throw problem("usage", { what, remedy: "use replay or whatif to look into it" });
}

function speedOption(text: string): number {
  const speed = Number(text);
  if (speed >= 0.1 && speed <= 60) return speed;
  const remedy = "give a number from 0.1 to 60";
  throw problem("option-invalid", { option: "--speed", value: text, remedy });
}
