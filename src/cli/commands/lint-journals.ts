import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findDrill } from "../../drill/load.js";
import { asProblem, problem } from "../../drill/problem.js";
import { unclearIn } from "../../session/index.js";
import type { Exit } from "../command.js";
import { type Io, printJson } from "../io.js";
import { readJournal } from "../journals.js";
import { table } from "../render/table.js";

/** The most journals that are read, and the most messages that are listed for a phase. */
const mostJournals = 10_000;
const mostListed = 50;
const longestShown = 200;

/** A message as it was said in some runs, with one place where it stands. */
interface Listed {
  text: string;
  times: number;
  journal: string;
  entry: number;
}

interface Report {
  drill: string;
  journals: number;
  messages: number;
  unclear: number;
  phases: { phase: string; title: string; unclear: number; messages: Listed[] }[];
}

/** Lists, for authors, what people said in a folder's journals that no cast understood. */
export function lintJournals(io: Io, folder: string, json: boolean): Exit {
  const { reports, skipped } = readFolder(folder);
  if (json) {
    printJson(io, { schema: "smokejumper.unclear/1", drills: reports, skipped });
    return 0;
  }
  for (const reason of skipped) io.error(`${reason}\n`);
  if (reports.length === 0) io.out("No journal here has messages to a cast.\n");
  for (const report of reports) io.out(textOf(report));
  return 0;
}

function readFolder(folder: string): { reports: Report[]; skipped: string[] } {
  const reports = new Map<string, Report>();
  const skipped: string[] = [];
  for (const name of journalsIn(folder)) {
    try {
      const journal = readJournal(join(folder, name));
      const drill = findDrill(journal.header.drill.id);
      const { messages, unclear } = unclearIn(journal, drill);
      if (messages === 0) continue;
      const report = reports.get(drill.id) ?? {
        drill: drill.id,
        journals: 0,
        messages: 0,
        unclear: 0,
        phases: drill.phases.map(({ id, title }) => ({
          phase: id,
          title,
          unclear: 0,
          messages: [],
        })),
      };
      reports.set(drill.id, report);
      report.journals += 1;
      report.messages += messages;
      report.unclear += unclear.length;
      for (const { phase: id, text, entry } of unclear) {
        const phase = report.phases.find(({ phase: known }) => known === id)!;
        phase.unclear += 1;
        list(phase.messages, { text: plain(text), times: 1, journal: name, entry });
      }
    } catch (thrown) {
      skipped.push(asProblem(thrown).line);
    }
  }
  return { reports: [...reports.values()], skipped };
}

function journalsIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (thrown) {
    const { code = "?" } = thrown as NodeJS.ErrnoException;
    if (code === "ENOENT") throw problem("file-missing", { file: folder }, { cause: thrown });
    throw problem("file-unreadable", { file: folder, reason: code }, { cause: thrown });
  }
  const journals = names.filter((name) => name.endsWith(".jsonl")).sort();
  if (journals.length > mostJournals) {
    const count = journals.length;
    throw problem("too-many", { things: "journals", count, limit: mostJournals });
  }
  return journals;
}

/** What was said in the same words is counted, not listed again. */
function list(listed: Listed[], message: Listed): void {
  const same = listed.find(({ text }) => text.toLowerCase() === message.text.toLowerCase());
  if (same) same.times += 1;
  else if (listed.length < mostListed) listed.push(message);
}

/** In one line, of which nothing steers a terminal. */
function plain(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  const letters = [...line];
  return letters.length > longestShown ? `${letters.slice(0, longestShown - 1).join("")}…` : line;
}

function textOf({ drill, journals, messages, unclear, phases }: Report): string {
  const head = `${drill}: ${unclear} of ${messages} messages in ${journals} ${journals === 1 ? "journal" : "journals"} were not understood\n`;
  const parts = phases
    .filter((phase) => phase.unclear > 0)
    .map(({ title, unclear: count, messages: listed }) => {
      const rows = [...listed]
        .sort((one, other) => other.times - one.times)
        .map(({ text, times, journal, entry }) => [String(times), text, `${journal} #${entry}`]);
      const columns = [
        { title: "times", align: "right" as const },
        { title: "message" },
        { title: "first said in" },
      ];
      return `\n${title} (${count})\n${table(columns, rows)}`;
    });
  return head + parts.join("");
}
