import * as z from "zod";
import { printShare } from "../../../drill/system/units.js";
import { share } from "../fields.js";
import { defineTool } from "../tool.js";
import { routeField, routesNamed } from "./routes.js";

export const shiftTraffic = defineTool({
  name: "shift_traffic",
  title: "Shift traffic",
  description: "Sends a share of the users' requests to the second site; 0 % brings them back.",
  group: "operate",
  costUs: 60_000_000,
  input: (offer) => {
    const route = offer.drill.system.site && routeField(offer);
    return (
      route &&
      z.strictObject({
        route,
        share: share("the share to send there", ["0 %", "25 %", "50 %", "100 %"]),
      })
    );
  },
  handle: ({ route, share }, context) => {
    const site = context.drill.system.site!.name;
    const changes = routesNamed(context, route).map((named) =>
      context.apply({ change: "shift", ...named, site, share }),
    );
    return { changed: changes.includes(true), route, site, shifted: printShare(share) };
  },
});
