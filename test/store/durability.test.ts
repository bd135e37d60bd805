/** An acknowledged entry survives the death of the process, and is on disk before it is acknowledged. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inspectStore, openStore, type StoredEntry } from "../../src/store/index.js";
import { freshFolder } from "./support.js";

const appender = join(import.meta.dirname, "appender.mjs");
const sessions = ["one", "two", "three"];

/** What the appender writes as entry `number` of a session. */
function entryOf(id: string, number: number): StoredEntry {
  const observation = JSON.stringify({ id, number, text: "x".repeat((number * 997) % 9000) });
  return { entry: number, atUs: number, line: `${id} ${number}\n`, observation };
}

/** The highest acknowledged entry of each session; a last line that was cut off says nothing. */
function acknowledgedIn(output: string): Map<string, number> {
  const found = output.matchAll(/^acknowledged (\w+) (\d+)\n/gm);
  return new Map([...found].map(([, id, number]) => [id!, Number(number)]));
}

async function expectWhole(file: string, output: string): Promise<number> {
  const acknowledged = acknowledgedIn(output);
  const store = await openStore(file);
  let count = 0;
  for (const id of sessions) {
    const found = await store.entries(id);
    expect(found).toEqual(found.map((_, index) => entryOf(id, index + 1)));
    expect((await store.session(id))?.entries ?? 0).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(acknowledged.get(id) ?? 0);
    // One append at a time waits in each session, so at most that one is there without its acknowledgement.
    if (acknowledged.has(id)) expect(found.length).toBeLessThanOrEqual(acknowledged.get(id)! + 1);
    count += found.length;
  }
  await store.close();
  await inspectStore(file);
  return count;
}

/** Kills the appender once it has written as many lines as luck wants; what it wrote until then comes back. */
async function killedAfter(lines: number, file: string): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [appender, file]);
  let output = "";
  child.stdout!.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split("\n").length > lines) child.kill("SIGKILL");
  });
  let errors = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [, signal] = await once(child, "close");
  expect(signal, errors).toBe("SIGKILL");
  return output;
}

test("a killed process leaves every acknowledged entry, and none that is torn", async () => {
  const file = join(freshFolder(), "smokejumper.db");
  let before = 0;
  for (let round = 1; round <= 5; round++) {
    const output = await killedAfter(1 + Math.floor(Math.random() * 300), file);
    const count = await expectWhole(file, output);
    expect(count).toBeGreaterThanOrEqual(before);
    before = count;
  }
  expect(before).toBeGreaterThan(0);
});

test("a write that the system refuses is told, and leaves nothing half-written", async () => {
  const file = join(freshFolder(), "smokejumper.db");
  // A limit to the size of files makes a write fail as a broken disk does.
  const script = `trap '' XFSZ; ulimit -f 300; exec "$0" "$@"`;
  const parameters = ["-c", script, process.execPath, appender, file];
  const { stdout, stderr } = spawnSync("bash", parameters, { encoding: "utf8" });
  expect(stdout, stderr).toMatch(/^acknowledged /m);
  expect(stdout, stderr).toMatch(/^refused store-failed$/m);
  expect(await expectWhole(file, stdout)).toBe(
    [...acknowledgedIn(stdout).values()].reduce((sum, count) => sum + count, 0),
  );
});

const hasStrace = spawnSync("strace", ["-f", "true"]).status === 0;

describe.skipIf(!hasStrace)("on disk before it is told (needs strace)", () => {
  test("the log is synced between an append and its acknowledgement, and not by the main thread", () => {
    const folder = freshFolder();
    const [file, trace] = [join(folder, "smokejumper.db"), join(folder, "trace")];
    const strace = ["-f", "-y", "-s", "200", "-o", trace, "-e", "trace=fsync,fdatasync,write"];
    const command = [...strace, process.execPath, appender, file, "5"];
    const { status, stderr } = spawnSync("strace", command, { encoding: "utf8" });
    expect(status, stderr).toBe(0);

    const events = eventsOf(readFileSync(trace, "utf8"));
    const mainThread = events.find(({ said }) => said !== null)!.thread;
    let acknowledgements = 0;
    for (const [index, { said }] of events.entries()) {
      if (!said?.startsWith("acknowledged ")) continue;
      acknowledgements += 1;
      const question = said.replace("acknowledged", "asked");
      const asked = events.findIndex((event) => event.said === question);
      expect(asked, question).toBeGreaterThanOrEqual(0);
      const synced = events.slice(asked, index).filter((event) => event.synced?.endsWith("-wal"));
      expect(synced.length, said).toBeGreaterThanOrEqual(1);
    }
    expect(acknowledgements).toBe(15);
    expect(events.filter(({ thread, synced }) => synced && thread === mainThread)).toEqual([]);
  });
});

interface Event {
  thread: string;
  /** The file whose sync is complete. */
  synced: string | null;
  /** The line on stdout. */
  said: string | null;
}

/** What a trace tells, in the order in which it was complete: a call may begin on one line and end on another. */
function eventsOf(trace: string): Event[] {
  const begun = new Map<string, string>();
  const events: Event[] = [];
  for (const line of trace.split("\n")) {
    const [, thread = "", call = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const [, file] = /^f(?:data)?sync\(\d+<([^>]*)>/.exec(call) ?? [];
    if (file !== undefined && call.includes("<unfinished")) begun.set(thread, file);
    else if (file !== undefined && call.endsWith("= 0")) {
      events.push({ thread, synced: file, said: null });
    } else if (/^<\.\.\. f(data)?sync resumed>.*= 0$/.test(call)) {
      events.push({ thread, synced: begun.get(thread) ?? null, said: null });
    }
    const [, said] = /^write\(1<[^>]*>, "((?:asked|acknowledged) \w+ \d+)\\n"/.exec(call) ?? [];
    if (said !== undefined) events.push({ thread, synced: null, said });
  }
  return events;
}
