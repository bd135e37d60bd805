/**
 * Who is asking.
 *
 * A player is known by a secret of 32 random bytes, which a browser keeps in a cookie that no script can read, and a
 * program sends as its bearer token. The server keeps only the secret's hash. Nobody needs to sign up: the first run
 * that a caller begins makes them a player.
 */
import { createHash, randomBytes } from "node:crypto";
import { problem } from "../../drill/problem.js";
import type { Store, StoredSession } from "../../store/store.js";

export const cookieName = "smokejumper";

const secretForm = /^[0-9A-Za-z_-]{43}$/;
/** The longest that browsers keep a cookie, 400 days. */
const cookieSeconds = 400 * 24 * 60 * 60;

/** The parts of a request that tell who it is from. */
export interface Credentials {
  cookie: string | undefined;
  authorization: string | undefined;
}

export class Caller {
  private readonly secret: string | null;
  private readonly byBearer: boolean;

  constructor(
    { cookie, authorization }: Credentials,
    private readonly store: Store,
  ) {
    this.byBearer = authorization !== undefined;
    this.secret = authorization === undefined ? cookieSecret(cookie ?? "") : bearer(authorization);
  }

  /** What the caller's rates are remembered under; null for whoever has no secret. */
  get name(): string | null {
    return this.secret === null ? null : hashOf(this.secret);
  }

  async player(): Promise<string | null> {
    if (this.secret === null) return null;
    return (await this.store.playerByToken(hashOf(this.secret)))?.id ?? null;
  }

  /** A session of the caller's own. Another's is told to be unknown in the same words as one that never was. */
  async session(id: string): Promise<StoredSession> {
    const player = await this.player();
    const session = player === null ? null : await this.store.session(id);
    if (session === null || session.player !== player) throw problem("session-unknown", {});
    return session;
  }

  /** Changes a session of the caller's own. One that is deleted meanwhile is unknown, whatever the store says then. */
  async change(id: string, work: (session: StoredSession) => Promise<void>): Promise<void> {
    const session = await this.session(id);
    try {
      await work(session);
    } catch (thrown) {
      await this.session(id);
      throw thrown;
    }
  }

  /** Makes the caller a player. Answers with the secret that they are to keep, if it is a new one. */
  async enrol(): Promise<{ player: string; newSecret: string | null }> {
    const secret = this.secret ?? randomBytes(32).toString("base64url");
    const newSecret = this.byBearer ? null : secret;
    const hash = hashOf(secret);
    try {
      const { id } = await this.store.createPlayer(randomId(), hash);
      return { player: id, newSecret };
    } catch (thrown) {
      // Two first requests at once carry the same secret, and the other one was quicker.
      const known = await this.store.playerByToken(hash);
      if (known === null) throw thrown;
      return { player: known.id, newSecret };
    }
  }
}

/** An unguessable name of 128 random bits, for players, sessions and shares. */
export function randomId(): string {
  return randomBytes(16).toString("base64url");
}

export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** `secure` where the page came over TLS; an empty secret ends the cookie. */
export function setCookie(secret: string, secure: boolean): string {
  const age = secret === "" ? 0 : cookieSeconds;
  const kept = `${cookieName}=${secret}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict`;
  return secure ? `${kept}; Secure` : kept;
}

function cookieSecret(header: string): string | null {
  for (const pair of header.split(";")) {
    const [name, value] = pair.trim().split("=");
    if (name === cookieName && value !== undefined && secretForm.test(value)) return value;
  }
  return null;
}

function bearer(header: string): string {
  const [, secret = ""] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (secretForm.test(secret)) return secret;
  const reason = "a bearer token is 32 random bytes in base64url, 43 characters";
  throw problem("request-malformed", { reason });
}
