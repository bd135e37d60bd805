/** Scripted players: a list of acts and waits, in a file of their own. */
import {
  type Drill,
  type PlayerStep,
  type PlayerTime,
  parseClock,
  type ScriptedPlayer,
} from "./drill.js";
import { type PlayerFile, playerFileSchema } from "./schema.js";
import { parseDuration } from "./system/units.js";
import { YamlFile } from "./yaml-file.js";

const defaultAtMostUs = 5 * 60_000_000;

/** Reads a player. `name` is what results call it, `fileName` is used in messages only. Throws a Problem. */
export function parsePlayer(
  drill: Pick<Drill, "clock">,
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
  drill: Pick<Drill, "clock">,
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
    return { step: "wait", until: step.wait, atMostUs: step.atMost ?? defaultAtMostUs };
  }
  const at = step.at === undefined ? null : readTime(drill, step.at);
  if (at === undefined) {
    const expected = "a moment";
    const remedy = 'write one such as "14:13:00", or "+30 s" after the previous step';
    file.note("value-invalid", { value: `"${step.at}"`, expected, remedy }, ["steps", index, "at"]);
  }
  return { step: "act", at: at ?? null, tool: step.tool ?? "", input: step.input ?? {} };
}

function readTime(drill: Pick<Drill, "clock">, written: string): PlayerTime | undefined {
  if (written.startsWith("+")) {
    const reading = parseDuration(written.slice(1).trim());
    return reading.ok ? { afterUs: reading.value } : undefined;
  }
  const atUs = parseClock(drill, written);
  return atUs === null ? undefined : { atUs };
}
