import type { Selection } from "../room/room-state.js";
import type { ArrowView, BoxView } from "./map-model.js";

/** What choosing a box means to the tools. A service is the same one at every site. */
export function selectionOfBox({ kind, id }: BoxView): Selection {
  return kind === "users" ? { kind: "route", id } : { kind: "service", id: id.split("@")[0]! };
}

export function selectionOfArrow({ kind, subject }: ArrowView): Selection {
  return { kind: kind === "users" ? "route" : "call", id: subject };
}

/** What a name on the timeline or of a series means to the tools. */
export function selectionOfName(name: string, services: ReadonlySet<string>): Selection {
  const [id = name] = name.split("@");
  const [from = "", to] = id.split("->");
  if (to !== undefined)
    return services.has(from) ? { kind: "call", id } : { kind: "route", id: from };
  return services.has(id) ? { kind: "service", id } : { kind: "route", id };
}
