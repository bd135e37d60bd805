/** What every request, and every upgrade to a WebSocket, has to pass before anything looks at what it asks for. */
import type { IncomingMessage } from "node:http";
import { type Problem, problem } from "../../drill/problem.js";
import { AnswerHeaders } from "./problems.js";
import { addressName, Rates } from "./rates.js";
import type { Services } from "./services.js";

export const maximumAddressCharacters = 2048;

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

export interface Asked {
  method: string;
  /** Path and query. */
  address: string;
  host: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
  /** What changes the server's state or, like a WebSocket, hands out what is the caller's alone. */
  asksMore: boolean;
}

export function askedBy({ method = "GET", url = "/", headers }: IncomingMessage): Asked {
  const { host, origin, cookie, upgrade } = headers;
  const asksMore = !harmless.has(method) || upgrade !== undefined;
  return { method, address: url, host, origin, cookie, asksMore };
}

/** What is wrong with where a request comes from, or null. */
export function refusalOf(asked: Asked, { hosts }: Pick<Services, "hosts">): Problem | null {
  const { address, host, origin, cookie, asksMore } = asked;
  if (!hosts.isOurs(host)) return problem("host-foreign", { host: host ?? "" });
  if (address.length > maximumAddressCharacters) {
    return problem("address-too-long", { limit: maximumAddressCharacters });
  }
  if (!asksMore) return null;
  // A browser always says which page asks. A program need not, but then it has to show more than a cookie.
  if (origin === undefined) {
    return cookie === undefined ? null : problem("origin-foreign", { origin: "an unnamed origin" });
  }
  return hosts.isOurOrigin(origin, host!) ? null : problem("origin-foreign", { origin });
}

/** The rates of everybody. */
export class RateKeeper {
  private readonly addresses: Rates;
  private readonly players: Rates;
  private readonly heavy: Rates;
  private readonly newPlayers: Rates;
  private readonly behindProxy: boolean;

  constructor({ limits, now, behindProxy }: Pick<Services, "limits" | "now" | "behindProxy">) {
    const { remembered } = limits;
    this.addresses = new Rates(limits.address, remembered, now);
    this.players = new Rates(limits.player, remembered, now);
    this.heavy = new Rates(limits.heavy, remembered, now);
    this.newPlayers = new Rates(limits.newPlayers, remembered, now);
    this.behindProxy = behindProxy;
  }

  /** The address that a request comes from. A proxy adds it at the end; what stands before it anybody can claim. */
  addressOf({ headers, socket }: IncomingMessage): string {
    const told = headers["x-forwarded-for"];
    const forwarded = this.behindProxy && typeof told === "string" ? told.split(",").at(-1) : null;
    return addressName(forwarded?.trim() || (socket.remoteAddress ?? ""));
  }

  request(address: string, caller: string | null): void {
    take(this.addresses, address, "address");
    if (caller !== null) take(this.players, caller, "player");
  }

  simulation(player: string): void {
    take(this.heavy, player, "player");
  }

  newPlayer(address: string): void {
    take(this.newPlayers, address, "address");
  }
}

function take(rates: Rates, name: string, whom: string): void {
  const seconds = rates.take(name);
  if (seconds === 0) return;
  const cause = new AnswerHeaders({ "retry-after": String(seconds) });
  throw problem("rate-exceeded", { whom, seconds }, { cause });
}
