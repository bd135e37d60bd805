import { describe, expect, it } from "vitest";
import { endingWords } from "../../src/web/act/ending-words.js";
import { phaseWords } from "../../src/web/room/phase-words.js";

const minuteUs = 60_000_000;
const clock = { beginsUs: 14 * 60 * minuteUs, opensUs: 0, endsUs: 30 * minuteUs };
const phases = [
  { id: "alert", title: "The alert", minutes: 5, frozen: false },
  { id: "mitigation", title: "Mitigation", minutes: 25, frozen: false },
  { id: "postmortem", title: "Postmortem", minutes: 15, frozen: true },
];
const words = (phase: number, minute: number, phaseSince = 0) =>
  phaseWords(
    { ...clock, phases },
    { phase, phaseSinceUs: phaseSince * minuteUs },
    minute * minuteUs,
  );

describe("where a run stands in its time", () => {
  it("says how much of the plan is left and what ends the phase", () => {
    expect(words(0, 1)).toEqual({
      title: "Phase 1 of 3: The alert",
      words: "4 min left of 5 planned; it ends when you go on",
      next: "Mitigation",
      share: 0.2,
    });
  });

  it("admits that a plan is over, which ends nothing", () => {
    expect(words(0, 7)).toMatchObject({
      words: "2 min over 5 planned; it ends when you go on",
      share: 1,
    });
  });

  it("tells the end of the clock once it is near", () => {
    expect(words(1, 26, 5).words).toBe(
      "4 min left of 25 planned; it ends when you go on; the clock ends at 14:30",
    );
  });

  it("says that the clock stands, and that the last phase ends with the run", () => {
    expect(words(2, 28, 28)).toMatchObject({
      words: "the clock stands; it ends when you finish",
      next: null,
    });
  });

  it("tells a drill in one piece when its clock ends", () => {
    const whole = { ...clock, phases: [] };
    expect(phaseWords(whole, { phase: 0, phaseSinceUs: 0 }, 12 * minuteUs)).toEqual({
      title: null,
      words: "18 min left; it ends at 14:30, or when you finish",
      next: null,
      share: 0.4,
    });
  });
});

describe("what is done once a run is over", () => {
  it("is told in words, step by step, from the first moment on", () => {
    expect(endingWords(null, "14:30:00")).toEqual(endingWords("Running to the end", "14:30:00"));
    expect(endingWords(null, "14:30:00").words).toContain("14:30:00");
    expect(endingWords("Scoring", "14:30:00").step).toBe(2);
  });
});
