import type { DrillSummary } from "../../server/api/documents.js";
import { Severity } from "../ui/severity.js";

const marks = { easy: 1, medium: 2, hard: 3 } as const;

/** How bad, how hard, how long: each as a word, two of them with a shape. */
export function DrillFacts({ drill }: { drill: DrillSummary }) {
  return (
    <ul className="drill-facts" aria-label="About this drill">
      <li>
        <Severity level={drill.severity} />
      </li>
      <li className="difficulty">
        <svg viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">
          {[0, 1, 2].map((mark) => (
            <rect
              key={mark}
              x={1 + mark * 9}
              y={9 - mark * 4}
              width="6"
              height={4 + mark * 4}
              rx="1"
              className={mark < marks[drill.difficulty] ? "is-on" : ""}
            />
          ))}
        </svg>
        {drill.difficulty}
      </li>
      <li>{lengthWords(drill)}</li>
      {drill.phases.length > 1 && <li>{drill.phases.length} phases</li>}
    </ul>
  );
}

function lengthWords({ minutes, maximumMinutes }: DrillSummary): string {
  const usual = `about ${minutes} min`;
  return maximumMinutes > minutes ? `${usual}, ${maximumMinutes} at most` : usual;
}
