/** Serves the page: one document for all of its addresses, and the files that it loads. */
import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { problem } from "../../drill/problem.js";
import type { App, Env } from "./environment.js";
import { pagePolicy } from "./headers.js";
import { noncePlaceholder, type PageFile } from "./page-files.js";
import type { Services } from "./services.js";

/** The addresses at which the page shows something. */
const addresses = ["/", "/drills", "/drills/*", "/play/*", "/debrief/*", "/shared/*"];

export function addPage(app: App, { page }: Pick<Services, "page">): void {
  for (const address of addresses) {
    app.get(address, (c) => {
      if (page.index === null) throw problem("page-missing", {});
      return sendPage(c, page.index, 200);
    });
  }
  for (const [path, file] of page.files) app.get(path, (c) => sendFile(c, file));
}

/** Whether somebody in a browser asked for an address at which there is nothing: the page can say so, with a way on. */
export function wantsPage(c: Context<Env>): boolean {
  return c.req.method === "GET" && (c.req.header("accept") ?? "").includes("text/html");
}

export function sendPage(c: Context<Env>, index: string, status: 200 | 404): Response {
  const nonce = randomBytes(16).toString("base64url");
  c.header("content-security-policy", pagePolicy(nonce));
  c.header("cache-control", "no-store");
  c.header("content-type", "text/html; charset=utf-8");
  return c.body(index.replaceAll(noncePlaceholder, nonce), status);
}

function sendFile(c: Context<Env>, file: PageFile): Response {
  c.header("content-type", file.type);
  c.header("vary", "accept-encoding");
  c.header("cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  const accepted = acceptedEncodings(c.req.header("accept-encoding") ?? "");
  for (const encoding of ["br", "gzip"] as const) {
    const body = file[encoding];
    if (body === null || !accepted.has(encoding)) continue;
    c.header("content-encoding", encoding);
    return c.body(new Uint8Array(body));
  }
  return c.body(new Uint8Array(file.plain));
}

function acceptedEncodings(header: string): Set<string> {
  const accepted = header
    .split(",")
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .filter(([, quality]) => quality === undefined || !/^q=0(\.0*)?$/.test(quality));
  return new Set(accepted.map(([encoding]) => encoding ?? ""));
}
