/** A server whose answers are held against the description that it gives of itself. */
import { expect } from "vitest";
import type { routes } from "../../../src/server/api/routes.js";
import { Description } from "./description.js";
import { type Answer, Player, startServer, type TestServer } from "./support.js";

/** Asks by a route's name, and holds the answer against the description. */
export type Call = (
  name: keyof typeof routes,
  path?: Record<string, string>,
  body?: unknown,
  who?: Player,
) => Promise<Answer>;

export interface Described {
  server: TestServer;
  description: Description;
  player: Player;
  /** A run of the player's that is over, and one that goes on. */
  finished: string;
  running: string;
  call: Call;
  /** The names of the routes that did what they were asked. */
  answered: ReadonlySet<string>;
}

export async function startDescribed(): Promise<Described> {
  const server = await startServer();
  const description = await Description.of(server.port);
  const player = new Player(server.port);
  const finished = (await player.finished({ seed: 3 })).id;
  const running = (await player.begin()).id;
  const answered = new Set<string>();
  const call: Call = async (name, path = {}, body = undefined, who = player) => {
    const [method, template] = name.split(" ") as [string, string];
    const filled = template.replace(/\{(\w+)\}/g, (_, key: string) => path[key]!);
    const answer = await who.ask(method, filled, { body });
    expect(
      description.faultsOf(`${method} /api/v1${template}`, answer),
      answer.text.slice(0, 300),
    ).toEqual([]);
    if (answer.status < 400) answered.add(name);
    return answer;
  };
  return { server, description, player, finished, running, call, answered };
}

/** An id that nothing has. */
export const nobody = "0123456789abcdefghijkl";
