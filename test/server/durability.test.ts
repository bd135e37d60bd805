/** What was acknowledged is on disk: shown by the system calls of a server, and by killing it again and again. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { crashAgainAndAgain, streams } from "../../bench/live/crash.mjs";
import { seededLuck } from "../../bench/live/luck.mjs";
import { Player } from "../../bench/live/player.mjs";
import { startServeProcess } from "../../bench/live/serve-process.mjs";
import { straceProgram, titled } from "../support/needed-program.js";
import { smokejumper } from "../support/smokejumper.js";
import { readTrace, syncedBeforeSent } from "../support/system-calls.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const traced = "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync";

describe.skipIf(!straceProgram.path)(titled("an acknowledgement", straceProgram), () => {
  it("is sent only after the entry was written to the log and the log was synced", async () => {
    const folder = temporaryFolder();
    const trace = join(folder.path, "trace");
    const server = await startServeProcess({
      folder: join(folder.path, "data"),
      under: [straceProgram.path!, "-f", "-y", "-s", "65536", "-o", trace, "-e", `trace=${traced}`],
    });
    const marks = Array.from({ length: 8 }, (_, at) => `durable${at}mark`);
    try {
      const player = new Player(() => server.address);
      const session = await player.begin({ drill: "first-page", seed: 1 });
      const connection = await player.watch(session);
      for (const text of marks.slice(0, 4)) {
        await connection.act("send_message", { channel: "on-call", text });
      }
      await connection.close();
      for (const text of marks.slice(4)) {
        const act = { tool: "send_message", input: { channel: "on-call", text } };
        await player.ask("POST", `/sessions/${session}/actions`, act);
      }
    } finally {
      await server.kill();
    }
    const calls = readTrace(readFileSync(trace, "utf8"));
    expect(marks.map((mark) => [mark, syncedBeforeSent(calls, mark)])).toEqual(
      marks.map((mark) => [mark, null]),
    );
    folder.remove();
  });
});

describe("the judgement of system calls", () => {
  const log = "/data/smokejumper.db-wal";
  const socket = "TCP:[127.0.0.1:4600->127.0.0.1:50000]";
  const written = `10    pwrite64(21<${log}>, "..mark..", 4096, 32) = 4096`;
  const synced = `10    fdatasync(21<${log}>) = 0`;
  const sent = `11    write(30<${socket}>, "..mark..", 60) = 60`;
  const judge = (...lines: string[]) => syncedBeforeSent(readTrace(lines.join("\n")), "mark");

  it("is content with writing, syncing and sending in this order", () => {
    expect(judge(written, synced, sent)).toBeNull();
    expect(
      judge(
        written,
        `10    fdatasync(21<${log}> <unfinished ...>`,
        '11    write(29</dev/null>, "mark", 4) = 4',
        "10    <... fdatasync resumed>) = 0",
        sent,
      ),
    ).toBeNull();
  });

  it.each([
    ["nothing was written", [synced, sent], "it was never written to the log"],
    ["nothing was synced", [written, sent], "the log was not synced after it was written"],
    [
      "only something else was synced",
      [written, "10    fsync(22</data/smokejumper.db>) = 0", sent],
      "the log was not synced after it was written",
    ],
    [
      "syncing failed",
      [written, `10    fdatasync(21<${log}>) = -1 EIO (Input/output error)`, sent],
      "the log was not synced after it was written",
    ],
    [
      "it was synced before it was written",
      [synced, written, sent],
      "the log was not synced after it was written",
    ],
    ["it was sent first", [sent, written, synced], "it was sent before it was on disk"],
    ["nothing was sent", [written, synced], "it was never sent"],
    [
      "it was sent while the log was still being synced",
      [
        written,
        `10    fdatasync(21<${log}> <unfinished ...>`,
        sent,
        "10    <... fdatasync resumed>) = 0",
      ],
      "it was sent before it was on disk",
    ],
  ])("is not content when %s", (_, lines, why) => {
    expect(judge(...lines)).toBe(why);
  });
});

describe("a server that is killed", () => {
  it("has every act that it had acknowledged, and the very same world", {
    timeout: 600_000,
  }, async () => {
    const folder = temporaryFolder();
    const crashes = 10;
    const { faults, acknowledged, hashes, journals } = await crashAgainAndAgain({
      folder: join(folder.path, "data"),
      streams: [
        { ...streams.firstPage, seed: 1 },
        { ...streams.firstPage, seed: 2, speed: "2x" },
        { ...streams.cascade, seed: 1 },
      ],
      crashes,
      killAfter: { fromMilliseconds: 150, toMilliseconds: 1500 },
      luck: seededLuck(20261125),
    });
    expect(faults).toEqual([]);
    expect(hashes).toBe(crashes * 3);
    // Each crash is followed by an act in each of the three runs.
    expect(acknowledged).toBeGreaterThanOrEqual(crashes * 3);
    for (const [at, journal] of journals.entries()) {
      const path = join(folder.path, `${at}.jsonl`);
      writeFileSync(path, journal);
      expect(await smokejumper("verify", path)).toMatchObject({ exit: 0 });
    }
    folder.remove();
  });
});
