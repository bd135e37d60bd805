import { existsSync } from "node:fs";
import type { Drill } from "../../drill/drill.js";
import { type LintResult, lintDrill } from "../../drill/lint.js";
import { type Problem, problem } from "../../drill/problem.js";
import { type Proof, prove, runPlayer } from "../../players/index.js";
import { finishRun } from "../../score/index.js";
import { alwaysOffered, Desk, MemoryOpenings, registry } from "../../session/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { seedsOption } from "../options.js";
import { letOthersRun, Progress } from "../progress.js";
import { table } from "../render/table.js";
import { lintJournals } from "./lint-journals.js";

interface Options {
  prove?: boolean;
  seeds: string;
  journals?: string;
  json?: boolean;
}

export const addLint: AddCommand = (program, { io, run }) => {
  program
    .command("lint")
    .description(
      "check a drill's folder, and with --prove that it can be won and cannot be guessed; with --journals list what its people did not understand",
    )
    .argument("[folder]", "the folder of a drill; not needed with --journals")
    .option("--journals <folder>", "list the messages in these journals that nobody understood")
    .option(
      "--prove",
      "play it with the reference, the bystander, the restarter, the stuffer and luck",
    )
    .option("--seeds <range>", "the seeds to prove it on", "1..10")
    .option("--json", "print one JSON document")
    .action(run((folder: string | undefined, options: Options) => lintAny(io, folder, options)));
};

async function lintAny(io: Io, folder: string | undefined, options: Options): Promise<Exit> {
  const { journals } = options;
  if ((folder === undefined) === (journals === undefined)) {
    const remedy = "give the folder of a drill, or --journals and a folder of journals";
    throw problem("usage", { what: "lint checks one thing at a time", remedy });
  }
  return journals === undefined
    ? lint(io, folder!, options)
    : lintJournals(io, journals, options.json ?? false);
}

async function lint(io: Io, folder: string, options: Options): Promise<Exit> {
  const seeds = seedsOption(options.seeds);
  const { drill, problems } = lintFolder(folder);
  if (!drill || problems.length > 0) {
    if (options.json) printJson(io, documentOf(drill, problems, []));
    else for (const problem of problems) io.error(`${problem.line}\n`);
    return 2;
  }
  // What the drill says of its tools' limits shows when they are laid out.
  new Desk(drill, "stepped");
  const proofs = options.prove ? await proofsOf(io, drill, seeds) : [];
  if (options.json) printJson(io, documentOf(drill, problems, proofs));
  else {
    if (options.prove) io.out(`${proofTable(proofs)}\n`);
    io.out(`${drill.id}: ${summary(proofs)}\n`);
  }
  return proofs.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

/** A folder that is not there is named itself, and not the first file that it lacks. */
function lintFolder(folder: string): LintResult {
  if (!existsSync(folder)) {
    return { drill: null, problems: [problem("file-missing", { file: folder })] };
  }
  const tools = { all: registry.map(({ name }) => name), always: alwaysOffered };
  return lintDrill(folder, tools);
}

async function proofsOf(io: Io, drill: Drill, seeds: readonly number[]): Promise<Proof[]> {
  const progress = new Progress(io, `${drill.id}`, drill.endsUs);
  const { breathe } = progress;
  const openings = new MemoryOpenings(breathe);
  const proofs: Proof[] = [];
  const made = prove(drill, seeds, async (player, seed) => {
    progress.label = `${drill.id}, ${player.name}, seed ${seed}`;
    const session = await runPlayer({ drill, seed, player, openings, breathe });
    const { document } = await finishRun(session, openings, letOthersRun);
    const { points, max, dimensions } = document.score;
    return {
      verdict: document.verdict,
      points,
      max,
      dimensions: dimensions.flatMap(({ id, level, points: earned, max: most }) =>
        earned === null ? [] : [{ id, level, points: earned, max: most }],
      ),
      journalHash: document.journal.hash,
      worldHash: document.worldHash,
    };
  });
  for await (const proof of made) proofs.push(proof);
  progress.clear();
  return proofs;
}

function proofTable(proofs: readonly Proof[]): string {
  return table(
    [
      { title: "player" },
      { title: "seed", align: "right" },
      { title: "verdict" },
      { title: "points", align: "right" },
      { title: "proof" },
    ],
    proofs.map(({ player, seed, run, failures }) => [
      player,
      String(seed),
      run.verdict,
      `${run.points} of ${run.max}`,
      failures.length === 0 ? "as it should be" : `NOT KEPT: ${failures.join("; ")}`,
    ]),
  );
}

function summary(proofs: readonly Proof[]): string {
  if (proofs.length === 0) return "no problem found";
  const broken = proofs.filter(({ failures }) => failures.length > 0).length;
  if (broken === 0) return `no problem found, proved by ${proofs.length} runs`;
  return `${broken} of ${proofs.length} runs do not prove it`;
}

function documentOf(drill: Drill | null, problems: readonly Problem[], proofs: readonly Proof[]) {
  return {
    schema: "smokejumper.lint/1",
    drill: drill?.id ?? null,
    problems: problems.map(({ code, message, where, remedy }) => ({
      code,
      message,
      where,
      remedy,
    })),
    proofs,
  };
}
