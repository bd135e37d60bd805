/** Turns the result of a benchmark into one line for people. */

/** @param {number} value */
function showNumber(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** @param {import("./harness.mjs").Figure} figure */
function describeFigure({ text, value, atLeast, atMost, met, skipped }) {
  if (value === null) return `${text} skipped: ${skipped}`;
  if (met === null) return `${showNumber(value)} ${text}`;
  const target = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return `${showNumber(value)} ${text} (target ${target}: ${met ? "met" : "MISSED"})`;
}

/** @param {import("./harness.mjs").Answer[]} answers */
function describeAnswers(answers) {
  const wrong = answers.filter(({ right }) => !right);
  if (wrong.length === 0) return `${answers.length} answers right`;
  const details = wrong.map(({ text, value, expected, tolerance }) => {
    return `${text} is ${value}, expected ${expected} within ${tolerance}`;
  });
  return `${wrong.length} of ${answers.length} answers WRONG: ${details.join("; ")}`;
}

/** @param {import("./harness.mjs").Result} result */
export function describeResult({ name, headline, figures, answers }) {
  const findings = [...figures.map(describeFigure), describeAnswers(answers)];
  return `${name}: ${findings.join(", ")}; ${headline}`;
}
