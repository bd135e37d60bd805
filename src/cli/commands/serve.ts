import { availableParallelism } from "node:os";
import { problem } from "../../drill/problem.js";
import { serve } from "../../server/serve.js";
import { dataFolder } from "../../store/index.js";
import type { AddCommand, Exit } from "../command.js";
import type { Io } from "../io.js";

interface Options {
  /** True when it was given without an address. */
  host?: string | true;
  port?: string;
  data?: string;
  workers?: string;
  allowHost?: string[];
  behindProxy?: boolean;
  open?: boolean;
}

const standardPort = 4600;
/** Tried when nobody has asked for a certain port. */
const furtherPorts = 10;
const thisMachine = "127.0.0.1";
const everyAddress = "0.0.0.0";

export const addServe: AddCommand = (program, { io, run }) => {
  program
    .command("serve")
    .description("serve the war room to browsers and programs")
    .option("--host [address]", "let other machines in: listen at this address, or at every one")
    .option("--port <number>", `the port, ${standardPort} unless said`)
    .option("--data <folder>", "where runs are kept")
    .option("--workers <number>", "threads that simulate")
    .option("--allow-host <name...>", "another name by which browsers may call the server")
    .option("--behind-proxy", "take the clients' addresses from the proxy in front")
    .option("--open", "open the page in a browser")
    .action(run((options: Options) => serveUntilStopped(io, options)));
};

async function serveUntilStopped(io: Io, options: Options): Promise<Exit> {
  const host = options.host === true ? everyAddress : (options.host ?? thisMachine);
  const port =
    options.port === undefined ? standardPort : wholeNumber("--port", options.port, 0, 65535);
  const folder = dataFolder(options.data);
  const workers = workersOption(options.workers);
  const server = await serve({
    host,
    port,
    furtherPorts: options.port === undefined ? furtherPorts : 0,
    folder,
    workers,
    allowHosts: options.allowHost ?? [],
    behindProxy: options.behindProxy === true,
    warm: true,
    log: (line) => io.error(`${line}\n`),
  });
  const stopped = io.stopRequested();
  if (server.port !== port && port !== 0) {
    io.out(`Port ${port} is taken, so this is ${server.port}.\n`);
  }
  const address = `http://${hostInAddress(host)}:${server.port}/`;
  io.out(`Smokejumper is at ${address}\n`);
  if (options.host !== undefined) {
    io.out(
      "Whoever reaches this machine reaches it, unencrypted: put a reverse proxy with TLS in front " +
        "and say its name with --allow-host.\n",
    );
  }
  io.out(`Runs are kept in ${folder}. Stop it with Ctrl C.\n`);
  if (options.open) io.openPage(address);
  await stopped;
  io.out("Stopping ...\n");
  await server.close();
  return 0;
}

/** Where the page is on this machine. */
function hostInAddress(host: string): string {
  if (host === everyAddress) return thisMachine;
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

/** Simulating takes whole cores; one is left for everything else. */
function workersOption(text: string | undefined): number {
  if (text !== undefined) return wholeNumber("--workers", text, 1, 64);
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}

function wholeNumber(option: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number >= from && number <= to) return number;
  const remedy = `give a whole number from ${from} to ${to}`;
  throw problem("option-invalid", { option, value, remedy });
}
