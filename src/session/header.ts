import { clockText, type Drill } from "../drill/drill.js";
import { type Problem, problem } from "../drill/problem.js";
import { engineVersion } from "../world/version.js";
import { chained, chainRoot, type Header, journalSchema, type Seat } from "./journal/index.js";
import { productVersion } from "./product.js";

/** stepped: each action's cost moves the clock; wall: each action says when it was made. */
export type ClockMode = Header["clock"]["mode"];

/** The header of a new run. */
export function headerOf(
  drill: Drill,
  seed: number,
  seats: readonly Seat[],
  mode: ClockMode,
): Header {
  return chained(chainRoot, {
    schema: journalSchema,
    engine: engineVersion,
    product: productVersion,
    drill: { id: drill.id, ...drill.hashes },
    seed,
    seats: seats.map(({ seat, player }) => ({ seat, player })),
    clock: {
      mode,
      epoch: `${drill.clock.date}T${clockText(drill, 0)}Z`,
      openedAtUs: drill.opensUs,
    },
  });
}

/** Why a journal with this header cannot be replayed by this engine on this drill, or null when it can. */
export function headerProblem(header: Header, drill: Drill): Problem | null {
  if (header.engine !== engineVersion) {
    return problem("journal-engine", { found: header.engine, own: engineVersion });
  }
  if (header.drill.id !== drill.id) {
    return problem("journal-drill", { drill: drill.id, part: "id" });
  }
  for (const part of ["world", "rubric", "prose"] as const) {
    if (header.drill[part] !== drill.hashes[part]) {
      return problem("journal-drill", { drill: drill.id, part });
    }
  }
  const { clock } = headerOf(drill, header.seed, header.seats, header.clock.mode);
  return header.clock.epoch === clock.epoch && header.clock.openedAtUs === clock.openedAtUs
    ? null
    : problem("journal-drill", { drill: drill.id, part: "clock" });
}
