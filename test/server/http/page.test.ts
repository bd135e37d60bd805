/** The page and its files. */
import { rmSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { script, style, writePage } from "./page.js";
import { ask, startServer, type TestServer } from "./support.js";

const folder = writePage();
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ page: folder });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  ask(server.port, "GET", path, { headers });

test.each([
  "/",
  "/drills",
  "/play/0123456789abcdefghijkl",
  "/play/0123456789abcdefghijkl/map",
  "/debrief/0123456789abcdefghijkl/why",
  "/shared/0123456789abcdefghijkl",
  "/shared/0123456789abcdefghijkl/next",
])("%s is the page, with a policy of its own", async (path) => {
  const [one, other] = [await get(path), await get(path)];
  expect(one.status).toBe(200);
  expect(one.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(one.headers["cache-control"]).toBe("no-store");
  const nonce = /nonce="([\w-]{22})"/.exec(one.text)![1]!;
  expect(one.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
  expect(other.text).not.toContain(nonce);
});

test("scripts come from files of ours only", async () => {
  const policy = (await get("/")).headers["content-security-policy"] as string;
  const directives = new Map(
    policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1)]),
  );
  expect(directives.get("default-src")).toEqual(["'none'"]);
  expect(directives.get("script-src")).toEqual(["'self'"]);
  expect(directives.get("connect-src")).toEqual(["'self'"]);
  expect(directives.get("style-src")).toEqual(["'self'", expect.stringMatching(/^'nonce-/)]);
  for (const name of ["base-uri", "form-action", "frame-ancestors"])
    expect(directives.get(name)).toEqual(["'none'"]);
  expect(policy).not.toContain("unsafe-eval");
});

test.each([
  ["br", "br", brotliDecompressSync],
  ["gzip, br;q=0", "gzip", gunzipSync],
  ["gzip", "gzip", gunzipSync],
] as const)("a reader who takes %s gets it so", async (accepted, encoding, unpack) => {
  const answer = await get("/assets/index-a1b2c3d4.js", { "accept-encoding": accepted });
  expect(answer.headers["content-encoding"]).toBe(encoding);
  expect(answer.headers.vary).toBe("accept-encoding");
  expect(answer.bytes.length).toBeLessThan(script.length / 4);
  expect(unpack(answer.bytes).toString()).toBe(script);
});

test("others get it as it is, for ever", async () => {
  const answer = await get("/assets/index-a1b2c3d4.js");
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(answer.text).toBe(script);
  expect((await get("/assets/index-a1b2c3d4.css")).text).toBe(style);
});

test("what has no hash in its name is asked for again", async () => {
  const answer = await get("/icon.svg");
  expect(answer.headers["content-type"]).toBe("image/svg+xml");
  expect(answer.headers["cache-control"]).toBe("no-cache");
});

test("HEAD answers without a body", async () => {
  const answer = await ask(server.port, "HEAD", "/");
  expect([answer.status, answer.text]).toEqual([200, ""]);
});

test("without a page the interface works, and the page says what to do", async () => {
  const bare = await startServer({ page: "/nonexistent" });
  const answer = await ask(bare.port, "GET", "/");
  expect([answer.status, answer.problem.code]).toEqual([503, "page-missing"]);
  expect((await ask(bare.port, "GET", "/api/v1/health")).status).toBe(200);
  await bare.close();
});

test("an address at which nothing is shows the page to a browser and a problem to a program", async () => {
  const shown = await get("/nowhere", { accept: "text/html,application/xhtml+xml" });
  expect([shown.status, shown.headers["content-type"]]).toEqual([404, "text/html; charset=utf-8"]);
  expect(shown.text).toContain("nonce=");
  const told = await get("/nowhere", { accept: "application/json" });
  expect([told.status, JSON.parse(told.text).code]).toEqual([404, "route-unknown"]);
  const inside = await get("/api/v1/nowhere", { accept: "text/html" });
  expect([inside.status, JSON.parse(inside.text).code]).toEqual([404, "route-unknown"]);
});
