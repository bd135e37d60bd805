import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Io } from "../io.js";
import type { WarRoom } from "./war-room.js";

/** How often the world is brought up to the wall's time while nobody types. */
const tickMilliseconds = 500;

/** Puts a war room on a terminal until the run ends or the person leaves. */
export async function runTerminal(room: WarRoom, io: Io): Promise<void> {
  const output = new Writable({
    write: (chunk, _, done) => {
      io.out(String(chunk));
      done();
    },
  });
  const lines = createInterface({
    input: io.input,
    output,
    terminal: io.isTerminal,
    completer: (line: string) => room.complete(line),
    historySize: 200,
  });
  // Lines and ticks take turns, so that nothing is printed into the middle of an answer.
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): void => {
    turn = turn.then(work).catch((error) => {
      lines.close();
      throw error;
    });
  };
  const prompt = (keepInput: boolean) => {
    lines.setPrompt(room.prompt);
    lines.prompt(keepInput);
  };

  io.out(room.welcome());
  prompt(false);
  const ticks = setInterval(
    () =>
      inTurn(async () => {
        const news = await room.passTime();
        if (news !== "") {
          io.out(`\r\u001b[K${news}`);
          prompt(true);
        }
        if (room.over) lines.close();
      }),
    tickMilliseconds,
  );
  lines.on("line", (line) =>
    inTurn(async () => {
      io.out(await room.enter(line));
      if (room.over) lines.close();
      else prompt(false);
    }),
  );
  lines.on("SIGINT", () => lines.close());
  await new Promise<void>((resolve) => lines.once("close", resolve));
  clearInterval(ticks);
  await turn;
}
