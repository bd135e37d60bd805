import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { answerOf, type ProblemAnswer } from "./problems.js";

/** Writes an answer by hand, where there is no response object: to an upgrade, and to what is no HTTP at all. */
export function refuseOnWire(
  socket: Duplex,
  thrown: unknown,
  doing: string,
  log: (line: string) => void,
): void {
  sendOnWire(socket, answerOf(thrown, doing, log));
}

export function sendOnWire(socket: Duplex, { status, headers, body }: ProblemAnswer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const all = {
    ...headers,
    connection: "close",
    "content-length": String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`);
}
