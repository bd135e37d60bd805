/** Turns a line of the route table into a route: its description, its checks and its answer. */
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import * as z from "zod";
import { problem } from "../../drill/problem.js";
import { problemSchema } from "../api/documents.js";
import {
  type Route,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  type RoutePath,
  routes,
} from "../api/routes.js";
import type { App, Env } from "./environment.js";
import { malformed } from "./malformed.js";

export const basePath = "/api/v1";

export interface Call<Name extends RouteName> {
  path: RoutePath<Name>;
  body: RouteBody<Name>;
  c: Context<Env>;
}

/** A stream stands for a long text, and a handler without an answer returns nothing. */
export type Answer<Name extends RouteName> =
  RouteAnswer<Name> extends undefined
    ? // biome-ignore lint/suspicious/noConfusingVoidType: it is what a function without a return statement returns.
      void
    : RouteAnswer<Name> | (RouteAnswer<Name> extends string ? ReadableStream<Uint8Array> : never);

export function define<Name extends RouteName>(
  app: App,
  name: Name,
  handle: (call: Call<Name>) => Promise<Answer<Name>> | Answer<Name>,
): void {
  const route: Route = routes[name];
  const [method, path] = name.split(" ") as [string, string];
  const description = createRoute({
    method: method.toLowerCase() as "get",
    path: `${basePath}${path}`,
    summary: route.does,
    request: {
      ...(route.path && { params: route.path }),
      ...(route.body && {
        body: { required: true, content: { "application/json": { schema: route.body } } },
      }),
    },
    responses: {
      [route.status]: { description: "Done.", ...contentOf(route.answer) },
      default: {
        description: "What is wrong, and what to do.",
        content: { "application/json": { schema: problemSchema } },
      },
    },
  });
  // The framework infers a handler's types from a literal description; here the table's types say it all.
  app.openapi(description, (async (c: Context<Env>) => {
    const valid = c.req.valid as (target: "param" | "json") => unknown;
    const call = {
      path: route.path ? valid.call(c.req, "param") : {},
      body: route.body ? valid.call(c.req, "json") : undefined,
      c,
    };
    return respond(c, route.status, await handle(call as Call<Name>));
  }) as never);
}

function contentOf(answer: z.ZodType) {
  if (answer instanceof z.ZodUndefined) return {};
  const type = answer instanceof z.ZodString ? "application/jsonl" : "application/json";
  return { content: { [type]: { schema: answer } } };
}

function respond(c: Context<Env>, status: Route["status"], answer: unknown): Response {
  if (answer === undefined || status === 204) return c.body(null, 204);
  if (typeof answer !== "string" && !(answer instanceof ReadableStream)) {
    return c.json(answer as object, status);
  }
  c.header("content-type", "application/jsonl; charset=utf-8");
  return c.body(answer, status);
}

interface Checked {
  success: boolean;
  target: string;
  error?: Pick<z.ZodError, "issues">;
}

/** Refuses what a schema refused. An id that can be nobody's is told like one that is nobody's. */
export function refuseInvalid({ success, target, error }: Checked): undefined {
  if (success) return;
  const { issues } = error!;
  const [name] = issues[0]!.path;
  if (target === "param" && name === "id") throw problem("session-unknown", {});
  if (target === "param" && name === "token") throw problem("share-unknown", {});
  throw malformed(issues);
}
