/** Scripted players: a list of acts and waits, in a file of their own. */
import {
  clockText,
  type Drill,
  type PlayerCondition,
  type PlayerStep,
  type PlayerTime,
  parseClock,
  type ScriptedPlayer,
} from "./drill.js";
import { type PlayerFile, playerFileSchema } from "./schema.js";
import { suggest } from "./suggest.js";
import { parseDuration } from "./system/units.js";
import { YamlFile } from "./yaml-file.js";

/** What the moments and names of a player's steps refer to. */
type PlayedDrill = Pick<Drill, "clock" | "opensUs" | "endsUs" | "indicators" | "system">;

const defaultAtMostUs = 5 * 60_000_000;

/** Reads a player. `name` is what results call it, `fileName` is used in messages only. Throws a Problem. */
export function parsePlayer(
  drill: PlayedDrill,
  text: string,
  name: string,
  fileName: string,
): ScriptedPlayer {
  const file = YamlFile.read(text, fileName);
  const { steps } = file.check(playerFileSchema);
  const read = steps.map((step, index) => readStep(drill, step, index, file));
  file.throwProblems();
  return { name, steps: read };
}

function readStep(
  drill: PlayedDrill,
  step: PlayerFile["steps"][number],
  index: number,
  file: YamlFile,
): PlayerStep {
  const waits = step.wait !== undefined;
  const mixed = waits
    ? step.tool !== undefined || step.input !== undefined || step.at !== undefined
    : step.tool === undefined || step.atMost !== undefined;
  if (mixed) {
    file.note(
      "value-invalid",
      {
        value: "the step",
        expected: "either an act or a wait",
        remedy: "give tool (with input and at) or wait (with atMost)",
      },
      ["steps", index],
    );
  }
  if (step.wait !== undefined) {
    checkWait(drill, step.wait, index, file);
    return { step: "wait", until: step.wait, atMostUs: step.atMost ?? defaultAtMostUs };
  }
  const at = step.at === undefined ? null : readTime(drill, step.at);
  if (at && "atUs" in at && (at.atUs < drill.opensUs || at.atUs > drill.endsUs)) {
    const [from, to] = [clockText(drill, drill.opensUs), clockText(drill, drill.endsUs)];
    file.note("clock-outside", { value: step.at!, from, to }, ["steps", index, "at"]);
  }
  if (at === undefined) {
    const expected = "a moment";
    const remedy = 'write one such as "14:13:00", or "+30 s" after the previous step';
    file.note("value-invalid", { value: `"${step.at}"`, expected, remedy }, ["steps", index, "at"]);
  }
  return { step: "act", at: at ?? null, tool: step.tool ?? "", input: step.input ?? {} };
}

/** A player may only wait for what the drill has. */
function checkWait(
  { system, indicators }: PlayedDrill,
  until: PlayerCondition,
  index: number,
  file: YamlFile,
): void {
  if (until.until === "page") return;
  const [kind, name, known] =
    until.until === "alert"
      ? (["alert", until.alert, system.alerts] as const)
      : (["indicator", until.indicator, indicators] as const);
  const names = known.map((one) => one.name);
  if (names.includes(name)) return;
  const suggestion = suggest(name, names);
  file.note("name-unknown", { kind, name, suggestion }, ["steps", index, "wait", kind]);
}

function readTime(drill: Pick<Drill, "clock">, written: string): PlayerTime | undefined {
  if (written.startsWith("+")) {
    const reading = parseDuration(written.slice(1).trim());
    return reading.ok ? { afterUs: reading.value } : undefined;
  }
  const atUs = parseClock(drill, written);
  return atUs === null ? undefined : { atUs };
}
