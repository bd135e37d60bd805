import * as z from "zod";
import { printShare } from "../../../drill/system/units.js";
import { share } from "../fields.js";
import { defineTool } from "../tool.js";
import { routeField, routesNamed } from "./routes.js";

export const shedLoad = defineTool({
  name: "shed_load",
  title: "Shed load",
  description:
    "Refuses a share of the users' requests at the edge. 100 % of one route is a maintenance page for it; 0 % lets everybody in again.",
  group: "operate",
  costUs: 20_000_000,
  input: (offer) => {
    const route = routeField(offer);
    return (
      route &&
      z.strictObject({
        route,
        share: share("the share to refuse", ["0 %", "20 %", "50 %", "80 %", "100 %"]),
      })
    );
  },
  handle: ({ route, share }, context) => {
    // Every route gets the change, so none is skipped once one has made a difference.
    const changes = routesNamed(context, route).map((named) =>
      context.apply({ change: "shed", ...named, share }),
    );
    return { changed: changes.includes(true), route, shed: printShare(share) };
  },
});
