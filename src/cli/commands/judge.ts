import { text as readAll } from "node:stream/consumers";
import { problem } from "../../drill/problem.js";
import { suggest } from "../../drill/suggest.js";
import type { Facts, Judgement } from "../../text/index.js";
import type { AddCommand, Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { factsOf } from "../journal-facts.js";
import { readTextFile } from "../journals.js";
import { painter } from "../render/style.js";
import { readBatch } from "./judge-batch.js";

interface Options {
  text?: string;
  journal?: string;
  batch?: string;
  json?: boolean;
}

export const addJudge: AddCommand = (program, { io, run }) => {
  program
    .command("judge")
    .description("judge a text by the criteria of an exercise")
    .argument("[item]", "drill/part, such as bank-api-cascade/postmortem")
    .option("--text <file>", "the text; - reads standard input")
    .option("--journal <file>", "hold figures in the text against this run")
    .option(
      "--batch <file>",
      'judge many: a line {"id", "item", "text"} each, - for standard input',
    )
    .option("--json", "print one JSON document")
    .action(run((item: string | undefined, options: Options) => judgeCommand(io, item, options)));
};

/** Reading the language takes a moment that the other commands need not wait for. */
const loadJudge = () => import("../../text/index.js");

type Judging = Awaited<ReturnType<typeof loadJudge>>;

async function judgeCommand(io: Io, item: string | undefined, options: Options): Promise<Exit> {
  if (options.batch !== undefined) return judgeBatch(io, item, options);
  if (item === undefined || options.text === undefined) {
    const what = item === undefined ? "the item is missing" : "--text is missing";
    const remedy = "write smokejumper judge ITEM --text FILE, or --batch FILE for many";
    throw problem("usage", { what, remedy });
  }
  const judging = await loadJudge();
  checkItem(judging, item);
  const written = await read(io, options.text);
  const facts = options.journal === undefined ? null : await factsOf(io, options.journal, item);
  const criteria = judged(judging, item, written, facts);
  if (options.json) printJson(io, { item, judge: judging.judgeVersion, criteria });
  else io.out(describe(io, criteria));
  return 0;
}

async function judgeBatch(io: Io, item: string | undefined, options: Options): Promise<Exit> {
  if (item !== undefined || options.text !== undefined || options.journal !== undefined) {
    const remedy = "leave out the item, --text and --journal: the batch names its items";
    throw problem("usage", { what: "--batch stands alone", remedy });
  }
  const path = options.batch!;
  const lines = readBatch(path === "-" ? "standard input" : path, await read(io, path));
  const judging = await loadJudge();
  for (const { item: name } of lines) checkItem(judging, name);
  for (const { id, item: name, text } of lines) {
    io.out(`${JSON.stringify({ id, item: name, criteria: judged(judging, name, text, null) })}\n`);
  }
  return 0;
}

function checkItem({ itemNames }: Judging, item: string): void {
  if (itemNames.includes(item)) return;
  const suggestion = suggest(item, itemNames);
  throw problem("name-unknown", { kind: "item", name: item, suggestion });
}

function read(io: Io, path: string): Promise<string> {
  return path === "-" ? readAll(io.input) : Promise.resolve(readTextFile(path));
}

function judged({ judge }: Judging, item: string, written: string, facts: Facts | null): Judgement {
  const judgement = judge(item, written, facts);
  if (judgement === null) throw new RangeError(`the item "${item}" was checked before`);
  return judgement;
}

function describe(io: Io, criteria: Judgement): string {
  const paint = painter(io.colour);
  const width = Math.max(...Object.keys(criteria).map((name) => name.length));
  const lines = Object.entries(criteria).map(([name, { met, evidence, refuted }]) => {
    const quotes = met ? evidence : (refuted ?? []);
    const reason = quotes.map((words) => `"${words}"`).join(" ");
    const contrary = !met && quotes.length > 0 ? "the run says otherwise: " : "";
    const verdict = met ? paint("green", "met    ") : "not met";
    return `${name.padEnd(width)}  ${verdict}  ${contrary}${reason}`.trimEnd();
  });
  const count = Object.values(criteria).filter(({ met }) => met).length;
  return `${lines.join("\n")}\n\n${count} of ${lines.length} criteria met\n`;
}
