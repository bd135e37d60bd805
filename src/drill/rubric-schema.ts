/**
 * What a rubric is: dimensions of criteria over what was done and what it changed.
 *
 * A criterion is met by deeds, their order and time, the measured outcome, and by what was understood of the players'
 * words. A dimension may say that it takes words that nothing reads; it is reported as not judged.
 */
import { z } from "zod";
import { count, duration, name, positiveDuration, share } from "./fields.js";
import { YamlFile } from "./yaml-file.js";

const line = z.string().trim().min(1).max(400);

/** A moment that the run itself decides. */
const moments = ["opened", "paged", "mitigated", "recovered"] as const;

const moment = z.enum(moments);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const deed = z.strictObject({
  /** One of these tools. */
  tool: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  group: z.enum(["observe", "operate", "communicate", "run"]).optional(),
  /** Members of the input that must be so; a list means any of its values. */
  input: z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])).optional(),
  /** The share of user failures that the act prevented while it was new (see `valueWindow`), or would have by itself. */
  saves: share.optional(),
  /** The act changed the system and did harm, or prevented less than this share where there was something to prevent. */
  wastes: share.optional(),
  /** Whether the act changed anything; `false` finds buttons that were pressed for nothing. */
  effective: z.boolean().optional(),
  within: z.strictObject({ of: moment, time: duration }).optional(),
  after: moment.optional(),
  before: moment.optional(),
  /** So many entries are needed, on different inputs. */
  atLeast: count(1, 100).optional(),
});

export type Deed = z.output<typeof deed>;

export type Condition =
  | { did: Deed }
  | { recovered: { within?: number | undefined } }
  | { mitigated: { within?: number | undefined } }
  | { prevented: number }
  | { layers: { atLeast: number; saves: number } }
  | { said: { item: string; criterion: string } }
  | { untrue: { tools: string[] } }
  | { not: Condition }
  | { all: Condition[] }
  | { any: Condition[] }
  | { order: Condition[] };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ did: deed }),
    /** The outcome's indicator became healthy and stayed so, and acts of the players brought it about. */
    z.strictObject({ recovered: z.strictObject({ within: duration.optional() }) }),
    z.strictObject({ mitigated: z.strictObject({ within: duration.optional() }) }),
    /** So large a share of the failures of the unattended run did not happen. */
    z.strictObject({ prevented: share }),
    /** Different kinds of measures, each of which would by itself have prevented this share of the failures. */
    z.strictObject({ layers: z.strictObject({ atLeast: count(2, 10), saves: share }) }),
    /** In the end, what was said in the phase of this item, or the last postmortem, met this criterion. */
    z.strictObject({ said: z.strictObject({ item: z.string(), criterion: name }) }),
    /** Something was said with one of these tools that the run contradicts. */
    z.strictObject({ untrue: z.strictObject({ tools: z.array(z.string()).min(1) }) }),
    z.strictObject({ not: condition }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    /** The first deed of each comes before the first deed of the next. */
    z.strictObject({ order: z.array(condition).min(2) }),
  ]),
) as z.ZodType<Condition>;

const criterion = z.strictObject({
  id: name,
  points: count(1, 100),
  when: condition,
  /** What is said when it is met and when it is not; `{at}` is the moment of the first deed that earned it. */
  strength: line,
  improvement: line,
  resources: z.array(name).default([]),
});

const dimension = z.strictObject({
  id: name,
  title: line,
  judged: z.enum(["deeds", "words"]).default("deeds"),
  /** The phases in which it can be shown; who passes over all of them is not judged by it. */
  phases: z.array(name).max(20).default([]),
  /** Levels from the bottom up, with the points from which they are reached; the first is reached with 0. */
  levels: z.record(name, count(0, 1000)),
  criteria: z.array(criterion).default([]),
});

export const rubricFileSchema = z.strictObject({
  version: z.string().min(1).max(40),
  pass: z.strictObject({
    recovered: z.boolean().default(true),
    /** The least level in these dimensions. */
    dimensions: z.record(name, name).default({}),
  }),
  /** For how long after an act its effect on the users is measured. */
  valueWindow: positiveDuration,
  dimensions: z.array(dimension).min(1).max(20),
  /** What even a run without fault can do next; at least three. */
  stretch: z.array(z.strictObject({ id: name, text: line })).min(3),
  resources: z.record(name, line),
});

export type Rubric = z.output<typeof rubricFileSchema>;
export type Dimension = Rubric["dimensions"][number];
export type Criterion = Dimension["criteria"][number];

/** Reads rubric.yaml. Throws a Problem with file, line and key. */
export function parseRubric(text: string, fileName: string): Rubric {
  const file = YamlFile.read(text, fileName);
  const rubric = file.check(rubricFileSchema);
  rubric.dimensions.forEach((entry, index) => {
    const path = ["dimensions", index];
    const { levels, judged, criteria } = entry;
    if (judged === "deeds" && criteria.length === 0)
      file.note("key-missing", { key: "criteria" }, path);
    const points = criteria.reduce((sum, { points: worth }) => sum + worth, 0);
    const steps = Object.values(levels);
    const rises = steps[0] === 0 && steps.every((step, i) => i === 0 || step > steps[i - 1]!);
    if (!rises || (judged === "deeds" && steps.at(-1)! > points))
      file.note(
        "value-invalid",
        {
          value: steps.join(", "),
          expected: "levels that begin at 0, rise and can be reached",
          remedy: `spread them over 0 to ${points} points`,
        },
        [...path, "levels"],
      );
    criteria.forEach(({ resources }, number) => {
      for (const resource of resources)
        if (!(resource in rubric.resources))
          file.note(
            "name-unknown",
            { kind: "resource", name: resource, suggestion: "list it under resources" },
            [...path, "criteria", number, "resources"],
          );
    });
  });
  for (const [id, level] of Object.entries(rubric.pass.dimensions)) {
    const found = rubric.dimensions.find((entry) => entry.id === id);
    if (!found || !(level in found.levels))
      file.note(
        "name-unknown",
        {
          kind: "dimension and level",
          name: `${id}: ${level}`,
          suggestion: "use one of this rubric",
        },
        ["pass", "dimensions", id],
      );
  }
  file.throwProblems();
  return rubric;
}

export function rubricJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(rubricFileSchema, { io: "input" }) as Record<string, unknown>;
}
