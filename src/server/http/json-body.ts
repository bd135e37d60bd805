import type { MiddlewareHandler } from "hono";
import { problem } from "../../drill/problem.js";
import type { Env } from "./environment.js";

/** Deeper than any act's input, and far from what would exhaust the stack of what walks it. */
const deepest = 64;

/** Whether a text nests lists and maps so deeply that nothing of ours wants to walk it. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (inString) {
      if (character === 0x5c) i++;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return false;
}

/** JSON of a bearable depth; throws a Problem. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) {
    throw problem("request-malformed", { reason: `it nests deeper than ${deepest} levels` });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw problem("request-malformed", { reason: "it is not JSON" });
  }
}

/** The framework keeps the text that was read here, so that the route reads the same again. */
export const checkBody: MiddlewareHandler<Env> = async (c, next) => {
  const { method } = c.req;
  if (method === "POST" || method === "PUT" || method === "PATCH") {
    const text = await c.req.text();
    if (text !== "") parseJson(text);
  }
  await next();
};
