import type { DrillSummary } from "../../server/api/documents.js";
import { DrillFacts } from "./drill-facts.js";
import { StartButton } from "./start-button.js";
import type { Start } from "./use-start.js";

export function DrillCard({ drill, start }: { drill: DrillSummary; start: Start }) {
  return (
    <article className="drill-card">
      <div>
        <h3>{drill.title}</h3>
        <DrillFacts drill={drill} />
      </div>
      <div>
        <p className="drill-summary">{drill.summary.trim()}</p>
        {drill.phases.length > 1 && (
          <ol className="drill-phases" aria-label="Phases">
            {drill.phases.map((phase) => (
              <li key={phase}>{phase}</li>
            ))}
          </ol>
        )}
      </div>
      <StartButton drill={drill.id} title={drill.title} start={start} quiet />
    </article>
  );
}
