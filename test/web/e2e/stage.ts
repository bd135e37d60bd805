/** A real server and a real browser, and everything that a page did which no page of ours may do. */

import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { chromiumFlags } from "../../../bench/live/chromium.mjs";
import { type ServeProcess, startServeProcess } from "../../../bench/live/serve-process.mjs";
import { chromiumProgram } from "../../support/needed-program.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** What a page waits for is computed by a machine that may be busy. */
export const patienceMilliseconds = 90_000;

export interface Visitor {
  context: BrowserContext;
  page: Page;
}

export interface Stage {
  /** The server's address, without a slash at its end. */
  origin: string;
  /** Somebody who has never been here: a browser profile of their own. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  /** What went wrong on any page since this was asked last. */
  takeComplaints(): string[];
  /** Kills the server, without a warning. */
  killServer(): Promise<void>;
  /** Starts it again where it was. */
  restartServer(): Promise<void>;
  close(): Promise<void>;
}

/** Starts both. Whoever does so closes the stage again. */
export async function openStage(): Promise<Stage> {
  const folder = temporaryFolder();
  const data = join(folder.path, "data");
  let server: ServeProcess = await startServeProcess({ folder: data });
  const { port } = server;
  const origin = server.address.replace(/\/$/, "");
  const browser = await launch().catch(async (thrown) => {
    await server.kill();
    throw thrown;
  });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    origin,
    async visitor(options = {}) {
      const context = await browser.newContext({ baseURL: origin, ...options });
      contexts.push(context);
      context.setDefaultTimeout(patienceMilliseconds);
      await listenTo(context, origin, complaints);
      return { context, page: await context.newPage() };
    },
    takeComplaints: () => complaints.splice(0),
    killServer: () => server.kill(),
    async restartServer() {
      server = await startServeProcess({ folder: data, port });
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await server.stop();
      folder.remove();
    },
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumProgram.path!, args: [...chromiumFlags] });
}

async function listenTo(context: BrowserContext, origin: string, complaints: string[]) {
  const ours = new Set([origin, origin.replace(/^http/, "ws")]);
  const seen = (address: string) => {
    const { origin: theirs, protocol } = new URL(address);
    // What stays in the browser goes nowhere.
    if (protocol === "blob:" || protocol === "about:") return;
    if (!ours.has(theirs)) complaints.push(`asked another origin: ${address}`);
  };
  context.on("request", (request) => seen(request.url()));
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack}`));
  context.on("page", (page) => page.on("websocket", (socket) => seen(socket.url())));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} ${blockedURI}`);
    });
  });
}
