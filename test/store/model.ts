/** The store's promises in plain maps: what any sequence of calls must answer. */
import type { StoredEntry, StoredRating } from "../../src/store/index.js";

interface ModelSession {
  player: string;
  status: string;
  entries: StoredEntry[];
  rating: StoredRating | null;
  token: string | null;
  points: number | null;
}

export class Model {
  private readonly players = new Map<string, string>();
  private readonly sessions = new Map<string, ModelSession>();

  createPlayer(id: string, token: string): void {
    refuseIf(this.players.has(id) || [...this.players.values()].includes(token));
    this.players.set(id, token);
  }

  deletePlayer(id: string): number {
    const owned = [...this.sessions].filter(([, { player }]) => player === id);
    for (const [session] of owned) this.sessions.delete(session);
    this.players.delete(id);
    return owned.length;
  }

  createSession(id: string, player: string, entries: readonly StoredEntry[]): void {
    refuseIf(!this.players.has(player) || this.sessions.has(id) || !follow(0, entries));
    this.sessions.set(id, {
      player,
      status: "live",
      entries: [...entries],
      rating: null,
      token: null,
      points: null,
    });
  }

  /** How many entries a session has; 0 without one. */
  count(id: string): number {
    return this.sessions.get(id)?.entries.length ?? 0;
  }

  deleteSession(id: string): void {
    this.sessions.delete(id);
  }

  append(id: string, entries: readonly StoredEntry[]): void {
    const session = this.open(id);
    refuseIf(!follow(session.entries.length, entries));
    session.entries.push(...entries);
  }

  setStatus(id: string, status: "live" | "scoring"): void {
    this.open(id).status = status;
  }

  finish(id: string, points: number): void {
    Object.assign(this.open(id), { status: "done", points });
  }

  rate(id: string, rating: StoredRating): void {
    this.known(id).rating = rating;
  }

  share(id: string, token: string): void {
    const session = this.known(id);
    refuseIf([...this.sessions.values()].some((one) => one !== session && one.token === token));
    session.token = token;
  }

  unshare(id: string): void {
    const session = this.sessions.get(id);
    if (session) session.token = null;
  }

  /** Everything that can be read, for a set of names. */
  picture(players: readonly string[], sessions: readonly string[], tokens: readonly string[]) {
    const shared = [...this.sessions];
    return {
      players: players.map((id) => ({
        isKnown: this.players.has(id),
        sessions: [...this.sessions]
          .flatMap(([key, one]) => (one.player === id ? [key] : []))
          .reverse(),
      })),
      sessions: sessions.map((id) => {
        const found = this.sessions.get(id);
        if (!found) return null;
        const { status, entries, rating, points } = found;
        return { status, count: entries.length, entries, rating, points };
      }),
      shared: tokens.map((token) => shared.find(([, one]) => one.token === token)?.[0] ?? null),
    };
  }

  private known(id: string): ModelSession {
    const session = this.sessions.get(id);
    refuseIf(session === undefined);
    return session!;
  }

  private open(id: string): ModelSession {
    const session = this.known(id);
    refuseIf(session.status === "done");
    return session;
  }
}

function follow(count: number, entries: readonly StoredEntry[]): boolean {
  return entries.every(({ entry }, index) => entry === count + index + 1);
}

function refuseIf(refused: boolean): void {
  if (refused) throw new RangeError("refused");
}
