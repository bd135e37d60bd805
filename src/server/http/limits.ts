/** What one player, one address and the server as a whole may ask for. */

/** A bucket of `burst` tokens that fills up again at `perSecond`. */
export interface Rate {
  burst: number;
  perSecond: number;
}

export interface Limits {
  /** Requests of one player. */
  player: Rate;
  /** Requests of one network address, whoever they are from. */
  address: Rate;
  /** Requests of one player that make the server simulate: a new run, a fork, a what-if, a reference run. */
  heavy: Rate;
  /** New players from one address, behind which a whole class may sit. */
  newPlayers: Rate;
  /** Messages over one live socket. */
  messages: Rate;
  /** Players and addresses whose rates are remembered; the one unheard of for longest is forgotten first. */
  remembered: number;
  sessionsPerPlayer: number;
  socketsPerPlayer: number;
  sockets: number;
  /** Connections of all kinds. */
  connections: number;
  /** Acts of one socket that wait for their turn. */
  waitingActs: number;
  /** Bytes that wait for a slow reader before frames are merged, and before the socket is closed. */
  mergeAtBytes: number;
  closeAtBytes: number;
  /** A socket that says nothing at all for so long, not even a pong, is closed. */
  idleMilliseconds: number;
}

export const defaultLimits: Limits = {
  player: { burst: 120, perSecond: 30 },
  address: { burst: 600, perSecond: 200 },
  heavy: { burst: 12, perSecond: 0.5 },
  newPlayers: { burst: 200, perSecond: 1 },
  messages: { burst: 120, perSecond: 30 },
  remembered: 10_000,
  sessionsPerPlayer: 200,
  socketsPerPlayer: 16,
  sockets: 2000,
  connections: 4000,
  waitingActs: 32,
  mergeAtBytes: 256 * 1024,
  closeAtBytes: 8 * 1024 * 1024,
  idleMilliseconds: 60_000,
};
