/** A small drill whose people answer: the two services of the session's fixture, with a cast. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Drill } from "../../../src/drill/drill.js";
import { loadDrill } from "../../../src/drill/load.js";
import { type Delivery, openSession, type Session } from "../../../src/session/index.js";
import { act, fixtureFolder, openings } from "../support.js";

export const castYaml = `
item: bank-api-cascade/room
commander: ada
delay: 8 s
patience: 50 s
listeners:
  on-call: { from: ada, unclear: [Say that again?, "Once more, please?"] }
hints:
  hears: hint
  agrees: "yes"
  declines: "no"
  offer: "A hint on {title} costs {cost}."
  none: No more hints.
  declined: As you like.
topics:
  - hears: gives-comms
    also: true
    replies:
      - { from: ben, if: { not: { agreed: ben-comms } }, agrees: ben-comms, takes: scribe, say: I take it. }
      - { from: ben, say: I have it already. }
  - hears: restart
    replies:
      - { from: ada, if: { done: { tool: restart_service, input: { service: back } } }, say: We have restarted. }
      - { from: ada, if: { healthy: buying }, say: "Why? {{indicator buying}} succeed." }
      - { from: ada, say: "It takes {{restart back}}." }
  - hears: pending
    replies:
      - { from: ben, if: { done: { tool: set_flag, input: { flag: store-later, on: true } } }, say: It is on. }
      - { from: ben, say: It is off. }
mentions:
  - hears: blames-bank
    replies:
      - { from: ben, if: { heard: [database] }, say: You thought of the database before. }
      - { from: ben, if: { said: [see.mitigate-first] }, after: 30 s, say: Customers first. }
      - { from: ben, say: Perhaps. }
  - hears: database
    replies: [{ from: ben, say: It is fine. }]
courtesies:
  - hears: greeting
    replies: [{ from: ada, say: [Hello., Hello again.] }]
called:
  ben: [{ from: ben, say: I am here. }]
phases:
  see:
    noted: "Heard: {what}."
    probes:
      - { for: take-command, title: who commands, ask: [Who commands?, "Say it, who commands?"] }
      - { for: mitigate-first, title: what comes first, ask: What comes first? }
    complete: Go on when you are ready.
    over: Time is up.
  mend:
    opens: We sit together now.
    noted: "Heard: {what}."
    complete: Done.
    over: Time is up.
followUps:
  - { id: meanwhile, if: { said: [see.take-command] }, ask: What do people see?, answer: seen-meanwhile, thanks: Good. }
`;

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true });
});

/** A copy of the fixture with the cast, each text of which may be changed. */
export function folderWithCast(change: (cast: string) => string = (cast) => cast): string {
  const root = mkdtempSync(join(tmpdir(), "cast-"));
  made.push(root);
  const folder = join(root, "two-services");
  cpSync(fixtureFolder, folder, { recursive: true });
  writeFileSync(join(folder, "cast.yaml"), change(castYaml));
  const path = join(folder, "drill.yaml");
  const text = readFileSync(path, "utf8")
    .replace(
      "role: developer }\n",
      "role: developer }\n  - { id: ben, name: Ben Grey, role: support }\n",
    )
    .replace("title: Mend, minutes: 5 }", "title: Mend, minutes: 5, frozen: true }");
  writeFileSync(path, text);
  return folder;
}

export function talkative(): Drill {
  return loadDrill(folderWithCast());
}

export function openTalk(drill: Drill): Promise<Session> {
  const seats = [{ seat: "player", player: "test" }];
  return openSession({ drill, seed: 1, seats, clock: "wall", openings });
}

/** Says something now, and what the people say within the seconds that follow. */
export async function say(session: Session, text: string, seconds = 20): Promise<string[]> {
  const input = { channel: session.drill.channels[0], text };
  return whenDone(session, seconds, () => act(session, "send_message", input, session.nowUs));
}

/** What the people say within so many seconds after something was done; nothing that comes of itself. */
export async function whenDone(
  session: Session,
  seconds: number,
  what: () => Promise<unknown>,
): Promise<string[]> {
  const before = session.view().deliveries.length;
  await what();
  await session.catchUp(session.nowUs + seconds * 1_000_000);
  return session.view().deliveries.slice(before).filter(isSaid).map(lineOf);
}

function isSaid({ id }: Delivery): boolean {
  return /^(answer-\d+-\d+|quiet|over)$/.test(id);
}

function lineOf({ from, text }: Delivery): string {
  return `${from.split(" ")[0]}: ${text}`;
}
