/**
 * The version of the judge. It changes whenever any text could be judged differently, because verdicts are recorded
 * and a recorded verdict is only comparable with one of the same version.
 */
export const judgeVersion = "3";
