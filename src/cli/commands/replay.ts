import { clockText, type Drill } from "../../drill/drill.js";
import { findDrill } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { finishRun } from "../../score/index.js";
import {
  type Journal,
  journalHash,
  type LineProblem,
  MemoryOpenings,
  otherJudgesOf,
  replay,
  type Session,
} from "../../session/index.js";
import { judgeVersion } from "../../text/version.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { readJournal } from "../journals.js";
import { momentOption } from "../options.js";
import { letOthersRun, Progress } from "../progress.js";
import { actionLine } from "../render/action.js";
import { renderRun } from "../render/scorecard.js";
import { painter } from "../render/style.js";
import { renderTopology } from "../render/topology.js";

interface Options {
  at?: string;
  drill?: string;
  json?: boolean;
}

export const addReplay: AddCommand = (program, { io, run }) => {
  program
    .command("replay")
    .description("simulate a journal again, and score it or show a moment of it")
    .argument("<journal>", "a journal file")
    .option("--at <time>", "stop there: a time of day, or +SECONDS after the opening")
    .option("--drill <folder>", "the drill's folder, when it is not one of the shipped drills")
    .option("--json", "print one JSON document")
    .action(run((path: string, options: Options) => replayJournal(io, path, options)));
};

async function replayJournal(io: Io, path: string, options: Options): Promise<Exit> {
  const journal = readJournal(path);
  const drill = findDrill(options.drill ?? journal.header.drill.id);
  const untilUs = options.at === undefined ? undefined : momentOption(options.at, drill);
  const progress = new Progress(io, "replay", untilUs ?? drill.endsUs);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const { session, problems } = await replay(journal, drill, {
    openings,
    breathe,
    ...(untilUs !== undefined && { untilUs }),
  });
  failOnMismatch(path, problems);
  if (untilUs !== undefined && untilUs < drill.endsUs) {
    const moment = await session.lookAt(untilUs);
    progress.clear();
    showMoment(io, drill, moment, options);
    return 0;
  }
  if (!journal.footer) {
    const reason = `its last entry is at ${clockText(drill, session.nowUs)}`;
    throw problem("journal-unfinished", { reason }, { where: path });
  }
  await session.runToEnd();
  const run = await finishRun(session, openings, letOthersRun);
  failOnMismatch(path, sealProblems(journal, run.journal));
  const reread =
    otherJudgesOf(journal).length > 0 ? await rescored(journal, drill, openings) : null;
  progress.clear();
  if (options.json) printJson(io, { ...run.document, ...(reread && { reread }) });
  else {
    io.out(actionLines(drill, journal));
    io.out(renderRun(run, drill, { paint: painter(io.colour), columns: io.columns }));
    if (reread) io.out(rereadText(reread));
  }
  return run.document.verdict === "passed" ? 0 : 1;
}

/** The score of a run as this version of the judge understands its words; what another understood stands beside it. */
async function rescored(journal: Journal, drill: Drill, openings: MemoryOpenings) {
  const { session } = await replay(journal, drill, { openings, reread: "all" });
  await session.runToEnd();
  const { verdict, score } = (await finishRun(session, openings, letOthersRun)).document;
  return { judge: judgeVersion, verdict, score };
}

function rereadText({ judge, verdict, score }: Awaited<ReturnType<typeof rescored>>): string {
  const levels = score.dimensions.map(({ id, level }) => `${id} ${level}`).join(", ");
  const whole = `${verdict}, ${score.points} of ${score.max} points`;
  return `\nRead by judge version ${judge}, which is not the one that is recorded: ${whole}\n  ${levels}\n`;
}

function showMoment(io: Io, drill: Drill, session: Session, { json }: Options): void {
  const { journal } = session;
  const clock = clockText(drill, session.nowUs);
  if (json) {
    printJson(io, {
      schema: "smokejumper.moment/1",
      drill: drill.id,
      seed: journal.header.seed,
      clock,
      journal: { entries: journal.entries.length, hash: journalHash(journal) },
      worldHash: session.view().worldHash(),
      topology: session.topology(),
    });
  } else {
    io.out(actionLines(drill, journal));
    io.out(`\n${clock}\n${renderTopology(session.topology())}`);
  }
}

function actionLines(drill: Drill, { entries }: Journal): string {
  return entries.map((entry) => `${actionLine(drill, entry)}\n`).join("");
}

function sealProblems(recorded: Journal, replayed: Journal): LineProblem[] {
  if (journalHash(recorded) === journalHash(replayed)) return [];
  return [
    { line: recorded.entries.length + 2, what: "the footer is not what the simulation gives" },
  ];
}

function failOnMismatch(path: string, [first]: LineProblem[]): void {
  if (!first) return;
  throw problem("journal-mismatch", { reason: first.what }, { where: `${path}:${first.line}` });
}
