/** What a run came to, in words that follow from its final state and nothing else. */
import type { Debrief } from "../../server/api/debrief.js";
import { formatValue } from "../ui/format.js";
import { failingAtEnd, harmInWords } from "./harm.js";

export interface Verdict {
  tone: "good" | "mixed" | "bad";
  heading: string;
  /** One or two sentences with the numbers behind the heading. */
  text: string;
}

type Ending = Pick<Debrief, "outcome" | "entries" | "drill" | "series" | "rows">;

export function verdictOf(ending: Ending): Verdict {
  const { outcome, entries } = ending;
  const { userFailures, baselineFailures, mitigatedAt, recoveredAt } = outcome;
  const acted = entries.some(({ group, changed }) => group === "operate" && changed === true);
  const spared = baselineFailures - userFailures;
  const harm = harmInWords(outcome);

  if (recoveredAt !== null) {
    if (!acted) {
      return {
        tone: "mixed",
        heading: "It went away by itself",
        text: `Users were well again at ${recoveredAt}, and nothing that you did had changed the system. ${harm}`,
      };
    }
    return {
      tone: "good",
      heading: `Users were well again at ${recoveredAt}`,
      text: harm,
    };
  }
  // Only the drill's mark was reached, by the one indicator that it looks at; many may still fail.
  if (mitigatedAt !== null) {
    return {
      tone: "mixed",
      heading: `It got better at ${mitigatedAt} and was not well by the end`,
      text: `${endInWords(failingAtEnd(ending))}${harm}`,
    };
  }
  if (!acted) {
    return {
      tone: "bad",
      heading: "Users were left without help",
      text: `Nothing that was done changed the system, and it was still failing at the end. ${harm}`,
    };
  }
  return {
    tone: "bad",
    heading:
      spared < 0 ? "It became worse than if nobody had acted" : "It was still failing at the end",
    text: `What was done did not bring users back. ${harm}`,
  };
}

function endInWords(share: number | null): string {
  if (share === null) return "";
  if (share <= 0) return "No request failed in the last interval. ";
  return `${formatValue(share, "share")} of requests still failed in the last interval. `;
}

/** The words for what the rubric's pass rule says. */
export const verdictWords: Readonly<Record<Debrief["score"]["verdict"], string>> = {
  passed: "Passed",
  failed: "Not passed",
  incomplete: "Not judged in full",
  error: "Could not be scored",
};
