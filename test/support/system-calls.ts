/** Reads what strace wrote, and judges whether something was on disk before anybody was told of it. */

export interface SystemCall {
  name: string;
  /** What the first argument's file descriptor is: a path, or a socket's ends. */
  on: string;
  text: string;
  result: number;
  /** Positions in the trace: where it was entered, and where it came back. */
  begun: number;
  ended: number;
}

const whole = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/s;
const unfinished = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/s;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)/s;

/** The calls of `strace -f -y`, in the order in which they were entered. */
export function readTrace(trace: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const open = new Map<string, { name: string; text: string; begun: number }>();
  trace.split("\n").forEach((line, position) => {
    const begins = unfinished.exec(line);
    if (begins) {
      const [, thread = "", name = "", text = ""] = begins;
      open.set(thread, { name, text, begun: position });
      return;
    }
    const ends = resumed.exec(line);
    if (ends) {
      const [, thread = "", name = "", rest = "", result = ""] = ends;
      const begun = open.get(thread);
      open.delete(thread);
      if (begun?.name !== name) return;
      calls.push(callOf(name, begun.text + rest, result, begun.begun, position));
      return;
    }
    const [, , name, text = "", result = ""] = whole.exec(line) ?? [];
    if (name) calls.push(callOf(name, text, result, position, position));
  });
  return calls.sort((a, b) => a.begun - b.begun);
}

function callOf(
  name: string,
  text: string,
  result: string,
  begun: number,
  ended: number,
): SystemCall {
  const [, on = ""] = /^\d+<([^>]*(?:->[^>]*)?)>/.exec(text) ?? [];
  return { name, on, text, result: Number(result), begun, ended };
}

/**
 * Why a text cannot be said to have been on disk before it was sent; null when it was. The text must have been written
 * to the write-ahead log, the log synced after that, and all of it over before any socket was given the text.
 */
export function syncedBeforeSent(calls: readonly SystemCall[], text: string): string | null {
  const isLog = ({ on }: SystemCall) => on.endsWith("-wal");
  const written = calls.find((call) => isLog(call) && isWrite(call) && call.text.includes(text));
  if (!written) return "it was never written to the log";
  const synced = calls.find(
    (call) =>
      isLog(call) &&
      (call.name === "fsync" || call.name === "fdatasync") &&
      call.result === 0 &&
      call.begun > written.ended,
  );
  if (!synced) return "the log was not synced after it was written";
  const sent = calls.find(
    (call) => isSocket(call) && isSending(call) && call.text.includes(text) && call.result > 0,
  );
  if (!sent) return "it was never sent";
  return sent.begun > synced.ended ? null : "it was sent before it was on disk";
}

function isSocket({ on }: SystemCall): boolean {
  return /^(TCP|TCPv6|socket):/.test(on);
}

function isWrite({ name }: SystemCall): boolean {
  return /^(write|writev|pwrite64|pwritev|pwritev2)$/.test(name);
}

function isSending(call: SystemCall): boolean {
  return isWrite(call) || /^(sendto|sendmsg)$/.test(call.name);
}
