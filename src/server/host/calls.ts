/** Calls from the main thread to a worker, which answers each and may tell of events in between. */
import type { MessagePort, TransferListItem } from "node:worker_threads";
import { plainProblem } from "./plain-problem.js";
import type { PlainProblem } from "./protocol.js";

/** An interface of methods that take one argument. */
export type Callable<Calls> = { [Name in keyof Calls]: (argument: never) => Promise<unknown> };

export type ArgumentOf<Calls extends Callable<Calls>, Name extends keyof Calls> = Parameters<
  Calls[Name]
>[0];

export type AnswerOf<Calls extends Callable<Calls>, Name extends keyof Calls> = Awaited<
  ReturnType<Calls[Name]>
>;

export interface CallMessage {
  call: number;
  name: string;
  argument: unknown;
}

export type WorkerMessage<Event> =
  | { call: number; value: unknown }
  | { call: number; problem: PlainProblem }
  | Event;

/** Answers calls in a worker. */
export function serve<Calls extends Callable<Calls>>(port: MessagePort, handlers: Calls): void {
  port.on("message", async ({ call, name, argument }: CallMessage) => {
    try {
      const value = await handlers[name as keyof Calls](argument as never);
      port.postMessage({ call, value }, buffersIn(value));
    } catch (thrown) {
      port.postMessage({ call, problem: plainProblem(thrown) });
    }
  });
}

/** Large byte arrays among the members of a message: they are handed over instead of being copied. */
export function buffersIn(message: unknown): TransferListItem[] {
  if (typeof message !== "object" || message === null) return [];
  return Object.values(message)
    .filter((member) => member instanceof Uint8Array)
    .map(({ buffer }) => buffer as ArrayBuffer);
}
