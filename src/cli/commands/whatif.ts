import { clockText, type Drill } from "../../drill/drill.js";
import { findDrill } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { printCount } from "../../drill/system/metrics.js";
import { finishRun, type RunDocument } from "../../score/index.js";
import {
  type Alteration,
  Desk,
  type Journal,
  MemoryOpenings,
  type Session,
  whatIf,
} from "../../session/index.js";
import { parseAction } from "../action-text.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { readJournal } from "../journals.js";
import { momentOption } from "../options.js";
import { letOthersRun, Progress } from "../progress.js";
import { inputText } from "../render/action.js";
import { table } from "../render/table.js";

interface Options {
  at?: string;
  do?: string;
  drop?: string;
  drill?: string;
  json?: boolean;
}

export const addWhatIf: AddCommand = (program, { io, run }) => {
  program
    .command("whatif")
    .description("run a journal again with one action added or one entry dropped")
    .argument("<journal>", "a journal file")
    .option("--at <time>", "when to add the action: a time of day, or +SECONDS after the opening")
    .option("--do <action>", 'the action to add, for example \'roll_back {"service":"checkout"}\'')
    .option("--drop <entry>", "the number of the entry to leave out")
    .option("--drill <folder>", "the drill's folder, when it is not one of the shipped drills")
    .option("--json", "print one JSON document")
    .action(run((path: string, options: Options) => compareRuns(io, path, options)));
};

async function compareRuns(io: Io, path: string, options: Options): Promise<Exit> {
  checkUse(options);
  const journal = readJournal(path);
  const drill = findDrill(options.drill ?? journal.header.drill.id);
  const alteration = alterationOf(options, journal, drill);
  const progress = new Progress(io, "what if", drill.endsUs);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const { original, altered } = await whatIf(journal, drill, alteration, { openings, breathe });
  const score = async (session: Session) =>
    (await finishRun(session, openings, letOthersRun)).document;
  const runs = { original: await score(original), altered: await score(altered) };
  progress.clear();

  const difference = {
    userFailures: runs.altered.outcome.userFailures - runs.original.outcome.userFailures,
    points: runs.altered.score.points - runs.original.score.points,
  };
  if (options.json) {
    printJson(io, { schema: "smokejumper.whatif/1", alteration, ...runs, difference });
  } else {
    io.out(
      `${describe(alteration, journal, drill)}\n\n${comparison(runs.original, runs.altered)}\n`,
    );
    io.out(`${verdictOn(difference.userFailures)}\n`);
  }
  return 0;
}

function checkUse({ at, do: action, drop }: Options): void {
  const adds = at !== undefined && action !== undefined && drop === undefined;
  const drops = drop !== undefined && at === undefined && action === undefined;
  if (adds || drops) return;
  throw problem("usage", {
    what: "whatif needs one alteration",
    remedy: "give either --at and --do, or --drop",
  });
}

function alterationOf(options: Options, journal: Journal, drill: Drill): Alteration {
  if (options.drop === undefined) {
    const atUs = addingMoment(options.at!, journal, drill);
    const action = parseAction(options.do!, new Desk(drill, "wall").describe());
    return { kind: "add", atUs, action };
  }
  if (!/^\d{1,6}$/.test(options.drop)) {
    const remedy = "give the number of an entry";
    throw problem("option-invalid", { option: "--drop", value: options.drop, remedy });
  }
  return { kind: "drop", entry: Number(options.drop) };
}

/** Nothing can be added at the run's very end, nor after the player has left. */
function addingMoment(text: string, { entries }: Journal, drill: Drill): number {
  const atUs = momentOption(text, drill, drill.endsUs - 1);
  const finish = entries.find(({ tool }) => tool === "finish");
  if (!finish || atUs <= finish.atUs) return atUs;
  const clock = clockText(drill, finish.atUs);
  const remedy = `choose a time up to ${clock}, since entry ${finish.entry} is finish`;
  throw problem("option-invalid", { option: "--at", value: text, remedy });
}

function describe(alteration: Alteration, journal: Journal, drill: Drill): string {
  if (alteration.kind === "add") {
    const { tool, input } = alteration.action;
    const words = inputText(input as Record<string, unknown>);
    return `With ${tool} ${words} at ${clockText(drill, alteration.atUs)}`.replace(/ +/g, " ");
  }
  const { entry, tool, input, atUs } = journal.entries[alteration.entry - 1]!;
  return `Without entry ${entry}, ${tool} ${inputText(input)} at ${clockText(drill, atUs)}`;
}

function comparison(original: RunDocument, altered: RunDocument): string {
  const columns = [{ title: "" }, { title: "as it was" }, { title: "altered" }].map(
    (column, index) => ({ ...column, align: index === 0 ? ("left" as const) : ("right" as const) }),
  );
  const row = (title: string, read: (run: RunDocument) => string) => [
    title,
    read(original),
    read(altered),
  ];
  return table(columns, [
    row("user requests", ({ outcome }) => printCount(outcome.userRequests)),
    row("user failures", ({ outcome }) => printCount(outcome.userFailures)),
    row("mitigated at", ({ outcome }) => outcome.mitigatedAt ?? "never"),
    row("recovered at", ({ outcome }) => outcome.recoveredAt ?? "never"),
    row("points", ({ score }) => `${score.points} of ${score.max}`),
    row("verdict", ({ verdict }) => verdict),
  ]);
}

function verdictOn(failures: number): string {
  if (failures === 0) return "No user noticed a difference.";
  const count = Math.abs(failures);
  const users = count === 1 ? "1 user request" : `${printCount(count)} user requests`;
  return failures < 0 ? `${users} fewer failed.` : `${users} more failed.`;
}
