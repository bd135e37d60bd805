import type { HttpBindings } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Caller } from "./callers.js";

/** What the framework hands from the first steps of a request to its route. */
export interface Env {
  Bindings: HttpBindings;
  Variables: {
    caller: Caller;
    /** The network address that the request came from. */
    address: string;
  };
}

export type App = OpenAPIHono<Env>;
