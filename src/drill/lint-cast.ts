/** What a cast can get wrong although its names exist: lines that never come, silence, gold, and figures. */
import { criteriaOf } from "../text/catalogue.js";
import { repliesOf } from "./cast.js";
import type { Cast, CastCondition } from "./cast-schema.js";
import type { Drill } from "./drill.js";
import { lintShown } from "./lint-texts.js";
import type { Path, YamlFile } from "./yaml-file.js";

export function lintCast(drill: Drill, cast: Cast, file: YamlFile): void {
  lintReach(cast, file);
  for (const criterion of unanswered(cast)) {
    file.note("cast-unanswered", { criterion }, ["topics"]);
  }
  lintShown(drill, file, textsOf(cast));
}

/** Of several replies the first that fits is said, so one without a condition belongs at the end, and must be there. */
function lintReach(cast: Cast, file: YamlFile): void {
  const blocked = new Map<string, boolean>();
  for (const { reply, path, index, count, topic } of repliesOf(cast)) {
    const list = path.slice(0, -1).join(".");
    if (blocked.get(list)) file.note("cast-unreachable", {}, path);
    if (reply.if === undefined) blocked.set(list, true);
    if (index === count - 1 && !blocked.get(list)) {
      file.note("cast-silent", { topic }, path.slice(0, -1));
    }
  }
}

/** Criteria that are understood and that nobody answers. */
function unanswered(cast: Cast): string[] {
  const answered = new Set([
    ...[...cast.topics, ...cast.mentions, ...cast.courtesies].flatMap(({ hears }) => hears),
    ...(cast.hints ? [cast.hints.hears] : []),
  ]);
  return (criteriaOf(cast.item) ?? []).filter((criterion) => !answered.has(criterion));
}

interface Said {
  path: Path;
  text: string;
  measured: true;
  /** Whether the player must have said it, or taken the hint, before anybody says this. */
  disclosed: boolean;
}

function textsOf(cast: Cast): Said[] {
  const open = (path: Path, text: string): Said => ({
    path,
    text,
    measured: true,
    disclosed: false,
  });
  const wordings = (path: Path, texts: readonly string[]) => texts.map((text) => open(path, text));
  const { hints, listeners, phases, followUps } = cast;
  return [
    ...repliesOf(cast).flatMap(({ reply, path }) =>
      reply.say.map(
        (text): Said => ({
          path: [...path, "say"],
          text,
          measured: true,
          disclosed: discloses(reply.if),
        }),
      ),
    ),
    ...Object.entries(listeners).flatMap(([channel, { unclear }]) =>
      wordings(["listeners", channel, "unclear"], unclear),
    ),
    ...(hints
      ? (["offer", "none", "declined"] as const).map((key) => open(["hints", key], hints[key]))
      : []),
    ...Object.entries(phases).flatMap(([id, { opens, probes, noted, complete, over }]) => {
      const path = ["phases", id];
      return [
        ...(opens === undefined ? [] : [open([...path, "opens"], opens)]),
        open([...path, "complete"], complete),
        open([...path, "over"], over),
        ...wordings([...path, "noted"], noted),
        ...probes.flatMap(({ title, ask }, index) => [
          open([...path, "probes", index, "title"], title),
          ...wordings([...path, "probes", index, "ask"], ask),
        ]),
      ];
    }),
    ...followUps.flatMap(({ if: condition, ask, thanks }, index) =>
      [ask, thanks].map(
        (text): Said => ({
          path: ["followUps", index],
          text,
          measured: true,
          disclosed: discloses(condition),
        }),
      ),
    ),
  ];
}

/** Whether a condition holds only after the player has said something of it, or taken a hint. */
function discloses(condition: CastCondition | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.said || condition.heard || condition.hint) return true;
  return condition.any?.every(discloses) ?? false;
}
