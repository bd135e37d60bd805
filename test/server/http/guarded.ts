/** A server with a page and one player, as those find it who may not do everything. */
import { rmSync } from "node:fs";
import { writePage } from "./page.js";
import { type Answer, Player, startServer, type TestServer } from "./support.js";

export interface Guarded {
  server: TestServer;
  player: Player;
  /** A session of the player's. */
  own: string;
}

/** Closing the server takes the page along. */
export async function startGuarded(): Promise<Guarded> {
  const page = writePage();
  const server = await startServer({ page, allowHosts: ["war-room.example.org"] });
  const close = async () => {
    await server.close();
    rmSync(page, { recursive: true });
  };
  const player = new Player(server.port);
  const { id: own } = await player.begin();
  return { server: { ...server, close }, player, own };
}

export const codeOf = ({ status, problem }: Answer) => [status, problem.code];
export const newSession = { drill: "first-page", seed: 1 };
