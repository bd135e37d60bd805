import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { problem } from "../../drill/problem.js";
import { maximumBodyBytes } from "../api/documents.js";
import { routes } from "../api/routes.js";
import { Caller } from "./callers.js";
import { basePath, refuseInvalid } from "./define.js";
import { describeInterface } from "./description.js";
import type { App, Env } from "./environment.js";
import { askedBy, type RateKeeper, refusalOf } from "./guard.js";
import { bareHeaders } from "./headers.js";
import { checkBody } from "./json-body.js";
import { addPage, sendPage, wantsPage } from "./page.js";
import { AnswerHeaders, answerOf } from "./problems.js";
import { addActions } from "./routes/actions.js";
import { addDebriefs } from "./routes/debriefs.js";
import { addJournals } from "./routes/journals.js";
import { addCallers } from "./routes/me.js";
import { addPlain } from "./routes/plain.js";
import { addSessions } from "./routes/sessions.js";
import { addShares } from "./routes/shares.js";
import type { Services } from "./services.js";

/** Everything that is answered over HTTP: the interface under /api/v1 and the page. */
export function createApp(services: Services, rates: RateKeeper): App {
  const app: App = new OpenAPIHono<Env>({ defaultHook: refuseInvalid as never });
  app.onError((thrown, c) => {
    const { status, headers, body } = answerOf(
      thrown,
      `${c.req.method} ${c.req.path}`,
      services.log,
    );
    return new Response(body, { status, headers });
  });
  app.notFound((c) => {
    const allowed = methodsAt(c.req.path);
    const { path } = c.req;
    const { index } = services.page;
    if (allowed.length === 0 && index !== null && !path.startsWith(basePath) && wantsPage(c))
      return sendPage(c, index, 404);
    if (allowed.length === 0) throw problem("route-unknown", { path });
    throw problem(
      "method-unknown",
      { path, method: c.req.method, allowed: allowed.join(" or ") },
      { cause: new AnswerHeaders({ allow: allowed.join(", ") }) },
    );
  });

  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(bareHeaders)) c.header(name, value);
    const { incoming } = c.env;
    const refusal = refusalOf(askedBy(incoming), services);
    if (refusal) throw refusal;
    const { cookie, authorization } = incoming.headers;
    const address = rates.addressOf(incoming);
    c.set("address", address);
    const caller = new Caller({ cookie, authorization }, services.store);
    c.set("caller", caller);
    // The page's files cost nothing to hand out, and a class that opens the page at once asks for many.
    if (c.req.path.startsWith(basePath)) rates.request(address, caller.name);
    await next();
  });
  app.use(
    `${basePath}/*`,
    bodyLimit({
      maxSize: maximumBodyBytes,
      onError: () => {
        // Nobody reads the rest, so nothing else can come over this connection.
        const cause = new AnswerHeaders({ connection: "close" });
        throw problem("request-too-large", { limit: maximumBodyBytes }, { cause });
      },
    }),
    checkBody,
  );

  addPlain(app, services);
  addSessions(app, services, rates);
  addActions(app, services);
  addJournals(app, services);
  addDebriefs(app, services, rates);
  addShares(app, services);
  addCallers(app, services);
  const description = describeInterface(app);
  app.get(`${basePath}/openapi.json`, (c) => c.json(description));
  app.get(`${basePath}/sessions/:id/live`, () => {
    throw problem("upgrade-needed", {});
  });
  addPage(app, services);
  return app;
}

const patterns = Object.keys(routes).map((name) => {
  const [method, path] = name.split(" ") as [string, string];
  return { method, pattern: new RegExp(`^${basePath}${path.replace(/\{\w+\}/g, "[^/]+")}$`) };
});

function methodsAt(path: string): string[] {
  return patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
