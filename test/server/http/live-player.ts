/** A player at a live socket, and what the journal says of what came over it. */
import { generousLimits, Player, startServer, type TestServer } from "./support.js";

/** A server that takes any number of acts, and a player who watches. */
export async function startLive(): Promise<{ server: TestServer; player: LivePlayer }> {
  const server = await startServer({ limits: { ...generousLimits, waitingActs: 1000 } });
  return { server, player: new LivePlayer(server.port) };
}

export class LivePlayer extends Player {
  /** A new run that is watched from its greeting on. */
  async beginLive(given: Record<string, unknown> = {}) {
    const { id } = await this.begin(given);
    const live = await this.watch(id);
    const hello = await live.until("hello");
    return { id, live, hello };
  }

  async journalOf(id: string): Promise<Buffer> {
    return (await this.get(`/sessions/${id}/journal`)).bytes;
  }

  async entriesOf(id: string): Promise<number> {
    return (await this.journalOf(id)).toString().trimEnd().split("\n").length - 1;
  }
}
