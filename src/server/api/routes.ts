/**
 * Every route of the HTTP interface under /api/v1: what goes in, what comes out, and with which status.
 *
 * The server builds its routes and their description from this table. A client needs only its type:
 * `fetch` of a `RouteName`'s method and path, with `RouteBody` in and `RouteAnswer` out.
 */
import * as z from "zod";
import { debriefSchema, referenceSchema } from "./debrief.js";
import {
  actedSchema,
  actionSchema,
  drillListSchema,
  forkSchema,
  healthSchema,
  newSessionSchema,
  ratingSchema,
  sessionIdSchema,
  sessionListSchema,
  sessionSchema,
  shareSchema,
  shareTokenSchema,
  whatIfRequestSchema,
  whatIfSchema,
} from "./documents.js";

const session = z.strictObject({ id: sessionIdSchema });

/** The number of an entry as it stands in a path. */
const entryNumber = z.string().regex(/^[1-9][0-9]{0,8}$/, "must be the number of an entry");

/** Nothing comes back but the status 204. */
const nothing = z.undefined();

/** JSON Lines: a document a line, read as text. */
const lines = z.string();

export const routes = {
  "GET /drills": { does: "Lists the drills.", status: 200, answer: drillListSchema },
  "POST /sessions": {
    does: "Begins a run. The first one makes the caller a player.",
    status: 201,
    body: newSessionSchema,
    answer: sessionSchema,
  },
  "GET /sessions": {
    does: "Lists the caller's runs, newest first.",
    status: 200,
    answer: sessionListSchema,
  },
  "GET /sessions/{id}": {
    does: "Tells one run.",
    status: 200,
    path: session,
    answer: sessionSchema,
  },
  "DELETE /sessions/{id}": { does: "Deletes a run.", status: 204, path: session, answer: nothing },
  "POST /sessions/{id}/actions": {
    does: "Acts. The answer comes once the journal entry is on disk.",
    status: 200,
    path: session,
    body: actionSchema,
    answer: actedSchema,
  },
  "GET /sessions/{id}/entries/{entry}": {
    does: "Tells an act that was taken, with what it gave to see.",
    status: 200,
    path: session.extend({ entry: entryNumber }),
    answer: actedSchema,
  },
  "GET /sessions/{id}/journal": {
    does: "Hands out the journal, byte for byte what `smokejumper verify` reads; that of a run in which words were read, once it is over.",
    status: 200,
    path: session,
    answer: lines,
  },
  "POST /sessions/{id}/fork": {
    does: "Goes on from a moment of a run in a new one.",
    status: 201,
    path: session,
    body: forkSchema,
    answer: sessionSchema,
  },
  "POST /sessions/{id}/whatif": {
    does: "Runs a finished run again with one act added or left out.",
    status: 200,
    path: session,
    body: whatIfRequestSchema,
    answer: whatIfSchema,
  },
  "GET /sessions/{id}/debrief": {
    does: "Tells how a finished run went.",
    status: 200,
    path: session,
    answer: debriefSchema,
  },
  "GET /sessions/{id}/reference": {
    does: "Tells what the reference player did with the seed of a finished run.",
    status: 200,
    path: session,
    answer: referenceSchema,
  },
  "PUT /sessions/{id}/rating": {
    does: "Keeps how well the player thinks it went.",
    status: 204,
    path: session,
    body: ratingSchema,
    answer: nothing,
  },
  "POST /sessions/{id}/share": {
    does: "Makes the debrief readable by whoever knows its path. An earlier path ends.",
    status: 201,
    path: session,
    answer: shareSchema,
  },
  "DELETE /sessions/{id}/share": {
    does: "Ends the sharing of a debrief.",
    status: 204,
    path: session,
    answer: nothing,
  },
  "GET /shared/{token}": {
    does: "Tells a shared debrief.",
    status: 200,
    path: z.strictObject({ token: shareTokenSchema }),
    answer: debriefSchema,
  },
  "GET /me/export": {
    does: "Hands out everything that is kept about the caller.",
    status: 200,
    answer: lines,
  },
  "DELETE /me": {
    does: "Deletes the caller and everything that is kept about them.",
    status: 204,
    answer: nothing,
  },
  "GET /health": { does: "Tells that the server is there.", status: 200, answer: healthSchema },
} as const satisfies Record<`${"GET" | "POST" | "PUT" | "DELETE"} /${string}`, Route>;

export interface Route {
  does: string;
  status: 200 | 201 | 204;
  path?: z.ZodObject;
  body?: z.ZodType;
  answer: z.ZodType;
}

export type RouteName = keyof typeof routes;
/** The names in the braces of a route's path, with their values. */
export type RoutePath<Name extends RouteName> = (typeof routes)[Name] extends {
  path: infer Path extends z.ZodType;
}
  ? z.output<Path>
  : Record<never, never>;
export type RouteBody<Name extends RouteName> = (typeof routes)[Name] extends {
  body: infer Body extends z.ZodType;
}
  ? z.output<Body>
  : undefined;
export type RouteAnswer<Name extends RouteName> = z.output<(typeof routes)[Name]["answer"]>;
