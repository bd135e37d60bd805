import { oneOf } from "../fields.js";
import type { Offer, ToolContext } from "../tool.js";

const everyRoute = "*";

/** A route, a source (all its routes) or all sources. */
export function routeField({ vocabulary, allowed }: Offer) {
  const routes = allowed("routes", vocabulary.routes.keys());
  if (routes.length === 0) return null;
  return oneOf([...routes, everyRoute], `which route or source, or ${everyRoute} for all of them`);
}

/** What a value of the field stands for. */
export function routesNamed({ vocabulary }: ToolContext, name: string) {
  return name === everyRoute
    ? vocabulary.sources.map((source) => ({ source, route: null }))
    : [vocabulary.routes.get(name)!];
}
