import { clockText, type Drill, parseClock } from "../drill/drill.js";
import { problem } from "../drill/problem.js";
import { parseDuration } from "../drill/system/units.js";

/** A seed: an integer from 0. */
export function seedOption(text: string): number {
  const seed = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw problem("option-invalid", {
    option: "--seed",
    value: text,
    remedy: "give an integer from 0",
  });
}

/** Seeds as `7` or `1..20`, at most 1,000 of them. */
export function seedsOption(text: string): number[] {
  const [, first = "", last = first] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first !== "" && count >= 1 && count <= 1000) {
    return Array.from({ length: count }, (_, index) => Number(first) + index);
  }
  const remedy = "give a range such as 1..10, of at most 1000 seeds";
  throw problem("option-invalid", { option: "--seeds", value: text, remedy });
}

/** A duration above 0 with its unit, in microseconds. */
export function durationOption(option: string, text: string): number {
  const reading = parseDuration(text);
  if (reading.ok && reading.value > 0) return reading.value;
  const remedy = `give ${reading.ok ? "a duration above 0" : reading.reason}`;
  throw problem("option-invalid", { option, value: text, remedy });
}

/**
 * A moment of a run up to `lastUs`: a time of day, or `+SECONDS` after the player entered. In microseconds since the
 * epoch.
 */
export function momentOption(text: string, drill: Drill, lastUs: number = drill.endsUs): number {
  const after = /^\+(\d{1,9}(?:\.\d{1,6})?)$/.exec(text);
  const atUs = after
    ? drill.opensUs + Math.round(Number(after[1]) * 1_000_000)
    : parseClock(drill, text);
  if (atUs === null) {
    const remedy = "give a time such as 14:20:00, or +90 for seconds after the opening";
    throw problem("option-invalid", { option: "--at", value: text, remedy });
  }
  if (atUs >= drill.opensUs && atUs <= lastUs) return atUs;
  const [from, to] = [drill.opensUs, lastUs].map((momentUs) => clockText(drill, momentUs));
  throw problem("clock-outside", { value: text, from: from!, to: to! });
}
