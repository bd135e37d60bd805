/** What the server does once a run is over, as its progress names it. */
const ending: Readonly<Record<string, { step: number; words: (end: string) => string }>> = {
  "Running to the end": {
    step: 1,
    words: (end) => `The system runs on until ${end} as you left it.`,
  },
  Scoring: {
    step: 2,
    words: () =>
      "Your run is scored: each of your acts is left out in turn, to see what it was worth.",
  },
};

/** The step that is under way, in words; the first one before anything was told. */
export function endingWords(stage: string | null, end: string): { step: number; words: string } {
  const known = ending[stage ?? "Running to the end"];
  return known ? { step: known.step, words: known.words(end) } : { step: 2, words: `${stage}.` };
}
