import { findDrill } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { scoreOf, sealOf } from "../../score/index.js";
import {
  journalHash,
  MemoryOpenings,
  type Verification,
  verdictExitCodes,
  verify,
} from "../../session/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { describeLine, readJournalBytes } from "../journals.js";
import { letOthersRun, Progress } from "../progress.js";

interface Options {
  drill?: string;
  json?: boolean;
}

export const addVerify: AddCommand = (program, { io, run }) => {
  program
    .command("verify")
    .description(
      "prove a journal: simulate it again and compare every line, the world and the score",
    )
    .argument("<journal>", "a journal file")
    .option("--drill <folder>", "the drill's folder, when it is not one of the shipped drills")
    .option("--json", "print one JSON document")
    .action(run((path: string, options: Options) => verifyJournal(io, path, options)));
};

async function verifyJournal(io: Io, path: string, options: Options): Promise<Exit> {
  const bytes = readJournalBytes(path);
  const progress = new Progress(io, "verify", 1);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const verification = await verify(bytes, {
    drillOf: (id) => {
      const drill = findDrill(options.drill ?? id);
      progress.endUs = drill.endsUs;
      return drill;
    },
    openings,
    breathe,
    score: async (view) => sealOf(await scoreOf(view, openings, letOthersRun)),
  });
  progress.clear();
  if (options.json) printJson(io, documentOf(verification));
  else if (verification.verdict === "foreign") {
    const reason = verification.problems[0]!.what;
    throw problem("journal-foreign", { reason }, { where: path });
  } else io.out(textOf(path, verification));
  return verdictExitCodes[verification.verdict];
}

const words = {
  match: "matches: header, chain, effects, observations, world and score",
  unfinished: "unfinished: what is there matches",
  mismatch: "does not match",
  foreign: "is not a journal of ours",
};

function textOf(path: string, { verdict, problems, journal, otherJudges }: Verification): string {
  const lines = [`${path} ${words[verdict]}`];
  for (const problem of problems) lines.push(`  ${describeLine(path, problem)}`);
  for (const version of otherJudges) {
    lines.push(`  words understood by judge version ${version} are taken as they are recorded`);
  }
  if (journal) lines.push(`  ${journal.entries.length} entries, hash ${journalHash(journal)}`);
  return lines.map((line) => `${line}\n`).join("");
}

function documentOf({ verdict, problems, journal, otherJudges }: Verification) {
  return {
    schema: "smokejumper.verification/1",
    verdict,
    problems,
    otherJudges,
    journal: journal && { entries: journal.entries.length, hash: journalHash(journal) },
  };
}
