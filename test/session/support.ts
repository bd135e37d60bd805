import { fileURLToPath } from "node:url";
import { loadDrill } from "../../src/drill/load.js";
import {
  type Action,
  type ClockMode,
  canonical,
  chained,
  chainRoot,
  encodeJournal,
  type Journal,
  type JsonObject,
  MemoryOpenings,
  type Observation,
  openSession,
  type Session,
  verify,
} from "../../src/session/index.js";

export const fixtureFolder = fileURLToPath(new URL("./fixture/two-services", import.meta.url));
export const drill = loadDrill(fixtureFolder);
export const openings = new MemoryOpenings();

/** A session of the fixture drill with one seat named `player`. */
export function open(clock: ClockMode = "stepped", seed = 1): Promise<Session> {
  const seats = [{ seat: "player", player: "test" }];
  return openSession({ drill, seed, seats, clock, openings });
}

/** Takes an action that must be legal. */
export async function act(
  session: Session,
  tool: string,
  input: Action["input"] = {},
  atUs?: number,
): Promise<Observation> {
  const acted = await session.act({
    seat: "player",
    tool,
    input,
    ...(atUs !== undefined && { atUs }),
  });
  if (!acted.ok) throw acted.problem;
  return acted.observation;
}

/** What the tool of a legal action answers. */
export async function resultOf(
  session: Session,
  tool: string,
  input: object = {},
): Promise<JsonObject> {
  return (await act(session, tool, input as Action["input"])).result as JsonObject;
}

/** A short finished run that has observed, told, changed something, changed nothing, and waited. */
export async function playedRun(clock: ClockMode = "stepped"): Promise<Session> {
  const session = await open(clock);
  const at = (seconds: number) =>
    clock === "wall" ? drill.opensUs + seconds * 1_000_000 : undefined;
  await act(session, "show_topology", {}, at(1));
  await act(session, "set_flag", { flag: "store-later", on: false }, at(20));
  await act(session, "wait", { until: "news" }, at(25));
  await act(session, "acknowledge_page", { alert: "back-errors" }, at(60));
  await act(session, "send_message", { channel: "on-call", text: "Grüße — ☎" }, at(80));
  await act(session, "roll_back", { service: "back" }, at(120));
  await act(session, "finish", {}, at(150));
  return session;
}

/** What the tests use for a score: the number of entries. */
export const score = async ({ journal }: { journal: Journal }) => ({
  hash: String(journal.entries.length).padStart(64, "0"),
  rubricVersion: "1",
});

export async function sealed(session: Session): Promise<Journal> {
  return session.seal(await score(session.view()));
}

export function verifyText(text: string | Uint8Array) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return verify(bytes, { drillOf: () => drill, openings, score });
}

export function linesOf(journal: Journal): string[] {
  return encodeJournal(journal).split("\n").slice(0, -1);
}

export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** The lines with all chain hashes made anew, as a careful forger would. */
export function rechained(lines: readonly object[]): string {
  let previous = chainRoot;
  return textOf(
    lines.map((line) => {
      const { chain: _, ...content } = line as { chain?: string };
      const whole = chained(previous, content);
      previous = whole.chain;
      return canonical(whole);
    }),
  );
}
