import { readTextFile } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { parseSystem } from "../../drill/system/parse.js";
import { printDuration } from "../../drill/system/units.js";
import {
  createWorld,
  type System,
  TooManyEvents,
  TooManyRecords,
  type World,
} from "../../world/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { durationOption, seedOption } from "../options.js";
import { Progress } from "../progress.js";
import { renderTotals } from "../render/totals.js";
import { intervalsOf, simulationDocument } from "../simulation-document.js";

interface Options {
  for: string;
  warmup?: string;
  seed: string;
  interval?: string;
  json?: boolean;
}

const sliceUs = 1_000_000;
/** More would fill the memory with measurements that nobody reads. */
const maximumIntervals = 100_000;

export const addSimulate: AddCommand = (program, { io, run }) => {
  program
    .command("simulate")
    .description("simulate a system and print what was measured")
    .argument("<system.yaml>", "a system file")
    .requiredOption("--for <duration>", 'how long in all, for example "10 min"')
    .option("--warmup <duration>", "leave this first part out of counts and means")
    .option("--seed <number>", "the seed of all luck", "1")
    .option("--interval <duration>", "also measure each interval of this width")
    .option("--json", "print one JSON document")
    .action(run((path: string, options: Options) => simulate(io, path, options)));
};

async function simulate(io: Io, path: string, options: Options): Promise<Exit> {
  const seed = seedOption(options.seed);
  const endUs = durationOption("--for", options.for);
  const warmupUs = options.warmup === undefined ? 0 : durationOption("--warmup", options.warmup);
  if (warmupUs >= endUs) {
    const remedy = "leave it shorter than --for";
    throw problem("option-invalid", { option: "--warmup", value: options.warmup!, remedy });
  }
  const system: System = { ...parseSystem(readTextFile(path), path), measureFromUs: warmupUs };
  if (options.interval !== undefined) {
    system.intervalUs = intervalOption(options.interval, endUs);
  }

  const startedAt = io.now();
  const world = await runWorld(io, path, system, { seed, endUs });
  const wallSeconds = (io.now() - startedAt) / 1000;
  const intervals = options.interval === undefined ? [] : intervalsOf(world, warmupUs);
  const document = simulationDocument(world, { warmupUs, wallSeconds, intervals });
  if (options.json) printJson(io, document);
  else io.out(renderTotals(document));
  return 0;
}

function intervalOption(text: string, endUs: number): number {
  const intervalUs = durationOption("--interval", text);
  const leastUs = Math.ceil(endUs / maximumIntervals);
  if (intervalUs >= leastUs) return intervalUs;
  const remedy = `give ${printDuration(leastUs)} or more, or a shorter --for`;
  throw problem("option-invalid", { option: "--interval", value: text, remedy });
}

async function runWorld(
  io: Io,
  path: string,
  system: System,
  { seed, endUs }: { seed: number; endUs: number },
): Promise<World> {
  const world = createWorld(system, seed);
  const progress = new Progress(io, "simulate", endUs);
  try {
    while (world.nowUs < endUs) {
      world.runUntil(Math.min(endUs, world.nowUs + sliceUs));
      await progress.breathe(world.nowUs);
    }
  } catch (thrown) {
    if (!(thrown instanceof TooManyEvents || thrown instanceof TooManyRecords)) throw thrown;
    const remedy = "bound the queues, lower the load or give the callers a patience";
    const value = `the load at ${world.nowUs / 1_000_000} s (${thrown.message})`;
    throw problem("value-out-of-bounds", { value, remedy }, { where: path, cause: thrown });
  } finally {
    progress.clear();
  }
  return world;
}
