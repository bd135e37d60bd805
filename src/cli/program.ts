import { Command, CommanderError } from "commander";
import { asProblem, type Problem, problem } from "../drill/problem.js";
import { productVersion } from "../session/index.js";
import type { AddCommand, CommandContext, Exit } from "./command.js";
import { addBackup } from "./commands/backup.js";
import { addBench } from "./commands/bench.js";
import { addDoctor } from "./commands/doctor.js";
import { addDrills } from "./commands/drills.js";
import { addJudge } from "./commands/judge.js";
import { addLint } from "./commands/lint.js";
import { addPlay } from "./commands/play.js";
import { addReplay } from "./commands/replay.js";
import { addRun } from "./commands/run.js";
import { addSchema } from "./commands/schema.js";
import { addServe } from "./commands/serve.js";
import { addSimulate } from "./commands/simulate.js";
import { addVerify } from "./commands/verify.js";
import { addWhatIf } from "./commands/whatif.js";
import type { Io } from "./io.js";

const commands: readonly AddCommand[] = [
  addServe,
  addDrills,
  addRun,
  addPlay,
  addReplay,
  addVerify,
  addWhatIf,
  addSimulate,
  addLint,
  addJudge,
  addSchema,
  addBackup,
  addBench,
  addDoctor,
];

/**
 * Runs the command line: 0 done and passed, 1 the run failed, 2 wrong use or invalid input, 3 a fault of ours.
 * An error is one line on stderr; its stack comes with --debug only.
 */
export async function runCommandLine(parameters: readonly string[], io: Io): Promise<Exit> {
  let exit: Exit = 0;
  const context: CommandContext = {
    io,
    run:
      (work) =>
      async (...given) => {
        exit = await work(...given);
      },
  };
  const program = build(context);
  if (parameters.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync([...parameters], { from: "user" });
    return exit;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    const found = thrown instanceof CommanderError ? usageProblem(thrown) : asProblem(thrown);
    io.error(`${found.line}\n`);
    if (parameters.includes("--debug")) io.error(`${stackOf(thrown)}\n`);
    return found.exitCode;
  }
}

function build(context: CommandContext): Command {
  const { io } = context;
  const program = new Command("smokejumper")
    .description("Incident drills on a simulated production system.")
    .version(productVersion)
    .option("--debug", "print the stack of an error")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text),
      // Errors are told once, by the caller, in the form that all our errors have.
      writeErr: () => undefined,
      getOutHelpWidth: () => io.columns,
    })
    .showSuggestionAfterError(false);
  for (const add of commands) add(program, context);
  return program;
}

function usageProblem({ message }: CommanderError): Problem {
  const [what = ""] = message.replace(/^error: /, "").split("\n");
  return problem("usage", { what, remedy: "see smokejumper --help, or --help after a command" });
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
