/** The command that serves, as a process of its own: what it prints, how it ends, what is there when it is back. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ask, LiveClient, Player } from "../server/http/support.js";
import { smokejumper } from "./support.js";

const program = resolve(import.meta.dirname, "../../dist/cli/main.js");
const starter = resolve(import.meta.dirname, "../../scripts/start.mjs");
const folders: string[] = [];
const processes: ChildProcess[] = [];
const takers: Server[] = [];

afterEach(() => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
  for (const server of takers.splice(0)) server.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-serve-"));
  folders.push(folder);
  return folder;
}

interface Serving {
  child: ChildProcess;
  port: number;
  out: () => string;
  error: () => string;
  /** The exit code. */
  ended: Promise<number | null>;
}

/** Starts a server and resolves once it has said where it is. */
function start(parameters: readonly string[], script = [program, "serve"]): Promise<Serving> {
  const child = spawn(process.execPath, [...script, ...parameters], { stdio: "pipe" });
  processes.push(child);
  let out = "";
  let error = "";
  const ended = new Promise<number | null>((done) => child.on("exit", done));
  return new Promise((done, reject) => {
    child.stderr.on("data", (data) => {
      error += data;
    });
    child.stdout.on("data", (data) => {
      out += data;
      const port = /^Smokejumper is at http:\/\/\S+:(\d+)\/$/m.exec(out)?.[1];
      if (port && out.endsWith("Stop it with Ctrl C.\n"))
        done({ child, port: Number(port), out: () => out, error: () => error, ended });
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${error}`)));
  });
}

/** Somebody else at a port. */
async function take(port = 0): Promise<number> {
  const server = createServer();
  takers.push(server);
  await new Promise<void>((done, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", done);
  });
  return (server.address() as { port: number }).port;
}

describe("smokejumper serve", () => {
  test("says where it is, where runs are kept and how to stop it; a second one there is refused", async () => {
    const folder = newFolder();
    const serving = await start(["--port", "0", "--data", folder]);
    await expect
      .poll(serving.out)
      .toMatch(
        new RegExp(
          `^Smokejumper is at http://127\\.0\\.0\\.1:${serving.port}/\nRuns are kept in ${folder}\\. Stop it with Ctrl C\\.\n$`,
        ),
      );
    expect((await ask(serving.port, "GET", "/api/v1/health")).status).toBe(200);
    expect(readdirSync(folder)).toContain("smokejumper.db");

    const second = await smokejumper("serve", "--port", "0", "--data", folder);
    expect(second.exit).toBe(2);
    expect(second.error).toContain("[store-locked]");
  });

  test("ends in order; what was acknowledged is there again, and the run goes on", async () => {
    const folder = newFolder();
    const first = await start(["--port", "0", "--data", folder]);
    const player = new Player(first.port);
    const { id } = await player.begin();
    const live = await player.watch(id);
    await live.until("hello");
    const acted = await live.act("list_alerts", {}, 1);
    first.child.kill("SIGTERM");
    expect(await live.closed).toBe(1001);
    expect(await first.ended).toBe(0);
    expect(first.out()).toMatch(/\nStopping \.\.\.\n$/);
    expect(first.error()).toBe("");

    const second = await start(["--port", "0", "--data", folder]);
    const back = new Player(second.port, player.token);
    const again = await LiveClient.open(second.port, id, back.authorization);
    const hello = await again.until("hello");
    expect(acted).toMatchObject({ type: "acted", entry: hello.news.entries[0] });
    expect(await again.act("list_deploys", {}, 2)).toMatchObject({
      type: "acted",
      entry: { entry: 2 },
    });
    second.child.kill("SIGINT");
    expect(await again.closed).toBe(1001);
    expect(await second.ended).toBe(0);
  });

  test("a taken port is an error that says what to do", async () => {
    const port = await take();
    const { exit, error } = await smokejumper(
      "serve",
      "--port",
      String(port),
      "--data",
      newFolder(),
    );
    expect(exit).toBe(2);
    expect(error).toBe(
      `error: port ${port} is taken, choose another one with --port [port-taken]\n`,
    );
  });

  test("without a chosen port the next free one is taken; letting others in is said to be what it is", async () => {
    // Where somebody else is at the usual port already, the test has what it needs.
    await take(4600).catch(() => undefined);
    const serving = await start(["--host", "--data", newFolder()]);
    expect(serving.port).toBeGreaterThan(4600);
    expect(serving.port).toBeLessThanOrEqual(4610);
    expect(serving.out()).toContain(`Port 4600 is taken, so this is ${serving.port}.\n`);
    expect(serving.out()).toMatch(
      /unencrypted: put a reverse proxy with TLS in front .* --allow-host/,
    );
  });

  test.each([
    ["--port", "http", 2],
    ["--port", "70000", 2],
    ["--workers", "0", 2],
  ])("%s %s is refused", async (option, value, code) => {
    const { exit, error } = await smokejumper("serve", option, value, "--data", newFolder());
    expect(exit).toBe(code);
    expect(error).toContain("[option-invalid]");
  });

  test("an address that is not this machine's is refused", async () => {
    const { exit, error } = await smokejumper(
      "serve",
      "--host",
      "203.0.113.1",
      "--port",
      "0",
      "--data",
      newFolder(),
    );
    expect(exit).toBe(2);
    expect(error).toContain("[host-unusable]");
  });
});

describe("npm start", () => {
  test("serves, and hands its options on", async () => {
    const serving = await start(["--port", "0", "--data", newFolder()], [starter]);
    expect((await ask(serving.port, "GET", "/api/v1/drills")).status).toBe(200);
    serving.child.kill("SIGTERM");
    expect(await serving.ended).toBe(0);
  });
});
