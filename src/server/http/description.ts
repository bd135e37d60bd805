/** The interface's description, OpenAPI 3.1, made from the same schemas that check what comes in. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import * as z from "zod";
import { productVersion } from "../../session/index.js";
import { debriefSchema, referenceSchema, scoreSchema } from "../api/debrief.js";
import {
  actedSchema,
  actionSchema,
  drillListSchema,
  drillSummarySchema,
  entryViewSchema,
  forkSchema,
  healthSchema,
  jsonValue,
  newSessionSchema,
  problemSchema,
  ratingSchema,
  sessionListSchema,
  sessionSchema,
  sessionSummarySchema,
  shareSchema,
  whatIfRequestSchema,
  whatIfSchema,
} from "../api/documents.js";
import type { Env } from "./environment.js";

/** Forms that have a name of their own in the description. */
const named: Record<string, z.ZodType> = {
  Acted: actedSchema,
  Action: actionSchema,
  Debrief: debriefSchema,
  Drill: drillSummarySchema,
  Drills: drillListSchema,
  EntryView: entryViewSchema,
  Fork: forkSchema,
  Health: healthSchema,
  NewSession: newSessionSchema,
  Problem: problemSchema,
  Rating: ratingSchema,
  Reference: referenceSchema,
  Score: scoreSchema,
  Session: sessionSchema,
  SessionSummary: sessionSummarySchema,
  Sessions: sessionListSchema,
  Share: shareSchema,
  WhatIf: whatIfSchema,
  WhatIfRequest: whatIfRequestSchema,
};

for (const [id, schema] of Object.entries(named)) z.globalRegistry.add(schema, { id });
// Spelled out: the form of any JSON holds itself, and the generator would follow it for ever.
const anything = ["null", "boolean", "number", "string", "array", "object"];
z.globalRegistry.add(jsonValue, { type: anything });

export type Description = ReturnType<OpenAPIHono<Env>["getOpenAPI31Document"]>;

export function describeInterface(app: OpenAPIHono<Env>): Description {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Smokejumper",
      version: productVersion,
      description:
        "Runs of incident drills. A caller is known by the cookie that their first run gives them, or by an " +
        "Authorization header with `Bearer` and 32 random bytes of their own in base64url. " +
        "GET /api/v1/sessions/{id}/live is a WebSocket.",
      license: { name: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  });
  const schemas = new Map<string, unknown>();
  const paths = hoist(document.paths, schemas) as Description["paths"];
  const sorted = Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...document, paths, components: { schemas: sorted } } as Description;
}

/** Puts each named form among the components once, and refers to it wherever it stood. */
function hoist(value: unknown, schemas: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => hoist(item, schemas));
  if (typeof value !== "object" || value === null) return value;
  const { id, ...rest } = value as Record<string, unknown>;
  const isNamed = typeof id === "string" && Object.hasOwn(named, id);
  const content = isNamed ? rest : (value as Record<string, unknown>);
  const hoisted = Object.fromEntries(
    Object.entries(content).map(([key, item]) => [key, hoist(item, schemas)]),
  );
  if (!isNamed) return hoisted;
  const known = schemas.get(id);
  // A nullable variant carries the same name; it stays where it is.
  if (known === undefined && !isNullable(hoisted)) schemas.set(id, hoisted);
  else if (JSON.stringify(known) !== JSON.stringify(hoisted)) return hoisted;
  return { $ref: `#/components/schemas/${id}` };
}

function isNullable({ type }: Record<string, unknown>): boolean {
  return Array.isArray(type) && type.includes("null");
}
