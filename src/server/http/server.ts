/** The listening server: HTTP requests go to the app, upgrades to the live sockets. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { problem } from "../../drill/problem.js";
import { createApp } from "./app.js";
import { RateKeeper } from "./guard.js";
import { LiveSockets } from "./live/sockets.js";
import { answerOf } from "./problems.js";
import type { Services } from "./services.js";
import { refuseOnWire, sendOnWire } from "./wire.js";

export interface RunningServer {
  /** The port that was taken, where 0 was asked for. */
  port: number;
  /** Says good-bye to all sockets and finishes what is being answered. */
  close(): Promise<void>;
}

const maximumHeaderBytes = 16 * 1024;
const farewellMilliseconds = 2000;

/** Listens. Throws a Problem when the port is taken. */
export async function startHttp(
  given: Omit<Services, "live">,
  { host, port }: { host: string; port: number },
): Promise<RunningServer> {
  const rates = new RateKeeper(given);
  const services = { ...given } as Services;
  const live = new LiveSockets(services, rates);
  services.live = live;
  const { log, limits } = given;
  const app = createApp(services, rates);
  const listener = getRequestListener(app.fetch, {
    // What the framework cannot read as a request never reaches the app.
    errorHandler: () => {
      const refusal = problem("request-malformed", { reason: "its address or host is not sound" });
      const { status, headers, body } = answerOf(refusal, "request", log);
      return new Response(body, { status, headers });
    },
  });
  const server = createServer(
    {
      maxHeaderSize: maximumHeaderBytes,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 30_000,
      // Without a Host the request is refused like one with a foreign name, in our own words.
      requireHostHeader: false,
    },
    (request, response) => void listener(request, response),
  );
  server.maxHeadersCount = 100;
  server.maxConnections = limits.connections;
  server.on("upgrade", (request, socket, head) => void live.upgrade(request, socket, head));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (error.code === "ECONNRESET") socket.destroy();
    else if (error.code === "HPE_HEADER_OVERFLOW") {
      const refusal = problem("request-too-large", { limit: maximumHeaderBytes });
      sendOnWire(socket, { ...answerOf(refusal, "request", log), status: 431 });
    } else {
      const reason =
        error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "it came too slowly" : "it is no HTTP";
      refuseOnWire(socket, problem("request-malformed", { reason }), "request", log);
    }
  });
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await live.close(farewellMilliseconds);
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), farewellMilliseconds);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ host, port, exclusive: true }, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (thrown) {
    const { code = "unknown" } = thrown as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw problem("port-taken", { port }, { cause: thrown });
    throw problem("host-unusable", { host, reason: code }, { cause: thrown });
  }
}
