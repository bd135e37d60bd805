/**
 * Who we are, by the names that requests call us.
 *
 * A page of somebody else's can have its own name resolve to this machine (DNS rebinding); its requests then carry
 * that name as their Host. And it can send requests here outright; these carry its Origin.
 */
import { isIP } from "node:net";

export class Hosts {
  private readonly allowed: ReadonlySet<string>;

  /** Names (or NAME:PORT) that we are known by, beside localhost and plain addresses. */
  constructor(allowed: readonly string[]) {
    this.allowed = new Set(allowed.map((name) => name.toLowerCase()));
  }

  /** A plain address is nobody's name, so it cannot have been made to point here. */
  isOurs(host: string | undefined): boolean {
    const url = host === undefined ? null : parse(`http://${host}`);
    if (url === null || url.pathname !== "/" || url.username !== "" || host!.includes("@"))
      return false;
    const name = url.hostname.toLowerCase();
    if (name === "localhost" || isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0) return true;
    return this.allowed.has(name) || this.allowed.has(url.host.toLowerCase());
  }

  /** Whether a page of this origin is ours: it was served under the name that it now asks by, or one allowed. */
  isOurOrigin(origin: string, host: string): boolean {
    const url = parse(origin);
    if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return false;
    const own = parse(`${url.protocol}//${host}`);
    return (own !== null && own.host === url.host) || this.allowed.has(url.host);
  }
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
